package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/dossier"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// known are the parties that a call names, as the store has them: "UKR" for
// "Ukraine" and "UKRGOV", "RUS" for "Kremlin", "Hamas" for "hamas". What is
// neither a country, a known body nor a party of the store is an error.
func (s *shower) known(ctx context.Context, names []string) ([]string, error) {
	if len(names) == 0 {
		return nil, nil
	}
	lex, err := s.lexicon()
	if err != nil {
		return nil, err
	}
	kept, err := s.store.Parties(ctx)
	if err != nil {
		return nil, err
	}
	var all []string
	for _, name := range names {
		party, ok := partyOf(strings.TrimSpace(name), kept, lex)
		if !ok {
			return nil, fmt.Errorf("no party %q; name a country (Ukraine), its code (UKR), or a party as rapporteur show prints it (Hamas)", name)
		}
		all = append(all, party)
	}
	return all, nil
}

// partyOf is one party as the store has it; ok is false where nothing goes by
// that name.
func partyOf(name string, kept []string, lex *lexicon.Lexicon) (party string, ok bool) {
	code := strings.ToUpper(name)
	if lex.CountryByCode[code] != nil || code == record.IGO || code == record.NGO {
		return code, true
	}
	if c := countryNamed(name, lex); c != nil {
		return c.Code, true
	}
	is := func(p string) bool { return dossier.IsParty(p, name) }
	if slices.ContainsFunc(kept, is) {
		return name, true
	}
	if m, ok := coded(code, lex); ok {
		return dossier.Party(&m), true
	}
	for called, o := range lex.Organizations.All() {
		if !strings.EqualFold(called, name) {
			continue
		}
		m := record.Mention{Type: record.Organization, Name: o.Name, Country: o.Country, Sectors: o.Sectors, Code: record.Code(o.Country, o.Sectors)}
		if party := dossier.Party(&m); lex.CountryByCode[party] != nil {
			return party, true
		}
		return o.Name, true
	}
	return "", false
}

// countryNamed is the country of a name, in any case of letters; nil for none.
func countryNamed(name string, lex *lexicon.Lexicon) *lexicon.Country {
	if c, ok := lex.CountryNames.Get(name); ok {
		return c
	}
	for called, c := range lex.CountryNames.All() {
		if strings.EqualFold(called, name) {
			return c
		}
	}
	return nil
}

// coded is an actor of a code: "UKRGOV", "PSEREB"; ok is false where a part of it
// is neither a country nor a sector.
func coded(code string, lex *lexicon.Lexicon) (m record.Mention, ok bool) {
	if code == "" || len(code)%3 != 0 {
		return m, false
	}
	for i := 0; i < len(code); i += 3 {
		part := code[i : i+3]
		body := part == record.IGO || part == record.NGO
		switch {
		case i == 0 && (lex.CountryByCode[part] != nil || body):
			m.Country = part
			if body {
				m.Sectors = append(m.Sectors, part)
			}
		case slices.Contains(record.Sectors, part):
			m.Sectors = append(m.Sectors, part)
		default:
			return m, false
		}
	}
	m.Code = code
	return m, true
}

// lexicon is the lexicon, loaded once it is needed.
func (s *shower) lexicon() (*lexicon.Lexicon, error) {
	var err error
	if s.lex == nil {
		s.lex, err = lexicon.Load()
	}
	return s.lex, err
}
