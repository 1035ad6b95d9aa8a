package lexicon

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// ActorEntry is one actor of a TABARI or PETRARCH actor file: its names, and its
// codes with the time that each holds for.
type ActorEntry struct {
	Line  int
	Names []string // as written, without underscores: "MOHAMMAD NAJIBULLAH"
	Codes []ActorCode
}

// ActorCode is a code of an actor and when it holds: "[AFGELI >920416]".
type ActorCode struct {
	Country  string
	Sectors  []string
	From, To string // YYYY-MM-DD; "" where open
}

// ParseActors reads a TABARI or PETRARCH actor file: a name with underscores for
// spaces, its code in brackets behind it or on lines below it, "+" before a
// further name, ";" before a comment. "---" is a name without a code.
func ParseActors(file string, data []byte) ([]ActorEntry, error) {
	if !utf8.Valid(data) {
		return nil, fmt.Errorf("%s: not UTF-8; save the file as UTF-8", file)
	}
	var entries []ActorEntry
	for n, line := range strings.Split(string(data), "\n") {
		text, code, err := actorLine(line)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, n+1, err)
		}
		name, more := strings.CutPrefix(text, "+")
		name = strings.Join(strings.Fields(strings.ReplaceAll(name, "_", " ")), " ")
		if name != "" && !more {
			entries = append(entries, ActorEntry{Line: n + 1})
		}
		if name == "" && code == "" {
			continue
		}
		if len(entries) == 0 {
			return nil, fmt.Errorf("%s:%d: a code or a further name before the first name", file, n+1)
		}
		e := &entries[len(entries)-1]
		if name != "" {
			e.Names = append(e.Names, name)
		}
		if code != "" {
			c, ok, err := actorCode(code)
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %w", file, n+1, err)
			}
			if ok {
				e.Codes = append(e.Codes, c)
			}
		}
	}
	return entries, nil
}

// actorLine parts a line into name and code, without its comment.
func actorLine(line string) (name, code string, err error) {
	if at := strings.IndexAny(line, ";#"); at >= 0 {
		line = line[:at]
	}
	line = strings.TrimSpace(line)
	if strings.HasPrefix(line, "<") || strings.HasPrefix(line, "&") {
		return "", "", nil // a header, or a set of synonyms
	}
	open := strings.IndexByte(line, '[')
	if open < 0 {
		return line, "", nil
	}
	end := strings.IndexByte(line[open:], ']')
	if end < 0 {
		return "", "", fmt.Errorf("no ] after [ in %q", line)
	}
	return strings.TrimSpace(line[:open]), strings.TrimSpace(line[open+1 : open+end]), nil
}

// actorCode reads the inside of the brackets: "USAGOV >010120", "AFGGOV
// 870930-920416". It is not ok for "---".
func actorCode(text string) (c ActorCode, ok bool, err error) {
	code, when, _ := strings.Cut(text, " ")
	if code == "" || strings.Trim(code, "-") == "" {
		return c, false, nil
	}
	c.Country, c.Sectors = splitCode(code)
	when = strings.ReplaceAll(when, " ", "")
	switch {
	case when == "":
	case when[0] == '>':
		c.From, err = actorDate(when[1:])
	case when[0] == '<':
		c.To, err = actorDate(when[1:])
	default:
		from, to, both := strings.Cut(when, "-")
		if !both {
			to = from
		}
		if c.From, err = actorDate(from); err == nil {
			c.To, err = actorDate(to)
		}
	}
	return c, err == nil && (c.Country != "" || len(c.Sectors) > 0), err
}

// actorDate reads YYMMDD, of 1931 to 2030, and YYYYMMDD.
func actorDate(digits string) (string, error) {
	full := digits
	if len(full) == 6 {
		century := "19"
		if full < "31" {
			century = "20"
		}
		full = century + full
	}
	day, err := time.Parse("20060102", full)
	if err != nil {
		return "", fmt.Errorf("%q is not a date: write YYMMDD or YYYYMMDD", digits)
	}
	return day.Format(time.DateOnly), nil
}

