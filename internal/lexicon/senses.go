package lexicon

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/record"
)

// Senses are the verbs and event nouns with their senses: what each
// construction of a word is coded as.
type Senses struct {
	byName map[string]*Sense
	Verbs  map[string][]Use      // by lemma, a particle after it: "pull out"
	Nouns  map[string]*EventNoun // by lemma
}

// Use is a word in one sense, with the mode and issue that the word itself
// gives: "shell" is an attack with heavy weapons.
type Use struct {
	*Sense
	Mode  string
	Issue string
}

// EventNoun is a noun that frames ask for by class, or that names an event.
type EventNoun struct {
	Classes []string
	Uses    []Use
}

// Has tells whether the noun is of a class: "embargo" is a sanction.
func (n *EventNoun) Has(class string) bool { return n != nil && slices.Contains(n.Classes, class) }

// Sense is a sense of words with the constructions that show it.
type Sense struct {
	Name   string
	Frames []Frame
}

// Frame is one construction: the arguments that must be there and the code of
// what it tells.
type Frame struct {
	Conditions []Condition
	Kind       string // a kind of entry, or Noun, Raise, None
	Type       string
	Mode       string
	Issue      string
	Value      string // the stance of a position, the state of an agreement
	Aux        string
	Parts      []Part
	weight     int
}

// The frames that give no entry of their own.
const (
	Noun  = "noun"  // a light verb: the event is its object's ("launched an attack")
	Raise = "raise" // the event is the complement's ("continued to shell")
	None  = "none"  // nothing is told ("rejected the allegation")
)

// Condition asks for an argument: "obj", "with:party", "obj:@talks", "!obj".
type Condition struct {
	Slot    string
	Without bool
	Class   string   // a class of nouns.tsv
	Words   []string // lemmas
	Test    string   // one of FrameTests
}

// FrameTests are the tests of an argument that are not about words: a party, a
// person, a place, several parties, a leader, people under arms, people who are
// neither that nor in office, a body of states; and of a complement, whether what
// it tells is hostile or friendly.
var FrameTests = []string{"party", "person", "place", "many", "leader", "armed", "civil", "union", "hostile", "friendly"}

// Part tells what an argument is in the entry: Slot "of", Role "recipient".
// Slot "for.agent" is whoever would do what the for-phrase names.
type Part struct {
	Slot  string
	Agent bool
	Role  string
}

// Weight orders frames: the more a frame asks, the earlier it is tried.
func (f *Frame) Weight() int { return f.weight }

// weigh counts what a frame asks for.
func (f *Frame) weigh() {
	w := 0
	for _, c := range f.Conditions {
		w++
		if c.Class != "" || c.Words != nil {
			w += 2
		}
		switch c.Test {
		case "":
		case "party":
			w++
		default:
			w += 2
		}
	}
	f.weight = w
}

func (lex *Lexicon) loadSenses(t *Table) error {
	if lex.Senses.byName == nil {
		lex.Senses = Senses{map[string]*Sense{}, map[string][]Use{}, map[string]*EventNoun{}}
	}
	err := t.each(func(c []string) error {
		f := Frame{Kind: c[2], Type: c[3], Mode: c[4], Issue: c[5], Value: c[6], Aux: c[7]}
		for word := range strings.FieldsSeq(c[1]) {
			condition, err := parseCondition(word)
			if err != nil {
				return err
			}
			f.Conditions = append(f.Conditions, condition)
		}
		for _, p := range list(c[8]) {
			slot, role, found := strings.Cut(p, "=")
			if !found {
				return fmt.Errorf("%q is no part: write slot=role", p)
			}
			slot, agent := strings.CutSuffix(slot, ".agent")
			f.Parts = append(f.Parts, Part{slot, agent, role})
		}
		if err := f.check(); err != nil {
			return err
		}
		f.weigh()
		sense := lex.Senses.byName[c[0]]
		if sense == nil {
			sense = &Sense{Name: c[0]}
			lex.Senses.byName[c[0]] = sense
		}
		sense.Frames = append(sense.Frames, f)
		return nil
	}, "sense", "frame", "kind", "type", "mode", "issue", "value", "aux", "roles")
	for _, s := range lex.Senses.byName {
		slices.SortStableFunc(s.Frames, func(a, b Frame) int { return b.Weight() - a.Weight() })
	}
	return err
}

