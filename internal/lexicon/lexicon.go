// Package lexicon holds the tables of words, names and places, and their one
// loader. Words live here and nowhere else; docs/lexicon.md explains every file.
package lexicon

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
)

//go:embed hand
var embedded embed.FS

// Lexicon is every table, loaded and typed. It does not change after Load and
// may be shared between goroutines.
type Lexicon struct {
	Abbreviations map[string]Abbreviation // without the stop: "Gen"
	Clitics       Clitics                 // "'s", "cannot"
	Tokens        map[string]TokenKind    // strings that tell where a token ends
	Numbers       Numbers                 // number words: "twenty", "dozens"
	Bounds        Bounds                  // phrases that bound a number: "at least"
	Times         Times                   // words of dates, clock times and durations
	Cues          Cues                    // cues of attribution: "say", "according to"
	Forms         []IrregularVerb         // "flee", "fled", "fled"
	Classes       Classes                 // closed classes of words: negators, conditional markers, …

	Countries         []*Country // in the order of the table
	CountryByCode     map[string]*Country
	CountryNames      Phrases[*Country] // names and bynames
	CountryAdjectives Phrases[*Country]
	CountryPeoples    Phrases[*Country]
	Capitals          Phrases[*Country]    // capitals as they stand for governments
	states            map[string]statehood // what countries were part of: StateOn
	Areas             map[string]Area      // words beside names of places: "province"
	Places            Phrases[[]*Place]    // names and bynames, heaviest first; no countries

	People        Phrases[[]*Person]     // full names and bynames, a row a term of office
	Surnames      map[string][]*Person   // by the last word of the name
	Organizations Phrases[*Organization] // names, bynames, acronyms
	Roles         Phrases[[]Role]        // titles, offices and bodies, by lemma
	GivenNames    map[string]string      // sex by name: f, m, or empty

	Peoples          Phrases[*People] // peoples that are no country's: "Kurds"
	PeopleAdjectives Phrases[*People] // "Kurdish"

	Bodies map[string]string // names of a country's bodies by role: "Parliament of %"

	Senses   Senses            // verbs and event nouns with what their constructions are coded as
	Issues   Phrases[string]   // phrases of lemmas: "prisoner exchange" is prisoners
	Contexts map[string]string // lemmas: "warrant" is legal
	Weapons  map[string]string // lemmas: "drone" shows the mode drone
	Harms    map[string][]Harm // lemmas: "wound" is wounded, its object the victims

	Stopwords Stopwords // function words by language, to tell a report's language
	Wording   Wording   // how the brief says what codes mean
	Codes     Codes     // how other codebooks call what a record holds
}

// loaders fill a Lexicon, each from the table of its name. A table that a
// --lexicon directory lacks adds nothing.
var loaders = []struct {
	table string
	load  func(*Lexicon, *Table) error
}{
	{"people", (*Lexicon).loadPeople},
	{"organizations", (*Lexicon).loadOrganizations},
	{"roles", (*Lexicon).loadRoles},
	{"names", (*Lexicon).loadNames},
	{"abbreviations", (*Lexicon).loadAbbreviations},
	{"clitics", (*Lexicon).loadClitics},
	{"tokens", (*Lexicon).loadTokens},
	{"classes", (*Lexicon).loadClasses},
	{"bodies", (*Lexicon).loadBodies},
	{"peoples", (*Lexicon).loadPeoples},
	{"stopwords", (*Lexicon).loadStopwords},
	{"wording", (*Lexicon).loadWording},
	{"cues", (*Lexicon).loadCues},
	{"forms", (*Lexicon).loadForms},
	{"senses", (*Lexicon).loadSenses},
	{"verbs", (*Lexicon).loadVerbs},
	{"nouns", (*Lexicon).loadNouns},
	{"issues", (*Lexicon).loadIssues},
	{"contexts", (*Lexicon).loadContexts},
	{"weapons", (*Lexicon).loadWeapons},
	{"harms", (*Lexicon).loadHarms},
	{"areas", (*Lexicon).loadAreas},
	{"countries", (*Lexicon).loadCountries},
	{"states", (*Lexicon).loadStates},
	{"places", (*Lexicon).loadPlaces},
	{"numbers", (*Lexicon).loadNumbers},
	{"bounds", (*Lexicon).loadBounds},
	{"times", (*Lexicon).loadTimes},
	{"plover", (*Lexicon).loadPlover},
	{"cameo", (*Lexicon).loadCAMEO},
	{"cameo_codes", (*Lexicon).loadCAMEOCodes},
	{"country_codes", (*Lexicon).loadCountryCodes},
	{"sector_codes", (*Lexicon).loadSectorCodes},
	{"acled", (*Lexicon).loadACLED},
}

// Load reads the embedded tables and then the rows that dirs add to them. An
// error names file and line.
func Load(dirs ...string) (*Lexicon, error) {
	lex := &Lexicon{}
	if err := lex.add(embedded, "hand", true); err != nil {
		return nil, err
	}
	for _, dir := range dirs {
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			return nil, fmt.Errorf("lexicon: %s is not a directory of .tsv tables", dir)
		}
		if err := lex.add(os.DirFS(dir), ".", false); err != nil {
			return nil, err
		}
	}
	return lex, nil
}

func (lex *Lexicon) add(files fs.FS, root string, whole bool) error {
	tables, err := readTables(files, root)
	if err != nil {
		return err
	}
	var errs []error
	for _, l := range loaders {
		if t := tables[l.table]; t != nil {
			errs = append(errs, l.load(lex, t))
			delete(tables, l.table)
		} else if whole {
			errs = append(errs, fmt.Errorf("lexicon: the table %s is missing", l.table))
		}
	}
	errs = append(errs, lex.addActors(files, root))
	for _, name := range slices.Sorted(maps.Keys(tables)) {
		errs = append(errs, fmt.Errorf("%s.tsv: no such table; docs/lexicon.md lists them", name))
	}
	return errors.Join(errs...)
}
