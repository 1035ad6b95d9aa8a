package copies

import (
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"strings"
	"testing"
)

const wire = `Ceasefire line opened for the wounded

PORT AMARI, March 3 (Harbour News) — The army and the rebels of the Northern Front opened two crossings on Monday to let 140 wounded people pass, the first such step since talks broke down in January.

Red Cross vehicles carried 85 of them to the hospital in Port Amari before dark, the mayor, Lina Okoro, told reporters at the gate.

“We have waited for this morning for seven weeks, and I will not ask who fired first while there are children lying in those buses,” Okoro said. “Let the two commanders ask each other that, once everyone is in a bed.”

General Tomas Reyl, who commands the army's second corps, said that the crossings would be shut again on Thursday. A spokesman for the Northern Front, Idris Hale, said that his side had been promised ten days and would hold the government to it.

Some 3,000 people have died in the fighting around Port Amari since it began in October, according to the provincial health office.
`

// The same event by another reporter, who was told the same things and heard the
// same words of the mayor.
const witness = `Buses with injured civilians cross front in Amari province

By our correspondent

Two roads through the battle lines east of Port Amari carried injured people on Monday for the first time this year, after the military and Northern Front fighters each pulled back their guns.

“We have waited for this morning for seven weeks, and I will not ask who fired first while there are children lying in those buses,” said Mayor Lina Okoro. “Let the two commanders ask each other that, once everyone is in a bed.”

By nightfall 85 patients had reached the city hospital. Another 55 are due today.

How long it lasts is disputed: Thursday, says General Tomas Reyl; ten days, says Idris Hale of the Northern Front.
`

const daily = `The joint staff said that over the past day %d shells fell on the district of %s and that %d clashes were counted along the line. Most of the fire came from the direction of %s, the joint staff said in its morning summary. Its own units answered with %d salvos and brought down %d drones over %s. The number of dead and wounded on its own side was put at %d. The joint staff asked people in the villages near the line to stay in their cellars until further notice.`

func TestCopy(t *testing.T) {
	lines := strings.Split(wire, "\n\n")
	tests := []struct {
		name string
		a, b string
		want bool
	}{
		{"the same text", wire, wire, true},
		{"another layout", wire, layout(wire), true},
		{"another dateline, with credits", wire, dateline(wire), true},
		{"first two paragraphs", wire, strings.Join(lines[:3], "\n\n"), true},
		{"other order", wire, strings.Join([]string{"Wounded pass lines", lines[5], lines[4], lines[3], lines[2], lines[1]}, "\n"), true},
		{"words changed here and there", wire, strings.NewReplacer("opened", "have opened", "dark", "nightfall", "shut", "closed", "Some", "About", "the first such step", "a first", "told reporters", "said").Replace(wire), true},
		{"an account of the same event that quotes the same words", wire, witness, false},
		{"a brief that is mostly the same quotation", wire, "“We have waited for this morning for seven weeks, and I will not ask who fired first while there are children lying in those buses,” the mayor of Port Amari, Lina Okoro, declared as 85 patients came in.", false},
		{"a form filled in anew",
			fmt.Sprintf(daily, 212, "Kelm", 31, "Ostrava Hill", 40, 6, "Lake Bren", 14),
			fmt.Sprintf(daily, 187, "Torr", 28, "Vessin", 55, 9, "Fort Adda", 11), false},
		{"one sentence of many texts", "The talks will go on next week.", wire + "\nThe talks will go on next week.", false},
		{"no text", "", wire, false},
		{"neither a text", "", "", false},
	}
	for _, tt := range tests {
		a, b := Sign(tt.a), Sign(tt.b)
		if Copy(a, b) != tt.want || Copy(b, a) != tt.want {
			t.Errorf("%s: Copy %v and %v, want %v (similarity %.2f, told %.2f, facts %.2f)", tt.name, Copy(a, b), Copy(b, a), tt.want,
				Similarity(a, b), a.told.with(b.told).contained(), a.facts.with(b.facts).contained())
		}
		var x Index
		x.Add(b)
		if found := len(x.Copies(a)) > 0; found != tt.want {
			t.Errorf("%s: found in the index: %v, want %v", tt.name, found, tt.want)
		}
	}
}

