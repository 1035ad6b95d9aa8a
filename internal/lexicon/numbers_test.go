package lexicon

import (
	"strings"
	"testing"
)

func TestNumbersRead(t *testing.T) {
	lex, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		words string
		value float64
		n     int
		vague bool
	}{
		{"12,000 men", 12000, 1, false},
		{"1.5 million men", 1500000, 2, false},
		{"twenty - one men", 21, 3, false},
		{"two hundred and five men", 205, 4, false},
		{"three thousand four hundred men", 3400, 4, false},
		{"two and a half million men", 2500000, 5, false},
		{"a dozen men", 12, 2, false},
		{"half a dozen men", 6, 3, false},
		{"a few hundred men", 200, 3, true},
		{"dozens of men", 24, 1, true},
		{"hundreds of thousands of men", 200000, 3, true},
		{"12 000 men", 12000, 2, false},
		{"one and two", 1, 1, false},
		{"a man", 0, 0, false},
		{"third man", 0, 0, false},
		{"1990s", 0, 0, false},
		{"12,34 men", 0, 0, false},
		{"2:00", 0, 0, false},
	} {
		words := strings.Fields(c.words)
		f := lex.Numbers.Read(0, func(i int) string {
			if i < len(words) {
				return words[i]
			}
			return ""
		})
		if f.Length != c.n || c.n > 0 && (f.Value != c.value || f.Vague != c.vague) {
			t.Errorf("%q: got %v in %d words, vague %v; want %v in %d, vague %v", c.words, f.Value, f.Length, f.Vague, c.value, c.n, c.vague)
		}
	}
}
