package brief_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/rapporteur/rapporteur/internal/brief"
	"github.com/rapporteur/rapporteur/internal/dossier"
)

// The page that is handed on has sentences, as the brief of a report.
func TestSheet(t *testing.T) {
	const tail = `,"reports":[{"id":"r","source":"AP","date":"2010-02-22","exact":["Sudan wants the rebels out, and insists on it"]}]}`
	var found []dossier.Finding
	err := json.Unmarshal([]byte(`[
		{"kind":"agreement","change":"overdue","state":"agreed","issue":"prisoners","terms":"on it","due":"2010-02-20","first":"2010-02-01","last":"2010-02-01",
			"count":{"low":40,"high":40,"text":"40"},"progress":{"done":[{"date":"2010-02-02"}],"done_total":12,"remaining":28},"actors":[`+chad+`,`+sudan+`]`+tail+`,
		{"kind":"meeting","change":"new","plover":{"type":"CONSULT","mode":"","aux":"negation"},"first":"2010-02-22","last":"2010-02-22",
			"time":{"text":"Monday","start":"2010-02-22","end":"2010-02-22"},"actors":[`+chad+`,`+sudan+`]`+tail+`,
		{"kind":"position","change":"revised","plover":{"type":"REQUEST"},"party":"SDN","stance":"demands","issue":"withdrawal","terms":"Sudan wants the rebels out",
			"condition":"if it rains","claimed_by":{"exact":"diplomat","type":"person","name":"Chadian diplomat"},"first":"2010-02-01","last":"2010-02-22",
			"history":[{"date":"2010-02-01","stance":"rejects"},{"date":"2010-02-22","stance":"demands"}],
			"actors":[{"exact":"Bashir","type":"person","name":"Omar al-Bashir","country":"SDN","sectors":["GOV"],"code":"SDNGOV","role":"actor"}]`+tail+`,
		{"kind":"toll","change":"new","harm":"killed","count":{"low":15,"high":15,"text":"15"},"victims":{"exact":"people","type":"group"},
			"series":[{"as_of":"2010-02-01","count":{"text":"14"}},{"as_of":"2010-02-22","count":{"text":"15"}}],"first":"2010-02-01","last":"2010-02-22",
			"differences":[{"field":"place","values":[{"value":"Doha","reports":["r"]},{"value":"Tina","reports":["s"]}]}]`+tail+`]`), &found)
	if err != nil {
		t.Fatal(err)
	}
	const want = `Brief since 1 February 2010
Chosen.

Overdue
  • 2010-02-01 Chad and Sudan agreed a release or exchange of captives (40): “Sudan wants the rebels
    out, and insists on it” [12 done so far; 28 remaining; due 20 February 2010]
    — AP 2010-02-22

Met
  • 2010-02-22 Chad and Sudan did not hold talks
    — AP 2010-02-22

Moved
  ◦ 2010-02-01–22 Sudan demands a withdrawal of forces: “Sudan wants the rebels out” [condition: if
    it rains; before: rejects, 1 February 2010]
    according to the Chadian diplomat
    — AP 2010-02-22

The fighting, and what it cost
  • 2010-02-01–22 15 people killed [before: 14, 1 February 2010]
    reports differ on place: Doha (r); Tina (s)
    — AP 2010-02-22
`
	var out bytes.Buffer
	view := brief.View{Name: "brief", Format: "table", Since: "2010-02-01", Note: "Chosen.", Lexicon: load(t)}
	if err := brief.Findings(&out, found, view, brief.Style{}); err != nil {
		t.Fatal(err)
	}
	if out.String() != want {
		t.Errorf("printed\n%swanted\n%s", out.String(), want)
	}
	out.Reset()
	if err := brief.Findings(&out, found[2:3], brief.View{Name: "brief", Format: "md", Lexicon: load(t)}, brief.Style{}); err != nil {
		t.Fatal(err)
	}
	const page = `# Brief

## Moved

- **2010-02-01–22** Sudan demands a withdrawal of forces, *according to the Chadian diplomat* (condition: if it rains; before: rejects, 1 February 2010)
  > Sudan wants the rebels out

  AP 2010-02-22
`
	if out.String() != page {
		t.Errorf("printed\n%swanted\n%s", out.String(), page)
	}
}