func parseCondition(word string) (Condition, error) {
	slot, want, _ := strings.Cut(word, ":")
	c := Condition{Slot: slot}
	c.Slot, c.Without = strings.CutPrefix(c.Slot, "!")
	switch class, isClass := strings.CutPrefix(want, "@"); {
	case want == "":
	case isClass:
		c.Class = class
	case slices.Contains(FrameTests, want):
		c.Test = want
	default:
		c.Words = strings.Split(want, "|")
	}
	if c.Slot == "" {
		return c, fmt.Errorf("%q is no condition: it names no argument", word)
	}
	return c, nil
}

func (f *Frame) check() error {
	switch f.Kind {
	case Noun, Raise, None:
	default:
		if !slices.Contains(record.Kinds, f.Kind) {
			return fmt.Errorf("%q is no kind of entry", f.Kind)
		}
		if !slices.Contains(record.Types, f.Type) {
			return fmt.Errorf("%q is no type of PLOVER's", f.Type)
		}
	}
	if f.Mode != "" && !slices.Contains(record.Modes[f.Type], f.Mode) {
		return fmt.Errorf("%q is no mode of %s", f.Mode, f.Type)
	}
	if f.Issue != "" && !slices.Contains(record.Issues, f.Issue) {
		return fmt.Errorf("%q is no issue", f.Issue)
	}
	if !slices.Contains(record.Aux, f.Aux) {
		return fmt.Errorf("%q is no auxiliary mode", f.Aux)
	}
	if f.Value != "" && !slices.Contains(record.Stances, f.Value) && !slices.Contains(record.States, f.Value) {
		return fmt.Errorf("%q is neither a stance nor a state", f.Value)
	}
	for _, p := range f.Parts {
		if f.Kind != Noun && !slices.Contains(record.Roles, p.Role) {
			return fmt.Errorf("%q is no role", p.Role)
		}
	}
	return nil
}

func (lex *Lexicon) use(sense, mode, issue string) (Use, error) {
	s := lex.Senses.byName[sense]
	if s == nil {
		return Use{}, fmt.Errorf("senses.tsv has no sense %q", sense)
	}
	known := mode == ""
	for _, f := range s.Frames {
		known = known || slices.Contains(record.Modes[f.Type], mode)
	}
	if !known {
		return Use{}, fmt.Errorf("%q is no mode of any type that the sense %q has", mode, sense)
	}
	if issue != "" && !slices.Contains(record.Issues, issue) {
		return Use{}, fmt.Errorf("%q is no issue", issue)
	}
	return Use{s, mode, issue}, nil
}

func (lex *Lexicon) loadVerbs(t *Table) error {
	return t.each(func(c []string) error {
		use, err := lex.use(c[1], c[2], "")
		if err == nil {
			lex.Senses.Verbs[c[0]] = append(lex.Senses.Verbs[c[0]], use)
		}
		return err
	}, "lemma", "sense", "mode")
}

func (lex *Lexicon) loadNouns(t *Table) error {
	return t.each(func(c []string) error {
		n := lex.Senses.Nouns[c[0]]
		if n == nil {
			n = &EventNoun{}
			lex.Senses.Nouns[c[0]] = n
		}
		for _, class := range list(c[1]) {
			if !n.Has(class) {
				n.Classes = append(n.Classes, class)
			}
		}
		if c[2] == "" {
			return nil
		}
		use, err := lex.use(c[2], c[3], c[4])
		if err == nil {
			n.Uses = append(n.Uses, use)
		}
		return err
	}, "lemma", "classes", "sense", "mode", "issue")
}
