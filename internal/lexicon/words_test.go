package lexicon

import "testing"

func TestWords(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Guinea-Bissau", "Guinea - Bissau"},
		{"People's Republic of China", "People 's Republic of China"},
		{"People’s Protection Units", "People 's Protection Units"},
		{"Workers' Party", "Workers ' Party"},
		{"Workers' ", "Workers '"},
		{"Washington, D.C.", "Washington , D.C."},
		{"U.S.", "U.S."},
		{"St. Lucia", "St. Lucia"},
		{"Sana'a", "Sana'a"},
		{"N’Djamena", "N'Djamena"},
		{"Deir al-Zor", "Deir al - Zor"},
		{"F-16", "F - 16"},
		{"1990-91", "1990-91"},
		{"Non-Proliferation Treaty", "Non-Proliferation Treaty"},
		{"anti-government-led", "anti-government - led"},
		{"U.N.-backed", "U.N. - backed"},
		{"12,000 men", "12,000 men"},
		{"  two  spaces ", "two spaces"},
		{"-", "-"},
		{"", ""},
	} {
		if got := Words(c.in); got != c.want {
			t.Errorf("Words(%q) = %q, want %q", c.in, got, c.want)
		}
		if got := Words(Words(c.in)); got != c.want {
			t.Errorf("Words twice of %q = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestWord(t *testing.T) {
	if got := Word("’s"); got != "'s" {
		t.Errorf("Word(’s) = %q", got)
	}
	if got := Word("Kyiv"); got != "Kyiv" {
		t.Errorf("Word(Kyiv) = %q", got)
	}
}
