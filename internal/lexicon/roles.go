package lexicon

import (
	"fmt"
	"slices"
)

// Role is a common noun for a person or body: "foreign minister", an office, GOV.
type Role struct {
	Kind      string   // one of RoleKinds
	Sectors   []string // none where the noun takes those of what it belongs to: "spokesman"
	Anonymous bool     // such a person without a name is nobody in particular: "official"
}

// RoleKinds are the kinds of a role: a title stands before a name ("Gen."), an
// office is held by one person ("president"), a member is one of a body
// ("soldier"), a body is an organisation ("army"), a crowd is unspecific people
// ("civilian").
var RoleKinds = []string{"title", "office", "member", "body", "crowd"}

// loadRoles files the roles under their lemma, lower case. A phrase may have
// several roles, as "president", title and office.
func (lex *Lexicon) loadRoles(t *Table) error {
	return t.each(func(c []string) error {
		r := Role{Kind: c[1], Sectors: list(c[2]), Anonymous: c[3] == "yes"}
		if !slices.Contains(RoleKinds, r.Kind) {
			return fmt.Errorf("%q is no kind of role; docs/lexicon.md lists them", r.Kind)
		}
		if err := checkCode("", r.Sectors); err != nil {
			return err
		}
		if c[3] != "yes" && c[3] != "no" {
			return fmt.Errorf("anonymous is yes or no, not %q", c[3])
		}
		phrase := Words(c[0])
		roles, _ := lex.Roles.Get(phrase)
		lex.Roles.Add(phrase, append(roles, r))
		return nil
	}, "phrase", "kind", "sectors", "anonymous")
}
