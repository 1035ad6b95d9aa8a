package lexicon

import (
	"fmt"
	"slices"
	"time"

	"github.com/rapporteur/rapporteur/internal/record"
)

// firstDay is the first day that a year, month or day names: "2014-05" is
// 2014-05-01. An empty cell stays empty.
func firstDay(cell string) (string, error) {
	day, _, err := days(cell)
	return day, err
}

// lastDay is the last day that a year, month or day names: "2014" is 2014-12-31.
// An empty cell stays empty.
func lastDay(cell string) (string, error) {
	_, day, err := days(cell)
	return day, err
}

func days(cell string) (first, last string, err error) {
	if cell == "" {
		return "", "", nil
	}
	for _, form := range []struct {
		layout       string
		years, month int
		days         int
	}{{"2006-01-02", 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		day, err := time.Parse(form.layout, cell)
		if err != nil {
			continue
		}
		end := day.AddDate(form.years, form.month, form.days-1)
		if form.days == 1 {
			end = day
		}
		return day.Format(time.DateOnly), end.Format(time.DateOnly), nil
	}
	return "", "", fmt.Errorf("%q is not a date: write YYYY, YYYY-MM or YYYY-MM-DD", cell)
}

// checkCode tells a sector that the record does not know, or a country that has
// not the form of a code.
func checkCode(country string, sectors []string) error {
	for _, s := range sectors {
		if !slices.Contains(record.Sectors, s) {
			return fmt.Errorf("%q is no sector; docs/lexicon.md lists them", s)
		}
	}
	if country == "" {
		return nil
	}
	for _, r := range country {
		if r < 'A' || r > 'Z' {
			return fmt.Errorf("%q is no country: write its alpha-3 code, IGO or NGO", country)
		}
	}
	if len(country) != 3 {
		return fmt.Errorf("%q is no country: write its alpha-3 code, IGO or NGO", country)
	}
	return nil
}
