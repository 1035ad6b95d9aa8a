package lexicon

import "testing"

// A country is the state that it was part of, up to its own beginning.
func TestStateOn(t *testing.T) {
	lex := load(t)
	for _, c := range []struct{ code, date, want string }{
		{"UZB", "1966-01-10", "SUN"},
		{"UZB", "2001-01-10", "UZB"},
		{"UZB", "", "UZB"},
		{"HRV", "1990-05-01", "YUG"},
		{"HRV", "1991-06-25", "HRV"},
		{"FRA", "1954-07-21", "FRA"},
	} {
		if got := lex.StateOn(c.code, c.date); got != c.want {
			t.Errorf("%s on %q: got %s, want %s", c.code, c.date, got, c.want)
		}
	}
}
