package reading

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
	"github.com/rapporteur/rapporteur/internal/syntax"
)

// english is the reader that the commands use, made once for all tests.
var english = sync.OnceValues(func() (*Reader, error) {
	lex, err := lexicon.Load()
	if err != nil {
		return nil, err
	}
	model, err := syntax.English()
	if err != nil {
		return nil, err
	}
	return New(lex, model)
})

func reader(t testing.TB) *Reader {
	t.Helper()
	r, err := english()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// ours are reports in our own words: those of examples and of testdata.
func ours(t testing.TB) []record.Report {
	t.Helper()
	paths, _ := filepath.Glob("../../examples/*.txt")
	inside, _ := filepath.Glob("testdata/reports/*.txt")
	var reports []record.Report
	for _, path := range append(paths, inside...) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		id := strings.TrimSuffix(filepath.Base(path), ".txt")
		reports = append(reports, record.Report{ID: id, Date: "2025-05-19", Language: "en", Text: string(text)})
	}
	if len(reports) == 0 {
		t.Fatal("no report in testdata/reports")
	}
	return reports
}

// checked reads a report and fails where its record breaks the contract. It
// returns the record as it is printed with --explain.
func checked(t testing.TB, r *Reader, rep record.Report) string {
	t.Helper()
	rec := r.Read(rep, true)
	if err := record.Check(rep.Text, &rec); err != nil {
		t.Errorf("%s: %v", rep.ID, err)
	}
	var out bytes.Buffer
	if err := record.Write(&out, rec, ""); err != nil {
		t.Errorf("%s: %v", rep.ID, err)
	}
	return out.String()
}

// The record of a report is true to its text, and says something.
func TestRead(t *testing.T) {
	r := reader(t)
	for _, rep := range ours(t) {
		checked(t, r, rep)
		rec := r.Read(rep, false)
		if len(rec.Mentions) == 0 || len(rec.Entries) == 0 {
			t.Errorf("%s: %d mentions, %d entries", rep.ID, len(rec.Mentions), len(rec.Entries))
		}
		for _, e := range rec.Entries {
			if e.Why != nil {
				t.Errorf("%s: %s tells its rule unasked", rep.ID, e.ID)
			}
		}
	}
}

// The same text gives the same bytes: again, by another reader, and beside
// others that are read at the same time.
func TestSameBytes(t *testing.T) {
	r := reader(t)
	reports := ours(t)
	want := make([]string, len(reports))
	for i, rep := range reports {
		want[i] = checked(t, r, rep)
	}
	other, err := New(r.lex, r.model)
	if err != nil {
		t.Fatal(err)
	}
	var working sync.WaitGroup
	for n := range 4 {
		order := rand.New(rand.NewPCG(1, uint64(n))).Perm(2 * len(reports))
		working.Go(func() {
			for k, i := range order {
				i %= len(reports)
				by := r
				if k%2 == 1 {
					by = other
				}
				if got := checked(t, by, reports[i]); got != want[i] {
					t.Errorf("%s: read beside others it gives\n%s\nalone\n%s", reports[i].ID, got, want[i])
				}
			}
		})
	}
	working.Wait()
}

// What stands in a report before and after does not change how its own
// paragraphs are split: the same sentences alone and in a longer text.
func TestParagraphsStandAlone(t *testing.T) {
	r := reader(t)
	for _, rep := range ours(t) {
		var whole, apart []string
		for _, s := range r.Parse(rep.Text) {
			whole = append(whole, s.Text())
		}
		for line := range strings.Lines(rep.Text) {
			for _, s := range r.Parse(line) {
				apart = append(apart, s.Text())
			}
		}
		if !slices.Equal(whole, apart) {
			t.Errorf("%s: the whole text has %q, its paragraphs %q", rep.ID, whole, apart)
		}
	}
}

