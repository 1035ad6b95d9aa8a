// Package dossier is the cross-report record: it tells which entries of many
// reports tell one thing, and makes a finding of each such thing. It is pure:
// the same tellings give the same findings, in whatever order they came, and it
// neither reads nor keeps anything. docs/dossier.md has the rules in words.
//
// An entry with what it needs of its report is a Telling (Prepare). Each telling
// stands in a scope and on a day; Findings makes the findings of one scope from
// its tellings around some days. What happens in one scope, or farther away than
// Reach days, changes nothing there: that is what keeps the cost of one more
// report from growing with the number of reports.
package dossier

import "github.com/rapporteur/rapporteur/internal/record"

// Source is a report as a finding needs it.
type Source struct {
	ID     string
	Source string // who published it
	Date   string // "" where unknown
	CopyOf string // the report of which it is a copy
	Root   string // the first of its chain of copies; its own id where it is none
}

// before is the canonical order of reports: by date, those without one last,
// then by id.
func (s *Source) before(other *Source) bool {
	if s.Date != other.Date {
		return s.Date != "" && (other.Date == "" || s.Date < other.Date)
	}
	return s.ID < other.ID
}

// Telling is one entry as one report tells it, with what the rest of that report
// adds to it.
type Telling struct {
	ID     string       `json:"id"` // the finding's, where this is its first telling
	Scope  Scope        `json:"-"`
	Report *Source      `json:"-"`
	Order  int          `json:"order"` // its place among the report's entries
	Entry  record.Entry `json:"entry"`

	Day   string `json:"day"`             // that it happened or was said
	Dated bool   `json:"dated,omitempty"` // Day is told, not taken from the report's date

	Party     string          `json:"party,omitempty"`      // whose position it is
	Speaker   *record.Speaker `json:"speaker,omitempty"`    // whom it rests on (according_to)
	ClaimedBy *record.Mention `json:"claimed_by,omitempty"` // the same, where that is not the party itself
	Incident  string          `json:"incident,omitempty"`   // the entry of the report that a toll counts
	Places    []string        `json:"places,omitempty"`     // named in its words, narrower than a country
	Accounts  []Account       `json:"accounts,omitempty"`   // what the parties said of a meeting
	Texts     []string        `json:"texts,omitempty"`      // a statement's content
	Edited    string          `json:"edited,omitempty"`     // the day of the version that its words came with; "" for the first
	Was       []Was           `json:"was,omitempty"`        // what earlier versions had in its place
}

// before is the canonical order of tellings.
func (t *Telling) before(other *Telling) int {
	switch {
	case t.Report.ID == other.Report.ID:
		return t.Order - other.Order
	case t.Report.before(other.Report):
		return -1
	}
	return 1
}

// aux is the entry's auxiliary mode; "" for kinds without one.
func (t *Telling) aux() string {
	if t.Entry.Plover == nil {
		return ""
	}
	return t.Entry.Plover.Aux
}

// real tells whether the entry is of something that came about.
func (t *Telling) real() bool { return t.aux() == "" || t.aux() == "historical" }

func (t *Telling) mode() string {
	if t.Entry.Plover == nil {
		return ""
	}
	return t.Entry.Plover.Mode
}

// figure is the count as one number; ok is false where none is told.
func (t *Telling) figure() (n int, ok bool) { return figure(t.Entry.Count) }

func figure(c *record.Count) (n int, ok bool) {
	switch {
	case c == nil:
		return 0, false
	case c.Low != nil:
		return *c.Low, true
	case c.High != nil:
		return *c.High, true
	}
	return 0, false
}