func TestSignLeavesOut(t *testing.T) {
	for _, pair := range [][2]string{
		{"The cease-fire held.", "THE CEASEFIRE  HELD"},
		{"U.S. envoys, 1,000 of them", "US envoys 1000 of them"},
		{"“We won’t,” he said", `"We won't," he said`},
		{"line\r\nbreaks fall any\u00adwhere", "line breaks fall anywhere"},
	} {
		a, b := scan(pair[0]), scan(pair[1])
		if fmt.Sprint(a.all) != fmt.Sprint(b.all) {
			t.Errorf("%q and %q have different words", pair[0], pair[1])
		}
	}
}

func TestWordsOutsideQuotations(t *testing.T) {
	for text, want := range map[string]int{
		"He said “we will fight on until the last day of it” and left.":                 4,
		`He said "we will fight on until the last day of it" and left.`:                 4,
		"He said ‘we don’t fight on until the last day of it’ and left.":                4,
		"He said 'we don't fight on until the last day of it' and left.":                4,
		"He said \"we will fight on\nuntil the last day of it\" and left.":              4,
		"Not closed: “we will fight on until the last day.\n“And more of it,” he said.": 8,
		"A “special operation” is a war.":                                               6,
		"The soldiers' families and the drivers' families wait at the gate.":            11,
	} {
		if got := len(scan(text).told); got != want {
			t.Errorf("%q: %d words outside quotations, want %d", text, got, want)
		}
	}
}

func TestSignatureIsStored(t *testing.T) {
	for _, text := range []string{"", "War.", witness, wire, strings.Repeat(wire+witness, 3) + daily} {
		s := Sign(text)
		b, err := s.AppendBinary(nil)
		if err != nil || len(b) > 1000 {
			t.Fatalf("%d bytes, %v", len(b), err)
		}
		back, err := Parse(b)
		if err != nil {
			t.Fatal(err)
		}
		if again, _ := back.AppendBinary(nil); !bytes.Equal(again, b) {
			t.Errorf("%.20q… does not come back", text)
		}
		if len(b) > 4 {
			if _, err := Parse(b[:len(b)-1]); err == nil {
				t.Error("a cut signature was read")
			}
		}
	}
	if _, err := Parse([]byte{version + 1, 0, 0, 0}); !errors.Is(err, ErrVersion) {
		t.Errorf("another version: %v", err)
	}
}

// Signatures lie in stores: where this one changes, version must too.
func TestSignatureStaysTheSame(t *testing.T) {
	b, _ := Sign(wire).AppendBinary(nil)
	if got := crc32.ChecksumIEEE(b); got != 0xadc0aff1 || version != 1 {
		t.Errorf("version %d, checksum %#x", version, got)
	}
}

func FuzzParse(f *testing.F) {
	b, _ := Sign(wire).AppendBinary(nil)
	f.Add(b)
	f.Add([]byte{version, 1, 0, 0, 0, 0, 0, 0})
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := Parse(b)
		if err != nil {
			return
		}
		if again, err := s.AppendBinary(nil); err != nil || len(again) > len(b) {
			t.Errorf("%x came back as %x, %v", b, again, err)
		}
		Copy(s, Sign(wire))
		s.Bands()
	})
}

func FuzzSign(f *testing.F) {
	f.Add(wire)
	f.Add("“‘\"' -,.\xff")
	f.Fuzz(func(t *testing.T, text string) {
		s := Sign(text)
		b, _ := s.AppendBinary(nil)
		if _, err := Parse(b); err != nil {
			t.Errorf("%q: %v", text, err)
		}
		if len(s.wording.low) > 0 && Similarity(s, s) != 1 {
			t.Errorf("%q is not like itself", text)
		}
	})
}
