package brief_test

import (
	"strings"
	"testing"

	"github.com/rapporteur/rapporteur/internal/record"
)

// Every code of the vocabularies has its words in wording.tsv, and every verb
// its four forms.
func TestEveryCodeHasWords(t *testing.T) {
	w := load(t).Wording
	need := func(what string, codes ...string) {
		for _, code := range codes {
			if w.Phrase(what, code) == "" {
				t.Errorf("wording.tsv has no %s %q", what, code)
			}
		}
	}
	verbs := func(what string, codes ...string) {
		for _, code := range codes {
			forms := w.Forms(what, code)
			if len(forms) != 4 {
				t.Errorf("wording.tsv: %s %q has %d forms, not singular;plural;base;past", what, code, len(forms))
			}
			for _, form := range forms {
				if strings.Count(form, "[") != strings.Count(form, "]") || strings.Count(form, "~") > 1 {
					t.Errorf("wording.tsv: %s %q: %q", what, code, form)
				}
			}
		}
	}
	need("section", record.Kinds...)
	need("kind", record.Kinds...)
	need("issue", record.Issues...)
	need("deal", append(record.Issues, "")...)
	need("toward", record.Stances...)
	need("state_alone", record.States...)
	need("harm", append(record.Harms, "")...)
	need("incident", append(record.Modes["ASSAULT"], "")...)
	for _, issue := range record.Issues {
		if issue != "other" { // its line has the report's words
			need("wanted", issue)
		}
	}
	verbs("stance", record.Stances...)
	verbs("state", record.States...)
	verbs("act", record.Types...)
	verbs("meeting", "CONSULT", "CONSULT.one", "AGREE", "REQUEST")
	verbs("force", "one", "several")
	for _, kind := range record.Types {
		for _, mode := range record.Modes[kind] {
			if kind != "CONSULT" && kind != "ASSAULT" {
				verbs("act", kind+"."+mode)
			}
		}
	}
	for _, mode := range record.Modes["CONSULT"] {
		verbs("meeting", "CONSULT."+mode)
	}
}
