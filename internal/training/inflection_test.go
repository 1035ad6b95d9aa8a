package training

import (
	"testing"

	"github.com/rapporteur/rapporteur/internal/lexicon"
)

// Every form of a verb leads to its lemma; a form of two verbs to neither.
func TestInflections(t *testing.T) {
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	lemma := map[string]string{}
	for _, f := range Inflections(lex) {
		lemma[f.Form+" "+f.XPOS] = f.Lemma
	}
	for form, want := range map[string]string{
		"fled VBD": "flee", "fleeing VBG": "flee", "chided VBD": "chide", "ridiculed VBN": "ridicule", "denies VBZ": "deny",
		"denied VBD": "deny", "barred VBN": "bar", "conceding VBG": "concede", "rebelled VBD": "rebel", "overthrew VBD": "overthrow",
		"withdrawn VBN": "withdraw", "accuses VBZ": "accuse", "decrying VBG": "decry", "urges VBZ": "urge", "quitting VBG": "quit",
	} {
		if lemma[form] != want {
			t.Errorf("%s: lemma %q, want %q", form, lemma[form], want)
		}
	}
}
