package lexicon

import (
	"fmt"
	"slices"
)

// Organization is a body with a name: Hezbollah, LBN, REB, armed.
type Organization struct {
	Name    string
	Country string // alpha-3, IGO or NGO; "" where it has none
	Sectors []string
	Kind    string // one of OrganizationKinds
	From    string // first day, YYYY-MM-DD; "" where unknown
	To      string // last day, YYYY-MM-DD; "" where it goes on or is unknown

	next *Organization // what it was at another time
}

// OrganizationKinds are the kinds that an organisation can have; a seat is known by
// where it sits: the Kremlin, Government of Russia.
var OrganizationKinds = []string{"igo", "ngo", "armed", "party", "media", "seat", "government", "ministry",
	"parliament", "court", "army", "police", "spy", "company", "religious", "university", "union", "other"}

// On is what the organisation was on a day (YYYY-MM-DD): the Taliban are rebels
// in 2010 and a government in 2022. Where two rows cover a day, as the year of a
// peace does, it is still what it was first. Without a day, or where no row covers
// it, it is what it is now, or was last.
func (o *Organization) On(date string) *Organization {
	last := o
	var on *Organization
	for row := o; row != nil; row = row.next {
		if date != "" && row.From <= date && (row.To == "" || date <= row.To) {
			if on == nil || row.From < on.From {
				on = row
			}
		}
		if last.To != "" && (row.To == "" || row.To > last.To) {
			last = row
		}
	}
	if on != nil {
		return on
	}
	return last
}

// loadOrganizations files every organisation under its name and aliases, with
// their case. Rows of one name are one organisation at different times.
func (lex *Lexicon) loadOrganizations(t *Table) error {
	var last *Organization
	return t.each(func(c []string) error {
		o := &Organization{Name: c[0], Country: c[2], Sectors: list(c[3]), Kind: c[4]}
		var err error
		if o.From, err = firstDay(c[5]); err != nil {
			return err
		}
		if o.To, err = lastDay(c[6]); err != nil {
			return err
		}
		if err := checkCode(o.Country, o.Sectors); err != nil {
			return err
		}
		if !slices.Contains(OrganizationKinds, o.Kind) {
			return fmt.Errorf("%q is no kind of organisation; docs/lexicon.md lists them", o.Kind)
		}
		first := o
		if last != nil && last.Name == o.Name {
			last.next = o
			first, _ = lex.Organizations.Get(Words(o.Name))
		}
		last = o
		for _, name := range append([]string{c[0]}, list(c[1])...) {
			lex.Organizations.Add(Words(name), first)
		}
		return nil
	}, "name", "aliases", "country", "sectors", "kind", "from", "to")
}