// The same words give the same things told, whichever way their paragraphs are
// parted.
func TestLayout(t *testing.T) {
	r := reader(t)
	sentences := []string{
		"Sudan rejected the offer on Monday.",
		"Rebels shelled the town of Malakal, killing 14 civilians.",
		"“We will not talk under fire,” Egyptian Foreign Minister Samir Hassan said.",
		"Kenya and Uganda agreed to send monitors.",
		"The United Nations urged both sides to stop.",
	}
	told := func(text string) string {
		rep := record.Report{ID: "layout", Date: "2025-05-19", Text: text}
		checked(t, r, rep)
		var list []string
		for _, e := range r.Read(rep, true).Entries {
			words := []string{e.Kind, e.Why.Rule}
			if e.Plover != nil {
				words = append(words, e.Plover.Type, e.Plover.Aux)
			}
			for _, a := range e.Actors {
				words = append(words, a.Role+"="+a.Code+"="+a.Name)
			}
			for _, s := range e.Evidence {
				words = append(words, strings.Join(strings.Fields(s.Exact), " "))
			}
			list = append(list, strings.Join(words, " | "))
		}
		return strings.Join(list, "\n")
	}
	want := told(strings.Join(sentences, "\n"))
	for _, layout := range []struct{ name, text string }{
		{"empty lines between", strings.Join(sentences, "\n\n")},
		{"lines ended by CR LF", strings.Join(sentences, "\r\n") + "\r\n"},
		{"lines ended by CR", strings.Join(sentences, "\r")},
		{"line separators", strings.Join(sentences, "\u2029")},
		{"spaces at the ends", "  " + strings.Join(sentences, "  \n\t") + " \n \n"},
		{"no-break spaces", strings.ReplaceAll(strings.Join(sentences, "\n"), "of Malakal", "of\u00a0Malakal")},
		{"one paragraph", strings.Join(sentences, " ")},
		{"two spaces between words", strings.ReplaceAll(strings.Join(sentences, "\n"), " ", "  ")},
		{"a byte order mark", "\ufeff" + strings.Join(sentences, "\n")},
		{"two paragraphs", strings.Join(sentences[:2], " ") + "\n" + strings.Join(sentences[2:], " ")},
	} {
		got := told(layout.text)
		if strings.ReplaceAll(got, "\u00a0", " ") != want {
			t.Errorf("%s: got\n%s\nwant\n%s", layout.name, got, want)
		}
	}
	if want == "" {
		t.Error("nothing told")
	}
}

// Odd texts give a record that keeps the contract, with little in it.
func TestOddTexts(t *testing.T) {
	r := reader(t)
	for _, text := range oddTexts {
		rep := record.Report{ID: "odd", Text: text}
		if first, again := checked(t, r, rep), checked(t, r, rep); first != again {
			t.Errorf("%.60q gives\n%s\nand again\n%s", text, first, again)
		}
	}
}

// oddTexts are what a report should not be; the fuzz test begins with them too.
var oddTexts = []string{
	"",
	" \n\t\r\n ",
	".",
	"\x00\x00",
	"\xff\xfe broken \xc3\x28 bytes",
	"\ufeffKyiv said no.",
	"e\u0301le\u0301phant \u200b\u200d\u2060 met \U0001F1FA\U0001F1E6 \U0001F468\u200d\U0001F469\u200d\U0001F467.",
	"ΑΘΗΝΑ — Ο πρωθυπουργός είπε όχι. Москва заявила: «Нет». 北京表示反对。",
	"\u202eThe army \u2066said\u2069 no\u202c.",
	"İSTANBUL (AP) — İbrahim ǅ said ſo.",
	"KYIV, Ukraine (AP) —",
	"(AP) — — —",
	"“““““ ””””” ‘‘ ’’ \"\"\" ''' «» „“",
	"“He said “she said “they said “no”",
	"\"Said.\" \"Said,\" said \"said\" said.",
	"said",
	"He said he said he said he said he said he said he said he said.",
	"Must. They said he must. She said: must be up, must be over.",
	"1,000,000,000,000,000,000,000 people died. -5 killed. 1.5.2.3 wounded. ½ dead, 10²³ hurt.",
	"999999999999999999999999999999999999999999 troops, 99 million billion trillion killed.",
	"between 30 and 20 died, from 5 to 3, at least at most over under 7",
	"on 31 February 2023, 0 January, 2023-13-45, 99/99/9999, the year 12345, 25:61 GMT",
	"two hours and minus three days ago tomorrow last next week Friday Friday Friday",
	"Russia's Ukraine's Moscow's Kyiv's president's minister's aide's talks.",
	"both sides both sides the two sides the two countries they they it it who which that",
	"don't can't won't shan't I'd've y'all'd gonna cannot 'tis",
	"U.S. U.N. U.S.S.R. e.g. i.e. Mr. Dr. Gen. St. a.m. p.m. No. vs.",
	"http://example.org/a?b=c&d=e user@example.org #tag @name $5m £3bn €2.5 million 50%",
	"A-B-C-D-E-F—G–H―I−J/K\\L|M_N~O",
	"( [ { < ( [ { < killed > } ] ) > } ] )",
	"\nKilled\n\nKilled\n\n\nKilled: 5\n",
	"Killing killing the killing of the killed killers killed five killed.",
	"If they must if they should if talks fail if not, they said if.",
}
