package brief_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/rapporteur/rapporteur/internal/brief"
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

func text(t testing.TB, rec *record.Record, style brief.Style) string {
	t.Helper()
	var out bytes.Buffer
	if err := brief.Text(&out, rec, load(t), style); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func page(t testing.TB, rec *record.Record) string {
	t.Helper()
	var out bytes.Buffer
	lex := load(t)
	for _, err := range []error{brief.PageHead(&out, rec.Report.Title), brief.PageReport(&out, 1, rec, lex), brief.PageFoot(&out, []brief.Listed{brief.List(1, rec)}, lex)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return out.String()
}

const report = `Chad and Sudan meet
Chad and Sudan held talks in Doha on Monday. Sudan demands a pull-out, a diplomat said. At least 40 people were killed.`

// sample is a record of report, its entries changed by the test that asks.
func sample(t testing.TB, entries string) *record.Record {
	t.Helper()
	var rec record.Record
	err := json.Unmarshal([]byte(`{"report":{"id":"doha","title":"Chad and Sudan meet","date":"2010-02-22","source":"AP",
		"dateline":{"place":"Doha","country":"QAT"}},"entries":[`+entries+`]}`), &rec)
	if err != nil {
		t.Fatal(err)
	}
	rec.Report.Text = report
	return &rec
}

const (
	chad     = `{"exact":"Chad","type":"place","name":"Chad","country":"TCD","code":"TCD","role":"actor"}`
	sudan    = `{"exact":"Sudan","type":"place","name":"Sudan","country":"SDN","code":"SDN","role":"actor"}`
	toSudan  = `{"exact":"Sudan","type":"place","name":"Sudan","country":"SDN","code":"SDN","role":"recipient"}`
	rebels   = `{"exact":"rebels","type":"group","name":"Chadian rebels","country":"TCD","sectors":["REB"],"code":"TCDREB","role":"actor"}`
	evidence = `"evidence":[{"start":20,"end":63,"exact":"Chad and Sudan held talks in Doha on Monday"}]`
	speaker  = `{"id":"s1","kind":"statement","confidence":1,"speaker":{"exact":"diplomat","type":"person","name":"diplomat","anonymous":true},
		"cue":{"exact":"said"},"content":[{"exact":"Sudan demands a pull-out"}],"quoted":false,` + evidence + `}`
)

// Each entry is a line of English.
func TestLines(t *testing.T) {
	tests := []struct{ name, entry, want string }{
		{"talks", `{"kind":"meeting","plover":{"type":"CONSULT"},"actors":[` + chad + `,` + sudan + `],"issue":"peace","place":{"text":"Doha","name":"Doha"},
			"time":{"text":"Monday","start":"2010-02-22","end":"2010-02-22"},"duration":{"text":"two hours"},` + evidence + `}`,
			"• Chad and Sudan held talks on peace in Doha on Monday 22 February 2010, two hours"},
		{"talks to come", `{"kind":"meeting","plover":{"type":"AGREE","aux":"future"},"actors":[` + chad + `,` + sudan + `],` + evidence + `}`,
			"• Chad and Sudan are to hold talks"},
		{"talks that were not asked for", `{"kind":"meeting","plover":{"type":"REQUEST","aux":"negation"},"actors":[` + chad + `],` + evidence + `}`,
			"• Chad was not asked to hold talks"},
		{"talks that did not take place", `{"kind":"meeting","plover":{"type":"CONSULT","aux":"negation"},"actors":[` + chad + `,` + sudan + `],` + evidence + `}`,
			"• Chad and Sudan did not hold talks"},
		{"a demand", `{"kind":"position","plover":{"type":"REQUEST"},"actors":[` + chad + `,` + toSudan + `],"issue":"withdrawal","stance":"demands",` + evidence + `}`,
			"• Chad demands a withdrawal of forces from Sudan"},
		{"a demand of several, conditional", `{"kind":"position","plover":{"type":"REQUEST","aux":"hypothetical"},"actors":[` + rebels + `],"issue":"talks",
			"stance":"demands","condition":"if it rains",` + evidence + `}`,
			"• Chadian rebels may demand talks [condition: if it rains]"},
		{"a claimed offer", `{"kind":"position","plover":{"type":"AGREE"},"actors":[` + sudan + `],"issue":"ceasefire","stance":"offers","according_to":"s1",` + evidence + `}`,
			"◦ Sudan offers a ceasefire\n    according to an unnamed diplomat"},
		{"another matter", `{"kind":"position","plover":{"type":"REJECT"},"actors":[` + sudan + `],"issue":"other","stance":"rejects",` + evidence + `}`,
			"• Sudan rejects: “Chad and Sudan held talks in Doha on Monday”"},
		{"an agreement with terms", `{"kind":"agreement","plover":{"type":"AGREE"},"actors":[` + chad + `,` + sudan + `],"issue":"prisoners","state":"agreed",
			"terms":"a swap","count":{"low":40,"high":40,"text":"40","bound":"exact"},"each":true,` + evidence + `}`,
			"• Chad and Sudan agreed a release or exchange of captives (40 on each side): “a swap”"},
		{"an agreement not reached", `{"kind":"agreement","plover":{"type":"AGREE","aux":"negation"},"actors":[` + chad + `,` + sudan + `],"issue":"ceasefire","state":"signed",` + evidence + `}`,
			"• Chad and Sudan did not sign a ceasefire"},
		{"an agreement of nobody named", `{"kind":"agreement","plover":{"type":"AGREE"},"issue":"ceasefire","state":"broken",` + evidence + `}`,
			"• A ceasefire was broken"},
		{"an act", `{"kind":"act","plover":{"type":"SANCTION"},"actors":[` + chad + `,` + toSudan + `],"issue":"sanctions",` + evidence + `}`,
			"• Chad imposed sanctions on Sudan (sanctions): “Chad and Sudan held talks in Doha on Monday”"},
		{"an act with a mode", `{"kind":"act","plover":{"type":"COERCE","mode":"arrest","aux":"historical"},"actors":[` + chad + `],` + evidence + `}`,
			"• Chad made arrests: “Chad and Sudan held talks in Doha on Monday” [background]"},
		{"a strike", `{"kind":"incident","plover":{"type":"ASSAULT","mode":"aerial"},"actors":[` + chad + `,` + toSudan + `],` + evidence + `}`,
			"• Chad carried out an air strike on Sudan"},
		{"a strike by nobody named", `{"kind":"incident","plover":{"type":"ASSAULT","mode":"drone"},"actors":[` + toSudan + `],"time":{"text":"last week"},` + evidence + `}`,
			"• A drone strike on Sudan (last week)"},
		{"a clash", `{"kind":"incident","plover":{"type":"ASSAULT"},"actors":[` + chad + `,` + rebels + `],"time":{"text":"2010","start":"2010-01-01","end":"2010-12-31"},` + evidence + `}`,
			"• Chad and Chadian rebels fought in 2010"},
		{"a toll", `{"kind":"toll","harm":"killed","count":{"low":40,"text":"at least 40","bound":"at_least"},"victims":{"exact":"people","type":"group","name":"people in Doha"},` + evidence + `}`,
			"• At least 40 people in Doha killed"},
		{"a toll told by its noun", `{"kind":"toll","harm":"killed","count":{"low":90,"text":"over 90","bound":"at_least"},"victims":{"exact":"civilian deaths","type":"group"},` + evidence + `}`,
			"• Over 90 civilian deaths"},
		{"a toll in lives", `{"kind":"toll","harm":"killed","count":{"low":1200,"text":"about 1,200","bound":"about"},"victims":{"exact":"lives","type":"group"},` + evidence + `}`,
			"• About 1,200 lives lost"},
		{"dozens", `{"kind":"toll","harm":"released","count":{"low":24,"text":"dozens","bound":"at_least"},"victims":{"exact":"people","type":"group"},` + evidence + `}`,
			"• Dozens of people freed"},
		{"a figure that names whom it counts", `{"kind":"toll","harm":"killed","count":{"low":2000,"text":"Thousands","bound":"at_least"},"victims":{"exact":"Thousands","type":"group"},` + evidence + `}`,
			"• Thousands killed"},
		{"many of whom one is named", `{"kind":"toll","harm":"killed","count":{"low":8,"high":8,"text":"eight","bound":"exact"},"victims":{"exact":"civilian","type":"group"},` + evidence + `}`,
			"• Eight civilians killed"},
		{"a strike on the place that it is in", `{"kind":"incident","plover":{"type":"ASSAULT","mode":"aerial"},"actors":[` + chad + `,` + toSudan + `],"place":{"text":"Sudan","name":"Sudan"},` + evidence + `}`,
			"• Chad carried out an air strike on Sudan"},
		{"talks that go on", `{"kind":"meeting","plover":{"type":"CONSULT"},"actors":[` + chad + `,` + sudan + `],"time":{"text":"since Monday","start":"2010-02-22"},` + evidence + `}`,
			"• Chad and Sudan held talks from 22 February 2010 on"},
		{"names with and without an article", `{"kind":"meeting","plover":{"type":"CONSULT"},"actors":[{"exact":"al-Hayya","type":"person","name":"Khalil al-Hayya","role":"actor"},
			{"exact":"his office","type":"organization","role":"actor"},{"exact":"Houthi movement","type":"organization","role":"actor"},
			{"exact":"envoy","type":"person","name":"Swiss envoy","role":"actor"}],` + evidence + `}`,
			"• Khalil al-Hayya, his office, the Houthi movement and the Swiss envoy held talks"},
		{"words of which a cue stands before the speaker", strings.Replace(speaker, `"cue":{"exact":"said"}`, `"cue":{"exact":"According to"}`, 1),
			"• According to an unnamed diplomat: Sudan demands a pull-out"},
		{"a figure withheld", `{"kind":"toll","harm":"killed","count":{"text":"not disclosed"},"victims":{"exact":"soldiers","type":"group"},` + evidence + `}`,
			"• Soldiers killed: not disclosed"},
		{"a statement", speaker, "• An unnamed diplomat · said: Sudan demands a pull-out"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			entries := test.entry
			if strings.Contains(entries, `"s1"`) && entries != speaker {
				entries += "," + speaker
			}
			got := text(t, sample(t, entries), brief.Style{Width: 200})
			if !strings.Contains(got, "  "+test.want+"\n") {
				t.Errorf("printed\n%s\nwanted the line\n%s", got, test.want)
			}
		})
	}
}

func TestHead(t *testing.T) {
	got := text(t, sample(t, speaker), brief.Style{})
	want := "Chad and Sudan meet\nAP · 22 February 2010 · Doha (QAT) · doha\n\nStatements\n"
	if !strings.HasPrefix(got, want) {
		t.Errorf("printed\n%s", got)
	}
	rec := sample(t, "")
	if got := text(t, rec, brief.Style{}); !strings.Contains(got, "Nothing found") {
		t.Errorf("printed\n%s", got)
	}
	rec.Report.Language = "fr"
	if got := text(t, rec, brief.Style{}); !strings.Contains(got, "The report is in French") {
		t.Errorf("printed\n%s", got)
	}
}

func TestEvidenceAndExplain(t *testing.T) {
	rec := sample(t, `{"id":"act-1","kind":"act","confidence":0.5,"plover":{"type":"AID"},"actors":[`+chad+`],`+evidence+`,"why":{"rule":"transfer","words":["held","talks"]}}`)
	got := text(t, rec, brief.Style{Evidence: true, Explain: true})
	for _, want := range []string{"  • Chad gave aid\n", "      “Chad and Sudan held talks in Doha on Monday” 20–63\n", "      act-1 · transfer ← held · talks · 0.50\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("printed\n%s\nwanted\n%s", got, want)
		}
	}
}

