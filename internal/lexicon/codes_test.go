package lexicon

import (
	"slices"
	"testing"

	"github.com/rapporteur/rapporteur/internal/record"
)

// Every type, country and sector has its codes, and every code its name.
func TestCodesAreWhole(t *testing.T) {
	codes := load(t).Codes
	for _, typ := range record.Types {
		if codes.Plover[[2]string{typ, ""}].Quad == "" {
			t.Errorf("plover.tsv: no row for %s", typ)
		}
		for _, mode := range append([]string{""}, record.Modes[typ]...) {
			rows := codes.CAMEO[[2]string{typ, mode}]
			if !slices.ContainsFunc(rows, func(r CAMEORow) bool { return r.Field == "" }) {
				t.Errorf("cameo.tsv: no plain row for %s %s", typ, mode)
			}
			for _, r := range rows {
				if _, known := codes.CAMEOCode[r.Code]; !known {
					t.Errorf("cameo_codes.tsv: no row for %s (%s %s)", r.Code, typ, mode)
				}
			}
		}
	}
	quads := map[string]bool{}
	for _, p := range codes.Plover {
		quads[p.Quad] = true
	}
	if len(quads) != 4 {
		t.Errorf("plover.tsv: %d quad classes, there are four", len(quads))
	}
	for _, sector := range record.Sectors {
		if _, known := codes.Sectors[sector]; !known {
			t.Errorf("sector_codes.tsv: no row for %s", sector)
		}
	}
	for _, mode := range record.Modes["ASSAULT"] {
		if _, known := codes.ACLED[[3]string{record.Incident, mode, ""}]; !known {
			t.Errorf("acled.tsv: no row for an incident of mode %s", mode)
		}
	}
}

func TestCountryCodes(t *testing.T) {
	lex := load(t)
	fips, iso := map[string]string{}, map[string]string{}
	for _, c := range lex.Countries {
		codes, known := lex.Codes.Countries[c.Code]
		if !known {
			t.Errorf("country_codes.tsv: no row for %s", c.Code)
			continue
		}
		for _, k := range []struct {
			of   map[string]string
			code string
		}{{fips, codes.FIPS}, {iso, codes.ISO}} {
			if other := k.of[k.code]; other != "" && k.code != "" {
				t.Errorf("country_codes.tsv: %s and %s have one code %s", other, c.Code, k.code)
			}
			k.of[k.code] = c.Code
		}
	}
	if len(lex.Codes.Countries) != len(lex.Countries) {
		t.Errorf("country_codes.tsv has %d rows for %d countries", len(lex.Codes.Countries), len(lex.Countries))
	}
	for code, want := range map[string]CountryCodes{
		"CHN": {"156", "710", "710", "CH", "CHN", "Asia", "East Asia"},
		"CHE": {"756", "225", "225", "SZ", "CHE", "Europe", "Europe"},
		"ROU": {"642", "360", "360", "RO", "ROM", "Europe", "Europe"},
		"YEM": {"887", "679", "678", "YM", "YEM", "Middle East", "Middle East"},
	} {
		if got := lex.Codes.Countries[code]; got != want {
			t.Errorf("%s: %+v, want %+v", code, got, want)
		}
	}
}
