package intake_test

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/rapporteur/rapporteur/internal/intake"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

var loaded = sync.OnceValues(func() (*lexicon.Lexicon, error) { return lexicon.Load() })

func load(t testing.TB) *lexicon.Lexicon {
	t.Helper()
	lex, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return lex
}

// read is the reports of one input, and what was said of those not read.
func read(t testing.TB, name, in string) (reports []record.Report, complaints []string) {
	t.Helper()
	for rep, err := range intake.New(load(t), "").Read(strings.NewReader(in), name) {
		if err != nil {
			complaints = append(complaints, err.Error())
		} else {
			reports = append(reports, rep)
		}
	}
	return reports, complaints
}

func zipped(text string) string {
	var buf bytes.Buffer
	w := gzip.NewWriter(&buf)
	w.Write([]byte(text))
	w.Close()
	return buf.String()
}

func utf16Of(text string, order binary.ByteOrder, mark bool) string {
	var buf bytes.Buffer
	if mark {
		binary.Write(&buf, order, uint16(0xfeff))
	}
	binary.Write(&buf, order, utf16.Encode([]rune(text)))
	return buf.String()
}

const body = "Envoys meet in Doha\nThe envoys of both sides met on Monday – “a start”, said a diplomat. 🕊"

func TestText(t *testing.T) {
	tests := []struct{ name, file, in, id, title, text string }{
		{"plain", "dir/talks.txt", body, "talks", "Envoys meet in Doha", body},
		{"no ending", "talks", body, "talks", "Envoys meet in Doha", body},
		{"several dots", "2020-01-02.doha.txt", body, "2020-01-02.doha", "Envoys meet in Doha", body},
		{"standard input", "-", body, "stdin", "Envoys meet in Doha", body},
		{"gzipped", "talks.txt.gz", zipped(body), "talks", "Envoys meet in Doha", body},
		{"byte order mark", "a.txt", "\ufeff" + body, "a", "Envoys meet in Doha", body},
		{"UTF-16, little end first", "a.txt", utf16Of(body, binary.LittleEndian, true), "a", "Envoys meet in Doha", body},
		{"UTF-16, big end first", "a.txt", utf16Of(body, binary.BigEndian, true), "a", "Envoys meet in Doha", body},
		{"UTF-16 without mark", "a.txt", utf16Of("The envoys met.", binary.LittleEndian, false), "a", "", "The envoys met."},
		{"Windows-1252", "a.txt", "The envoys \x96 both \x96 met in Abi\xe9 and said \x93yes\x94.", "a", "",
			"The envoys – both – met in Abié and said “yes”."},
		{"carriage returns stay", "a.txt", "The envoys met.\r\nThey spoke.\r\n", "a", "", "The envoys met.\r\nThey spoke.\r\n"},
		{"a brace is no JSON", "a.txt", "{sic} The envoys met.", "a", "", "{sic} The envoys met."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			reports, complaints := read(t, test.file, test.in)
			if len(reports) != 1 || complaints != nil {
				t.Fatalf("read %d reports, complaints %q", len(reports), complaints)
			}
			r := reports[0]
			if r.ID != test.id || r.Title != test.title || r.Text != test.text {
				t.Errorf("read id %q, title %q, text %q", r.ID, r.Title, r.Text)
			}
		})
	}
}

func TestHeadline(t *testing.T) {
	tests := []struct{ name, in, title string }{
		{"a headline", "Truce holds\n\nThe truce held on Monday.", "Truce holds"},
		{"blank lines first", "\n\n  Truce holds  \nThe truce held.", "Truce holds"},
		{"a question", "Will the truce hold?\nIt may.", "Will the truce hold?"},
		{"an abbreviation at the end", "Envoy leaves for the U.S.\nHe left.", "Envoy leaves for the U.S."},
		{"one line", "Truce holds", ""},
		{"a sentence", "The truce held on Monday.\nIt had been agreed.", ""},
		{"a quotation that ends a sentence", "“It will hold.”\nSo he said.", ""},
		{"a long line", strings.Repeat("truce ", 60) + "\nIt held.", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			reports, complaints := read(t, "a.txt", test.in)
			if len(reports) != 1 || reports[0].Title != test.title {
				t.Errorf("read %+v, %q; wanted the title %q", reports, complaints, test.title)
			}
		})
	}
}