// cameoSectors are CAMEO's codes of sectors, as the record has them.
var cameoSectors = map[string]string{"GOV": "GOV", "MIL": "MIL", "LEG": "LEG", "JUD": "JUD", "PTY": "PTY", "OPP": "OPP",
	"COP": "COP", "SPY": "SPY", "REB": "REB", "INS": "REB", "SEP": "REB", "RAD": "REB", "UAF": "UAF", "IGO": "IGO",
	"IMG": "REB", "INT": "IGO", "NGO": "NGO", "NGM": "NGO", "MED": "JRN", "BUS": "BUS", "MNC": "BUS", "EDU": "EDU",
	"HLH": "MED", "REL": "REL", "LAB": "LAB", "CVL": "CVL", "REF": "REF", "CRM": "CRM", "ELI": "ELI", "DEV": "SOC",
	"HRI": "NGO", "ENV": "SOC", "AGR": "BUS", "PRM": "PRM", "JRN": "JRN", "SOC": "SOC", "DET": "DET", "UNK": "UNK"}

// splitCode parts a code into country and sectors, three letters each; those that
// the record has no sector for are left out.
func splitCode(code string) (country string, sectors []string) {
	for i := 0; i+3 <= len(code); i += 3 {
		part := code[i : i+3]
		sector := cameoSectors[part]
		switch {
		case i == 0 && (sector == "IGO" || sector == "NGO"):
			country, sectors = sector, append(sectors, sector)
		case i == 0 && sector == "" && upper(part):
			country = part
		case sector != "" && !slices.Contains(sectors, sector):
			sectors = append(sectors, sector)
		}
	}
	return country, sectors
}

func upper(s string) bool {
	for _, r := range s {
		if r < 'A' || r > 'Z' {
			return false
		}
	}
	return true
}

// addActors files the actors of every file of root whose name ends in
// .actors.txt or .actors.
func (lex *Lexicon) addActors(files fs.FS, root string) error {
	return fs.WalkDir(files, root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".actors.txt") && path.Ext(name) != ".actors" {
			return err
		}
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		entries, err := ParseActors(name, data)
		for i := range entries {
			lex.addActor(&entries[i])
		}
		return err
	})
}

// addActor files one actor: a country's name where the code is a country alone,
// a person where the first word is a given name, else an organisation.
func (lex *Lexicon) addActor(e *ActorEntry) {
	if len(e.Codes) == 0 {
		return
	}
	forms := make([]string, 0, 2*len(e.Names))
	for _, name := range e.Names {
		forms = append(forms, Words(inTitleCase(name)), Words(name))
	}
	first, _, more := strings.Cut(forms[0], " ")
	_, given := lex.GivenNames[first]
	code := e.Codes[0]
	switch country := lex.CountryByCode[code.Country]; {
	case len(e.Codes) == 1 && len(code.Sectors) == 0 && country != nil:
		for _, form := range forms {
			lex.CountryNames.Add(form, country)
		}
	case given && more || len(e.Codes) > 1 && more:
		var terms []*Person
		for _, c := range e.Codes {
			terms = append(terms, &Person{Name: inTitleCase(e.Names[0]), Country: c.Country, Sectors: c.Sectors, From: c.From, To: c.To})
		}
		for _, form := range forms {
			lex.People.Add(form, terms)
			lex.Surnames[form[strings.LastIndexByte(form, ' ')+1:]] = terms
		}
	default:
		var org *Organization
		for i := len(e.Codes) - 1; i >= 0; i-- {
			c := e.Codes[i]
			org = &Organization{Name: inTitleCase(e.Names[0]), Country: c.Country, Sectors: c.Sectors, Kind: "other", From: c.From, To: c.To, next: org}
		}
		for _, form := range forms {
			lex.Organizations.Add(form, org)
		}
	}
}

// inTitleCase writes a name that is all in capitals as reports have it; a name
// with small letters stays.
func inTitleCase(name string) string {
	if strings.IndexFunc(name, unicode.IsLower) >= 0 {
		return name
	}
	words := strings.Fields(name)
	for i, word := range words {
		runes := []rune(strings.ToLower(word))
		if len(runes) > 0 && !(i > 0 && len(runes) < 4 && i < len(words)-1) {
			runes[0] = unicode.ToUpper(runes[0])
		}
		words[i] = string(runes)
	}
	return strings.Join(words, " ")
}