func TestWidthAndColour(t *testing.T) {
	rec := sample(t, `{"kind":"toll","harm":"killed","count":{"low":40,"text":"at least 40"},"victims":{"exact":"people","type":"group",
		"name":"people in a town with a very long name that goes on over more than one line of the terminal"},`+evidence+`}`)
	plain := text(t, rec, brief.Style{Width: 40})
	for row := range strings.Lines(plain) {
		if utf8.RuneCountInString(strings.TrimRight(row, "\n")) > 40 {
			t.Errorf("wider than 40: %q", row)
		}
	}
	coloured := text(t, rec, brief.Style{Width: 40, Colour: true})
	if coloured == plain || regexp.MustCompile("\x1b\\[[0-9;]*m").ReplaceAllString(coloured, "") != plain {
		t.Errorf("colour changed the words:\n%s", coloured)
	}
}

// A report cannot send commands to the terminal.
func TestHostileTerminal(t *testing.T) {
	rec := sample(t, speaker)
	rec.Report.Title = "Talks\x1b[2J\x07\u202e in Doha\r\nSecond line"
	rec.Entries[0].Content[0].Exact = "a\x1b]0;title\x07b\u0085c"
	got := text(t, rec, brief.Style{})
	if strings.ContainsAny(got, "\x1b\x07\r\u202e\u0085") || !strings.HasPrefix(got, "Talks [2J in Doha Second line\n") {
		t.Errorf("printed %q", got)
	}
}