func TestJSONLines(t *testing.T) {
	in := `{"id":"a","text":"The envoys met.","title":"Talks","date":"2020-03-04T10:00:00Z","source":"AP","url":"u","licence":"CC0","n":1.50}

{"id":7,"text":"The envoys left.","date":null}
{"id":"broken","text":
[1,2]
{"text":"No id."}
{"id":"empty","text":""}
{"id":"blank","text":" \n"}
{"id":"bare"}
{"id":"a","text":"The same id."}
{"id":"typed","text":["a"]}
{"id":"dated","text":"The envoys met.","date":"next week"}
{"id":"latin","text":"The envoys met in Abi` + "\xe9" + `."}
{"id":"last","text":"The envoys met.","language":"en-GB"}`
	reports, complaints := read(t, "r.jsonl", in)
	var ids []string
	for _, r := range reports {
		ids = append(ids, r.ID)
	}
	if got, want := strings.Join(ids, " "), "a 7 latin last"; got != want {
		t.Errorf("read %q, wanted %q", got, want)
	}
	first := reports[0]
	extra, _ := json.Marshal(first.Extra)
	if first.Date != "2020-03-04" || first.Source != "AP" || first.URL != "u" || string(extra) != `{"licence":"CC0","n":1.50}` {
		t.Errorf("the first is %+v, extra %s", first, extra)
	}
	if reports[2].Text != "The envoys met in Abié." {
		t.Errorf("the Latin-1 line is %q", reports[2].Text)
	}
	if reports[3].Language != "en" {
		t.Errorf("the language is %q", reports[3].Language)
	}
	want := []string{
		"r.jsonl:4: broken JSON", "r.jsonl:5: an array where", `r.jsonl:6: no "id"`, `r.jsonl:7: no "text"`, "r.jsonl:8: empty",
		`r.jsonl:9: no "text"`, `r.jsonl:10: the id "a" was already used by r.jsonl:1`, `r.jsonl:11: "text" is an array`,
		`r.jsonl:12: the date "next week"`,
	}
	if len(complaints) != len(want) {
		t.Fatalf("complaints:\n%s", strings.Join(complaints, "\n"))
	}
	for i := range want {
		if !strings.HasPrefix(complaints[i], want[i]) {
			t.Errorf("complaint %q, wanted %q", complaints[i], want[i])
		}
	}
}

func TestOneObject(t *testing.T) {
	reports, complaints := read(t, "doha.json", "{\n  \"text\": \"The envoys met.\",\n  \"title\": \"Talks\"\n}\n")
	if len(reports) != 1 || reports[0].ID != "doha" || reports[0].Title != "Talks" {
		t.Errorf("read %+v, %q", reports, complaints)
	}
}

func TestFirstLineBroken(t *testing.T) {
	reports, complaints := read(t, "-", "{\"id\":\"a\", oops\n{\"id\":\"b\",\"text\":\"The envoys met.\"}\n")
	if len(reports) != 1 || reports[0].ID != "b" || len(complaints) != 1 || !strings.HasPrefix(complaints[0], "-:1: broken") {
		t.Errorf("read %+v, %q", reports, complaints)
	}
}

func TestRefused(t *testing.T) {
	tests := []struct{ name, file, in, want string }{
		{"empty", "a.txt", "", "empty"},
		{"white space", "a.txt", " \n\t\n", "empty"},
		{"empty JSON Lines", "a.jsonl", "\n\n", "empty"},
		{"zero bytes", "a.txt", "abc\x00\x00def\x00g", "not a text"},
		{"control characters", "a.txt", "a\x01\x02\x03\x04b", "not a text"},
		{"a PDF", "a.txt", "%PDF-1.7\n", "PDF"},
		{"a picture", "a.txt", "\x89PNG\r\n", "a picture"},
		{"a broken byte in UTF-8", "a.txt", "“The” – “envoys” \xff met.", "byte 27 (0xff) is not UTF-8"},
		{"another encoding", "a.txt", "\xcf\xf0\xe5\xe7\xe8\xe4\xe5\xed\xf2 \xf1\xea\xe0\xe7\xe0\xeb", "iconv"},
		{"gzip cut off", "a.txt", zipped(strings.Repeat(body, 50))[:60], "unexpected EOF"},
		{"too long", "a.txt", strings.Repeat("The envoys met. ", intake.MaxText/16+1), "longer than 2 MB"},
		{"a JSON text too long", "a.jsonl", `{"id":"a","text":"` + strings.Repeat("word ", intake.MaxText/5+1) + `"}`,
			"longer than 2 MB"},
		{"a list of reports", "a.json", `[{"id":"a","text":"The envoys met."}]`, "an array"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			reports, complaints := read(t, test.file, test.in)
			if len(reports) != 0 || len(complaints) != 1 || !strings.Contains(complaints[0], test.want) {
				t.Errorf("read %d reports, complaints %q, wanted %q", len(reports), complaints, test.want)
			}
		})
	}
}

