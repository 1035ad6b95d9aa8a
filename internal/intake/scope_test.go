package intake_test

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rapporteur/rapporteur/internal/intake"
	"github.com/rapporteur/rapporteur/internal/record"
)

func TestScope(t *testing.T) {
	tests := []struct {
		name, about, parties, text string
		want                       bool
	}{
		{"a word", "truce", "", "The Truce held.", true},
		{"within a word", "truce", "", "They were trucemakers.", false},
		{"one of two texts", "truce, ceasefire", "", "A ceasefire was signed.", true},
		{"words apart", "peace talks", "", "They want peace. Talks go on.", true},
		{"words parted", "peace talks", "", "Peace may come if talks go on.", false},
		{"a place by another name", "kyiv", "", "They met in Kiev.", true},
		{"capitals", "", "RUS", "MOSCOW (AP) — They met.", true},
		{"a code", "", "UKRGOV", "Ukraine’s army withdrew.", true},
		{"both", "", "RUS,UKR", "Russian envoys met Ukrainians.", true},
		{"one of both", "", "RUS,UKR", "Russian envoys met Turks.", false},
		{"two of three", "", "RUS,UKR,TUR", "Ankara spoke with Ukraine.", true},
		{"a name with points", "", "USA", "He left for the U.S. on Monday.", true},
		{"small letters", "", "USA", "Tell us more.", false},
		{"a party by name", "", "Hamas,ISR", "Israel and Hamas agreed.", true},
		{"text and parties", "istanbul", "RUS,UKR", "Russia and Ukraine met in Doha.", false},
		{"text and parties, both there", "istanbul", "RUS,UKR", "Russia and Ukraine met in ISTANBUL.", true},
		{"nothing asked for", "", "", "The truce held.", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			scope, err := intake.NewScope(load(t), test.about, strings.Split(test.parties, ","))
			if err != nil || scope.Covers(test.text) != test.want {
				t.Errorf("%v, wanted %v; %v", !test.want, test.want, err)
			}
		})
	}
	if _, err := intake.NewScope(load(t), "", []string{"nobody"}); err == nil {
		t.Error("no complaint of a party that is none")
	}
}

func FuzzScope(f *testing.F) {
	f.Add("The envoys of Côte d’Ivoire met in Addis Ababa\u00a0– and left for the U.S.")
	scope, err := intake.NewScope(load(f), "talks, addis ababa", []string{"CIV", "USA", "Hamas"})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) { scope.Covers(text) })
}

// shared is a report of the shared data with the countries that its entries tell of.
type shared struct {
	report  record.Report
	parties []string // the countries that act or are addressed in most entries, two at most
}

// annotated are the example reports with what people found in them, and the
// sentences of the plv pack with the countries of their actors.
func annotated(t testing.TB) (all []shared) {
	t.Helper()
	root := filepath.Join("..", "..", "..", "shared")
	for _, in := range []string{filepath.Join("examples", "inputs.jsonl"), filepath.Join("bench", "plv", "train.input.jsonl")} {
		f, err := os.Open(filepath.Join(root, in))
		if err != nil {
			t.Skip("the annotated data (shared beside the repository) is not here")
		}
		defer f.Close()
		for rep, err := range intake.New(load(t), "").Read(f, in) {
			if err == nil {
				all = append(all, shared{report: rep})
			}
		}
	}
	for i := range all {
		data, err := os.ReadFile(filepath.Join(root, "examples", all[i].report.ID+".gold.json"))
		if err != nil {
			continue
		}
		var gold record.Record
		if err := json.Unmarshal(data, &gold); err != nil {
			t.Fatal(err)
		}
		count := map[string]int{}
		for _, e := range gold.Entries {
			for country := range countriesOf(t, e) {
				count[country]++
			}
		}
		by := slices.Sorted(maps.Keys(count))
		slices.SortStableFunc(by, func(a, b string) int { return count[b] - count[a] })
		all[i].parties = by[:min(2, len(by))]
	}
	return all
}

// countriesOf are the codes of countries anywhere in an entry.
func countriesOf(t testing.TB, e record.Entry) map[string]bool {
	t.Helper()
	data, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	var tree any
	if err := json.Unmarshal(data, &tree); err != nil {
		t.Fatal(err)
	}
	found, lex := map[string]bool{}, load(t)
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, one := range v {
				walk(one)
			}
		case map[string]any:
			for key, one := range v {
				if code, ok := one.(string); ok && key == "country" && lex.CountryByCode[code] != nil {
					found[code] = true
				}
				walk(one)
			}
		}
	}
	walk(tree)
	return found
}

// The scope of a report's two first parties covers the report: recall; and how
// many of the other texts it lets through. go test -v prints the figures.
func TestScopeRecall(t *testing.T) {
	all := annotated(t)
	lex := load(t)
	asked, kept, other, through := 0, 0, 0, 0
	for _, one := range all {
		if len(one.parties) < 2 {
			continue
		}
		scope, err := intake.NewScope(lex, "", one.parties)
		if err != nil {
			t.Fatal(err)
		}
		asked++
		if scope.Covers(one.report.Text) {
			kept++
		} else {
			t.Logf("lost: %s for %v", one.report.ID, one.parties)
		}
		for _, o := range all {
			if o.report.ID != one.report.ID {
				other++
				if scope.Covers(o.report.Text) {
					through++
				}
			}
		}
	}
	t.Logf("recall %d of %d reports; of other texts %d of %d (%.1f %%) come through", kept, asked, through, other,
		100*float64(through)/float64(max(1, other)))
	if kept*10 < asked*9 {
		t.Errorf("only %d of %d reports are covered by the scope of their own parties", kept, asked)
	}
}

func BenchmarkScope(b *testing.B) {
	all := annotated(b)
	scope, err := intake.NewScope(load(b), "", []string{"PER", "ECU"})
	if err != nil {
		b.Fatal(err)
	}
	size := 0
	for _, one := range all {
		size += len(one.report.Text)
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		for _, one := range all {
			scope.Covers(one.report.Text)
		}
	}
}
