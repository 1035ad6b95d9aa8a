package lexicon

import (
	"fmt"
	"strconv"
)

// Country is a country or territory with the words that name it.
type Country struct {
	Code       string // ISO 3166-1 alpha-3, or that of a former state
	Name       string
	Aliases    []string
	Adjectives []string
	Peoples    []string
	Capital    string
	Capitals   []string // names of the capital that stand for the government
	Lat, Lon   float64
}

func (lex *Lexicon) loadCountries(t *Table) error {
	if lex.CountryByCode == nil {
		lex.CountryByCode = map[string]*Country{}
	}
	return t.each(func(c []string) error {
		country := &Country{Code: c[0], Name: c[1], Aliases: list(c[2]), Adjectives: list(c[3]), Peoples: list(c[4]),
			Capital: c[5], Capitals: list(c[6])}
		var err error
		if country.Lat, country.Lon, err = coordinates(c[7], c[8]); err != nil {
			return err
		}
		lex.Countries = append(lex.Countries, country)
		lex.CountryByCode[country.Code] = country
		add := func(p *Phrases[*Country], names ...string) {
			for _, n := range names {
				p.Add(lex.words(n), country)
			}
		}
		add(&lex.CountryNames, country.Name)
		add(&lex.CountryNames, country.Aliases...)
		add(&lex.CountryAdjectives, country.Adjectives...)
		add(&lex.CountryPeoples, country.Peoples...)
		add(&lex.Capitals, country.Capitals...)
		return nil
	}, "code", "name", "aliases", "adjectives", "peoples", "capital", "capitals", "lat", "lon")
}

// coordinates reads degrees, WGS 84.
func coordinates(lat, lon string) (float64, float64, error) {
	a, err1 := strconv.ParseFloat(lat, 64)
	b, err2 := strconv.ParseFloat(lon, 64)
	if err1 != nil || err2 != nil || a < -90 || a > 90 || b < -180 || b > 180 {
		return 0, 0, fmt.Errorf("no coordinates: %q, %q", lat, lon)
	}
	return a, b, nil
}