// Finding is one thing that one or more reports tell: the merged values, who
// tells it, and where they differ. Fields that an entry has mean the same here.
type Finding struct {
	ID          string           `json:"id"`
	Kind        string           `json:"kind"`
	Change      string           `json:"change,omitempty"` // new, revised, overdue, dropped: under `changes`
	Plover      *record.Plover   `json:"plover,omitempty"`
	Party       string           `json:"party,omitempty"` // whose position it is
	Actors      []record.Actor   `json:"actors,omitempty"`
	Issue       string           `json:"issue,omitempty"`
	Stance      string           `json:"stance,omitempty"`
	Condition   string           `json:"condition,omitempty"`
	State       string           `json:"state,omitempty"`
	Terms       string           `json:"terms,omitempty"`
	Harm        string           `json:"harm,omitempty"`
	Count       *record.Count    `json:"count,omitempty"`
	Each        bool             `json:"each,omitempty"`
	Victims     *record.Mention  `json:"victims,omitempty"`
	Time        *record.Time     `json:"time,omitempty"`
	Place       *record.Place    `json:"place,omitempty"`
	Duration    *record.Duration `json:"duration,omitempty"`
	Speaker     *record.Speaker  `json:"speaker,omitempty"`
	Content     []string         `json:"content,omitempty"`
	Quoted      bool             `json:"quoted,omitempty"`
	Addressee   *record.Mention  `json:"addressee,omitempty"`
	AccordingTo *record.Mention  `json:"according_to,omitempty"` // where all who tell it rest on somebody's word: whose, of most or the newest
	ClaimedBy   *record.Mention  `json:"claimed_by,omitempty"`   // the same, where that is none of those who did it
	Due         string           `json:"due,omitempty"`
	First       string           `json:"first"`
	Last        string           `json:"last"`
	Confidence  float64          `json:"confidence"`
	Sources     int              `json:"sources"`
	Reports     []Report         `json:"reports"`
	Differences []Difference     `json:"differences,omitempty"`
	Progress    *Progress        `json:"progress,omitempty"`
	History     []Turn           `json:"history,omitempty"`
	Series      []Reading        `json:"series,omitempty"`
	Accounts    []Account        `json:"accounts,omitempty"`
	Incident    string           `json:"incident,omitempty"`
	Tolls       []string         `json:"tolls,omitempty"`
	Corrections []Mark           `json:"corrections,omitempty"`
	Why         []string         `json:"why,omitempty"` // which rules brought its entries together

	Scope    Scope      `json:"-"`
	Anchor   string     `json:"-"` // the day that it stands on in its scope
	Tellings []*Telling `json:"-"`
}

// Report is one report that tells a finding.
type Report struct {
	ID      string   `json:"id"`
	Source  string   `json:"source"`
	Date    string   `json:"date"`
	CopyOf  string   `json:"copy_of"`
	Entries []string `json:"entries"`
	Claim   string   `json:"according_to,omitempty"` // whose word it rests on there
	Exact   []string `json:"exact,omitempty"`        // the words, the first piece of each entry
	Edited  string   `json:"edited,omitempty"`       // the day of the version of the report that the words came with, where that is not its first
	Was     []string `json:"was,omitempty"`          // the words that earlier versions had in their place
}

// Difference is a field on which reports differ, with each value and who tells it.
type Difference struct {
	Field  string  `json:"field"`
	Values []Value `json:"values"`
}

// Value is one of the values of a field, as the reports that tell it word it.
type Value struct {
	Value   string   `json:"value"`
	Reports []string `json:"reports"`
}

// Progress is how far an agreement on a number of people has come.
type Progress struct {
	Promised    *record.Count `json:"promised,omitempty"`
	Done        []Instalment  `json:"done"`
	DoneTotal   int           `json:"done_total"`
	Remaining   *int          `json:"remaining,omitempty"`
	Undisclosed int           `json:"undisclosed"`
}

// Instalment is one day's part of what was promised.
type Instalment struct {
	Date    string       `json:"date"`
	Count   record.Count `json:"count"`
	Reports []string     `json:"reports"`
}

// Turn is one change of a party's position.
type Turn struct {
	Date        string          `json:"date"`
	Stance      string          `json:"stance"`
	Terms       string          `json:"terms,omitempty"`
	Condition   string          `json:"condition,omitempty"`
	AccordingTo *record.Mention `json:"according_to,omitempty"`
	ClaimedBy   *record.Mention `json:"claimed_by,omitempty"`
	Reports     []string        `json:"reports"`
}

// Reading is a figure of a toll as it was told on a day.
type Reading struct {
	AsOf        string          `json:"as_of"`
	Count       record.Count    `json:"count"`
	AccordingTo *record.Mention `json:"according_to,omitempty"`
	Reports     []string        `json:"reports"`
}

// Account is what one party to a meeting says of it.
type Account struct {
	Party      string   `json:"party"`
	Statements []Quote  `json:"statements"`
	Positions  []Stance `json:"positions"`
}

// Quote is a statement in an account.
type Quote struct {
	Speaker string `json:"speaker"`
	Content string `json:"content"`
	Report  string `json:"report"`
	Entry   string `json:"entry"`
}

// Stance is a position in an account.
type Stance struct {
	Issue  string `json:"issue"`
	Stance string `json:"stance"`
	Terms  string `json:"terms"`
	Report string `json:"report"`
	Entry  string `json:"entry"`
}
