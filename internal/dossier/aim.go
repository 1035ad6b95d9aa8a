package dossier

import (
	"cmp"
	"strings"
)

// Aim is the telling that a correction is about: the one that its finding began
// with when it was made. Several entries can stand on the same words, so it says
// whose and what they are, not only which words.
type Aim struct {
	ID     string `json:"id"`
	Report string `json:"report"`
	Kind   string `json:"kind"`
	Exact  string `json:"exact,omitempty"`
	Party  string `json:"party,omitempty"`
	Issue  string `json:"issue,omitempty"`
	Harm   string `json:"harm,omitempty"`
	Sense  string `json:"sense,omitempty"`
}

// AimAt is the aim of a correction of what a telling tells.
func AimAt(t *Telling) Aim {
	return Aim{ID: t.ID, Report: t.Report.ID, Kind: t.Entry.Kind, Exact: exact(t), Party: t.Party, Issue: t.Entry.Issue, Harm: t.Entry.Harm, Sense: sense(t)}
}

// sense is what a telling tells apart from its words, issue and harm: the type of
// what happened, who did it and to whom.
func sense(t *Telling) string {
	parts := []string{"", strings.Join(t.parties(), "+"), strings.Join(t.recipients(), "+"), ""}
	if p := t.Entry.Plover; p != nil {
		parts[0] = p.Type + " " + p.Mode + " " + p.Aux
	}
	if v := t.Entry.Victims; v != nil {
		parts[3] = cmp.Or(v.Code, v.Name)
	}
	return strings.Join(parts, "|")
}

// exact is the first piece of a telling's words.
func exact(t *Telling) string {
	if len(t.Entry.Evidence) == 0 {
		return ""
	}
	return t.Entry.Evidence[0].Exact
}

// Find is the telling among those of the aim's report that it is about; nil where
// none is. Of those of its kind, party, issue and harm it is the one on the same
// words that tells the same; else the one of its id; else the one that a version
// of the report has in its place; else, where it is the only one, one on the same
// words, or on words around or within them.
func (a *Aim) Find(tellings []*Telling) *Telling {
	var best *Telling
	rank, alike := 0, 0
	for _, t := range tellings {
		n := a.fit(t)
		switch {
		case n == 0 || n < rank:
		case n > rank:
			best, rank, alike = t, n, 1
		default:
			alike++
		}
	}
	if alike > 1 && rank <= onWords {
		return nil // it may be either
	}
	return best
}

// How well a telling fits an aim.
const (
	nearWords = 1 + iota // words around or within
	onWords              // the same words
	inPlace              // a version of the report has it in place of the one meant
	sameID
	sameSense // the same words, told of the same
)

// Means tells whether a telling is the very one that the aim was taken at.
func (a *Aim) Means(t *Telling) bool { return a.fit(t) > sameSense }

func (a *Aim) fit(t *Telling) int {
	words := exact(t)
	switch {
	case t.Report.ID != a.Report || t.Entry.Kind != a.Kind:
		return 0
	case a.Sense == "" && t.ID == a.ID: // made by a version that kept less
		return sameID
	case t.was(a.ID):
		return inPlace
	case a.Sense != "" && (t.Party != a.Party || t.Entry.Issue != a.Issue || t.Entry.Harm != a.Harm):
		return 0
	case a.Sense != "" && words == a.Exact && sense(t) == a.Sense:
		if t.ID == a.ID {
			return sameSense + 1
		}
		return sameSense
	case t.ID == a.ID:
		return sameID
	case words == "" || a.Exact == "":
		return 0
	case words == a.Exact:
		return onWords
	case strings.Contains(words, a.Exact) || strings.Contains(a.Exact, words):
		return nearWords
	}
	return 0
}
