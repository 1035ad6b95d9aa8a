package brief_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/rapporteur/rapporteur/internal/brief"
	"github.com/rapporteur/rapporteur/internal/record"
)

// Markdown holds the entries with their words, and nothing in them is a mark.
func TestMarkdown(t *testing.T) {
	speaker := record.Speaker{Mention: record.Mention{Name: "Ana Quell", Country: "PER", Code: "PER"}}
	quoted := true
	rec := record.Record{Report: record.Report{ID: "a", Title: "Talks *now* <script>"}, Entries: []record.Entry{
		{ID: "position-1", Kind: record.Position, Plover: &record.Plover{Type: "REQUEST"}, Issue: "ceasefire", Stance: "demands", AccordingTo: "statement-1",
			Actors:   []record.Actor{{Mention: record.Mention{Name: "Peru", Country: "PER", Code: "PER"}, Role: record.RoleActor}},
			Evidence: []record.Span{{Start: 3, End: 9, Exact: "wants\n# a [truce](x)"}}},
		{ID: "statement-1", Kind: record.Statement, Speaker: &speaker, Cue: &record.Span{Exact: "said"}, Quoted: &quoted,
			Content: []record.Span{{Exact: "a truce"}}, Evidence: []record.Span{{Exact: "a truce, she said"}}},
	}}
	var out bytes.Buffer
	if err := brief.Markdown(&out, &rec, load(t)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"# Talks \\*now\\* \\<script\\>\n", "- Peru demands a ceasefire, *according to Ana Quell", "\n  > wants \\# a \\[truce\\](x)\n", "a truce"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
	if got := brief.Say(&rec.Entries[0], load(t)); got != "Peru demands a ceasefire" {
		t.Errorf("Say: %q", got)
	}
}