func TestHugeLines(t *testing.T) {
	long := strings.Repeat("x", 9<<20)
	reports, complaints := read(t, "a.jsonl", `{"id":"a","text":"The envoys met."}`+"\n"+long+"\n"+`{"id":"b","text":"The envoys left."}`)
	if len(reports) != 2 || len(complaints) != 1 || !strings.Contains(complaints[0], "a.jsonl:2: a line longer") {
		t.Errorf("read %d reports, %q", len(reports), complaints)
	}
	million := strings.Repeat("envoy ", 170_000)
	reports, complaints = read(t, "a.txt", million)
	if len(reports) != 1 || reports[0].Text != million {
		t.Errorf("read %d reports, %q", len(reports), complaints)
	}
}

func TestFiles(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"b.txt": "The envoys met.", "a.jsonl": `{"id":"one","text":"The envoys met."}` + "\n" + `{"id":"b","text":"The envoys met."}`,
		"sub/c.txt.gz": zipped("The envoys left."), ".hidden.txt": "x", ".git/d.txt": "x", "notes.doc": "\xd0\xcf\x11\xe0",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	batch := intake.New(load(t), "2020-01-02")
	for rep, err := range batch.Files([]string{dir, "-", filepath.Join(dir, "none.txt"), t.TempDir()}, strings.NewReader("The envoys wait.")) {
		if err != nil {
			got = append(got, "! "+strings.ReplaceAll(err.Error(), dir, ""))
		} else {
			got = append(got, rep.ID+" "+rep.Date)
		}
	}
	want := []string{"one 2020-01-02", "b 2020-01-02", `! /b.txt: the id "b" was already used by /a.jsonl:2`, "c 2020-01-02",
		"stdin 2020-01-02", "! /none.txt: no such file"}
	for i := range want {
		if i >= len(got) || !strings.HasPrefix(filepath.ToSlash(got[i]), want[i]) {
			t.Fatalf("read\n%s\nwanted\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
	if len(got) != len(want)+1 || !strings.Contains(got[len(want)], "no report in it") {
		t.Errorf("read\n%s", strings.Join(got, "\n"))
	}
}

// Files that clash in their names go by more of them; what is no report is passed over.
func TestClashingNames(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"n/talks.md": "# Talks\nThe envoys met.", "n/talks.txt": "The envoys left.", "s/talks.md": "# More\nThe envoys came.",
		"README.md": "# What is here", "sets.tsv": "file\tset\na\tb\n", "gold/talks.json": `{"report":{"id":"talks"},"mentions":[],"entries":[]}`} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	for rep, err := range intake.New(load(t), "").Files([]string{dir}, nil) {
		if err != nil {
			got = append(got, strings.ReplaceAll(filepath.ToSlash(err.Error()), filepath.ToSlash(dir), ""))
		} else {
			got = append(got, rep.ID)
		}
	}
	want := []string{"talks", "talks.txt", "s/talks", "/sets.tsv:1: no column for the text", ": what is a record, not a report, was passed over (1)"}
	for i := range max(len(want), len(got)) {
		if i >= len(got) || i >= len(want) || !strings.HasPrefix(got[i], want[i]) {
			t.Fatalf("read\n%s\nwanted\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

// Whoever stops listening is not given more.
func TestStop(t *testing.T) {
	in := strings.Repeat("{\"id\":\"a\",\"text\":\"The envoys met.\"}\n", 5)
	n := 0
	for range intake.New(load(t), "").Read(strings.NewReader(in), "a.jsonl") {
		n++
		break
	}
	if n != 1 {
		t.Errorf("given %d times", n)
	}
}

func TestDate(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""}, {"2025-05-16", "2025-05-16"}, {" 2025-05-16 ", "2025-05-16"}, {"2025-05-16T23:30:00-05:00", "2025-05-16"},
		{"20250516", "2025-05-16"}, {"Fri, 16 May 2025 10:00:00 +0300", "2025-05-16"}, {"16 May 2025", "2025-05-16"},
		{"May 16, 2025", "2025-05-16"},
	}
	for _, test := range tests {
		if got, err := intake.Date(test.in); got != test.want || err != nil {
			t.Errorf("%q is %q, %v; wanted %q", test.in, got, err, test.want)
		}
	}
	for _, in := range []string{"05/06/2025", "2025-02-30", "today", "2025"} {
		if got, err := intake.Date(in); err == nil {
			t.Errorf("%q is %q; wanted an error", in, got)
		}
	}
}

func TestLanguage(t *testing.T) {
	lex := load(t)
	tests := []struct{ name, text, declared, want string }{
		{"English", "The envoys of the two sides met in Doha on Monday and agreed that the truce would hold.", "", "en"},
		{"French", "Les émissaires des deux parties se sont réunis à Doha pour la première fois depuis le début de la guerre.", "", "fr"},
		{"declared wrongly", "Les émissaires des deux parties se sont réunis à Doha pour la première fois depuis le début.", "en", "fr"},
		{"German", "Die Gesandten der beiden Seiten trafen sich am Montag in Doha, um über die Waffenruhe zu sprechen.", "", "de"},
		{"Spanish", "Los enviados de las dos partes se reunieron el lunes en Doha para hablar de la tregua con el mediador.", "", "es"},
		{"Turkish", "İki tarafın temsilcileri ateşkes için Doha'da bir araya geldi ve bu görüşme çok uzun sürdü, ancak bir sonuç için daha zaman var.", "", "tr"},
		{"Russian", "Представители двух сторон встретились в Дохе и договорились о том, что перемирие будет продолжено.", "", "ru"},
		{"Ukrainian", "Представники двох сторін зустрілися в Досі та домовилися про те, що перемир'я буде продовжено.", "", "uk"},
		{"Arabic", "التقى مبعوثو الجانبين في الدوحة يوم الاثنين من أجل التفاوض على وقف إطلاق النار.", "", "ar"},
		{"Chinese", "双方代表周一在多哈会晤,讨论停火问题。", "", "zh"},
		{"Japanese", "双方の代表は月曜日にドーハで会談し、停戦について協議した。", "", "ja"},
		{"Korean", "양측 대표는 월요일 도하에서 만나 휴전을 논의했다.", "", "ko"},
		{"a line of names", "Doha Agreement Talks 2020", "", "en"},
		{"a line of names, declared", "Accord Doha 2020", "fr", "fr"},
		{"English with a quotation", "The minister said “c’est la vie” and left the hall with his aides after the talks.", "", "en"},
		{"no letters", "12:30 – 14:00", "", "en"},
		{"a language without words", strings.Repeat("Mazungumzo lorem ipsum dolor xyz qwe rty uio plk mnb ", 6), "", "und"},
	}
	for _, test := range tests {
		if got := intake.Language(test.text, test.declared, lex); got != test.want {
			t.Errorf("%s: %q, wanted %q", test.name, got, test.want)
		}
	}
}

// Every report of the examples is told to be English and has the title that
// its annotators gave it.
func TestExamples(t *testing.T) {
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "examples", "inputs.jsonl"))
	if err != nil {
		t.Skip("the example reports (shared/examples beside the repository) are not here")
	}
	defer f.Close()
	n := 0
	for rep, err := range intake.New(load(t), "").Read(f, "inputs.jsonl") {
		if err != nil || rep.Language != "en" {
			t.Errorf("%s: %q, %v", rep.ID, rep.Language, err)
		}
		var gold record.Record
		data, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "examples", rep.ID+".gold.json"))
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(data, &gold); err != nil {
			t.Fatal(err)
		}
		if gold.Report.Title != rep.Title {
			t.Errorf("%s: title %q, wanted %q", rep.ID, rep.Title, gold.Report.Title)
		}
		n++
	}
	if n != 31 {
		t.Errorf("%d reports", n)
	}
}

func FuzzRead(f *testing.F) {
	for _, in := range []string{
		body, "", "{\"id\":\"a\",\"text\":\"x\"}\n{", "\ufeff{}", utf16Of(body, binary.BigEndian, true), zipped(body), "\x1f\x8b",
		"\xff\xfe\x00\xd8a", "{\n\"text\":\"a\\ud800\"}", "Abi\xe9", "[]", "%PDF-", strings.Repeat("{", 100),
	} {
		f.Add([]byte(in), "a.txt")
		f.Add([]byte(in), "a.jsonl")
	}
	lex := load(f)
	f.Fuzz(func(t *testing.T, in []byte, name string) {
		seen := map[string]bool{}
		for rep, err := range intake.New(lex, "").Read(bytes.NewReader(in), name) {
			if err != nil {
				if err.Error() == "" || !strings.HasPrefix(fmt.Sprintf("%T", err), "*intake.") {
					t.Errorf("a bare complaint %T %v", err, err)
				}
				continue
			}
			if !utf8.ValidString(rep.Text) || strings.TrimSpace(rep.Text) == "" || seen[rep.ID] || rep.Language == "" {
				t.Errorf("read %+v", rep)
			}
			seen[rep.ID] = true
		}
	})
}
