package mention

import "github.com/rapporteur/rapporteur/internal/lexicon"

// words are the closed classes that the rules ask for, by what they are asked.
type words struct {
	quantifier map[string]bool // before a noun and outside the mention: "several"
	pair       map[string]bool // "both", "two"
	either     map[string]bool // "both", "either": a noun after it is a collective without an article
	side       map[string]bool // "side", "country": a collective with a word of pair
	measure    map[string]bool // "group", "dozens": with of, it only counts what follows
	direction  map[string]bool // part of a place's name: "northern"
	particle   map[string]bool // inside names: "bin", "de"
	suffix     map[string]bool // ends a name of a body: "Foundation"
	culprit    map[string]bool // "perpetrator": people whom a deed makes
	landBefore map[string]bool // begins a name of a place: "Mount"
	land       map[string]bool // ends a name of a place: "province"
	seatWord   map[string]bool // "capital": in apposition to its name
	event      map[string]bool // a capitalised run that ends so names no party: "Accords"
	speech     map[string]bool // "statement": a body before it is its author
	within     map[string]bool // before a place as such: "in", "near"
	toward     map[string]bool // before a place or a party: "to", "from"
	struck     map[string]bool // verbs whose object or passive subject is the place itself: "visit", "shell"
	ground     map[string]bool // what a town has, not a government: "airport", "streets"
	armed      map[string]bool // participles before people: "armed", "suspected"
	plural     map[string]bool // bodies named in the plural: "authorities"
	company    map[string]bool // roles by affiliation that come before a preposition: "from", "of", "for"
	bloc       map[string]bool // "Western", "European": of several countries
	honour     map[string]bool // "Mr.", "Mrs."
	female     map[string]bool
	male       map[string]bool
	relative   map[string]bool
	possessor  map[string]bool // "its", "their"
	pronoun    map[string]bool
	nameless   map[string]bool // capitalised words that name no one: "God", "Internet"
	realm      map[string]bool // "country", "nation": the country last meant
	press      []string        // the sector of news agencies
	government []string        // the sector of governments
	of         string          // joins a role and whose it is
	seatBody   string          // the role of what sits in a capital: "government"
}

func newWords(lex *lexicon.Lexicon) words {
	set := lex.Classes.Set
	return words{
		quantifier: set("quantifier"), pair: set("pair"), either: set("either"), side: set("side"),
		measure: set("measure"), direction: set("direction"), particle: set("name-particle"),
		suffix: set("body-suffix"), culprit: set("culprit"), landBefore: set("place-prefix"), land: set("place-noun"), seatWord: set("capital-noun"),
		event: set("event-suffix"), speech: set("speech-noun"), within: set("place-preposition"),
		toward: set("party-preposition"), struck: set("place-verb"), ground: set("town-noun"),
		armed: set("people-participle"), plural: set("plural-body"), company: set("affiliation-preposition"),
		bloc: set("bloc-adjective"), honour: set("honorific"), female: set("female"), male: set("male"),
		relative: set("relative-pronoun"), possessor: set("possessive-pronoun"), pronoun: set("pronoun"),
		nameless: set("no-name"), realm: set("realm"), press: []string{"JRN"}, government: []string{"GOV"}, seatBody: only(set("seat-body")), of: only(set("belong-preposition")),
	}
}

// only is the word of a class of one word.
func only(class map[string]bool) string {
	for word := range class {
		return word
	}
	return ""
}