func TestPageMarksEveryPiece(t *testing.T) {
	rec := sample(t, `{"id":"m","kind":"meeting","plover":{"type":"CONSULT"},"actors":[`+chad+`],"evidence":[{"start":20,"end":63,"exact":""}]},
		{"id":"p","kind":"position","plover":{"type":"REQUEST"},"stance":"demands","actors":[`+sudan+`],"evidence":[{"start":29,"end":90,"exact":""}]},
		{"id":"s","kind":"statement","speaker":{"exact":"diplomat"},"cue":{"exact":"said"},"content":[{"exact":"x"}],"evidence":[{"start":20,"end":108,"exact":""}]}`)
	got := page(t, rec)
	for _, want := range []string{
		// Meeting and statement; meeting, position and statement; position and statement; statement alone.
		`<a class="m e0 e2 said meeting" href="#r1-e0" id="r1-m0" title="meeting">Chad and </a>`,
		`<a class="m e0 e1 e2 said meeting also also-position" href="#r1-e0" id="r1-m1" title="meeting, position">Sudan held talks in Doha on Monday</a>`,
		`<a class="m e1 e2 said position" href="#r1-e1" id="r1-m2" title="position">. Sudan demands a pull-out,</a>`,
		`<a class="m e2 said statement" href="#r1-e2" title="statement"> a diplomat said. `,
		`href="#r1-m1">Sudan demands</a>`, `#r1:has(#r1-e1:hover) .e1{outline`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	// The text stands there whole.
	section := got[strings.Index(got, `<section class="text"`):strings.Index(got, `<section class="entries"`)]
	section = section[strings.IndexByte(section, '>')+1:]
	if words := strings.TrimSpace(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(section, "")); words != report {
		t.Errorf("the page's text is %q", words)
	}
}

// A page of several reports has a list of them, which links to each.
func TestPageContents(t *testing.T) {
	rec := sample(t, speaker)
	foot := func(listed ...brief.Listed) string {
		var out bytes.Buffer
		if err := brief.PageFoot(&out, listed, load(t)); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	if got := foot(brief.List(1, rec)); strings.Contains(got, "<nav") {
		t.Errorf("a list of one:\n%s", got)
	}
	got := foot(brief.List(1, rec), brief.List(2, rec))
	if !strings.Contains(got, `<a href="#r2">Chad and Sudan meet</a> <span class="origin">AP · 22 February 2010 · Doha (QAT) · doha · 1</span>`) {
		t.Errorf("the list is\n%s", got)
	}
}

// A report cannot bring markup, scripts or addresses of its own.
func TestHostilePage(t *testing.T) {
	evil := `<script>alert(1)</script>"'><img src=x onerror=alert(1)>`
	rec := sample(t, speaker)
	rec.Report.Text, rec.Report.Title, rec.Report.ID, rec.Report.URL = evil+report, evil, evil, "javascript:alert(1)"
	rec.Report.Source = evil
	e := &rec.Entries[0]
	e.ID, e.Speaker.Name, e.Content[0].Exact = evil, evil, evil
	e.Evidence[0] = record.Span{Start: -5, End: 100000, Exact: evil}
	got := page(t, rec)
	if strings.Contains(got, "<script") || strings.Contains(got, "<img") || strings.Contains(got, `"javascript:`) {
		t.Errorf("the page has markup of the report:\n%s", got)
	}
}

// Every gold record of the examples can be printed, each entry on its line.
func TestGold(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join("..", "..", "..", "shared", "examples", "*.gold.json"))
	if len(files) == 0 {
		t.Skip("the annotated reports (shared/examples beside the repository) are not here")
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var rec record.Record
		if err := json.Unmarshal(data, &rec); err != nil {
			t.Fatal(err)
		}
		got := text(t, &rec, brief.Style{Width: 80})
		if n := strings.Count(got, "\n  • ") + strings.Count(got, "\n  ◦ "); n != len(rec.Entries) {
			t.Errorf("%s: %d lines for %d entries", filepath.Base(file), n, len(rec.Entries))
		}
		for _, trouble := range []string{"~", " ;", "[ ", "( "} {
			if strings.Contains(got, trouble) {
				t.Errorf("%s: %q in\n%s", filepath.Base(file), trouble, got)
			}
		}
	}
}
