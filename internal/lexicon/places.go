package lexicon

import (
	"fmt"
	"sort"
	"strconv"
)

// Place is a place that is not a country.
type Place struct {
	Name     string
	Aliases  []string
	Country  string // of the country that it lies in; "" for seas and regions of several
	Kind     string // city, region, island, sea, river, strait, border, camp, facility
	Lat, Lon float64
	Weight   int // about the people of a city, in thousands; else 1
}

func (lex *Lexicon) loadPlaces(t *Table) error {
	return t.each(func(c []string) error {
		place := &Place{Name: c[0], Aliases: list(c[1]), Country: c[2], Kind: c[3]}
		var err error
		if place.Lat, place.Lon, err = coordinates(c[4], c[5]); err != nil {
			return err
		}
		if place.Weight, err = strconv.Atoi(c[6]); err != nil {
			return fmt.Errorf("no weight: %q", c[6])
		}
		for _, name := range append([]string{place.Name}, place.Aliases...) {
			key := lex.words(name)
			same, _ := lex.Places.Get(key)
			same = append(same[:len(same):len(same)], place)
			sort.SliceStable(same, func(i, j int) bool { return same[i].Weight > same[j].Weight })
			lex.Places.Add(key, same)
		}
		return nil
	}, "name", "aliases", "country", "kind", "lat", "lon", "weight")
}
