// Package record holds the types of a record, its closed vocabularies, and Check.
//
// A record is what rapporteur makes of one report: who and what it names
// (mentions) and what it tells (entries), each tied to the words that it rests
// on. docs/record.md is the contract in words; this package is the contract in
// types. It decides nothing and imports nothing but the standard library.
package record

// Report is one report as it came in: the text, never altered, and what is
// known about it. Positions everywhere count code points of Text.
type Report struct {
	ID       string    `json:"id"`
	Title    string    `json:"title,omitempty"`
	Date     string    `json:"date,omitempty"` // publication, YYYY-MM-DD; "" where unknown
	Source   string    `json:"source,omitempty"`
	Dateline *Dateline `json:"dateline,omitempty"`
	Language string    `json:"language,omitempty"` // ISO 639-1, "en"
	URL      string    `json:"url,omitempty"`
	Text     string    `json:"-"`

	// Item is what its publisher knows the report by, and a later version of it
	// again: an agency's id, a page's address; "" where nothing does. Stamp is when
	// this version was made, or seen to stand there, in UTC, as RFC 3339; or a day; or "".
	Item  string `json:"-"`
	Stamp string `json:"-"`

	// Extra holds the keys of a JSON report that rapporteur does not know;
	// they are handed through.
	Extra map[string]any `json:"-"`
}

// Dateline is where, and for which agency, a reporter writes: "ISTANBUL, Turkey (AP) —".
type Dateline struct {
	Place   string `json:"place,omitempty"`
	Country string `json:"country,omitempty"`
	Agency  string `json:"agency,omitempty"`
}

// Span is a run of a report's text: code points from its start, end exclusive,
// and the words themselves (W3C Web Annotation: TextPositionSelector and
// TextQuoteSelector in one).
type Span struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Exact string `json:"exact"`
}

// Mention is one naming of someone or some place.
type Mention struct {
	Span
	Type    string   `json:"type,omitempty"` // person, organization, group, place
	Name    string   `json:"name,omitempty"` // the full name that the report gives or that is known
	Country string   `json:"country,omitempty"`
	Sectors []string `json:"sectors,omitempty"`
	Code    string   `json:"code,omitempty"`
}

// Actor is a party to an entry: a mention's fields and the role it has there.
type Actor struct {
	Mention
	Role string `json:"role"` // actor, recipient, host, mediator
}

// Speaker is who is said to say something.
type Speaker struct {
	Mention
	Anonymous bool `json:"anonymous,omitempty"`
}

// Plover is an event's code in the PLOVER ontology (openeventdata/PLOVER).
type Plover struct {
	Type     string   `json:"type"`
	Mode     string   `json:"mode"`
	Contexts []string `json:"contexts"`
	Aux      string   `json:"aux"` // "", future, hypothetical, negation, historical
}

// Count is a figure with its bound: "over 12,000" is Low 12000, no High, at_least.
// A number that is said to be withheld has Text alone.
type Count struct {
	Low   *int   `json:"low,omitempty"`
	High  *int   `json:"high,omitempty"`
	Text  string `json:"text,omitempty"`
	Bound string `json:"bound,omitempty"` // exact, about, at_least, at_most
}

// Time is when something happened. Start and End are ISO 8601 days, End
// inclusive; both are absent where the words cannot be read against a date.
type Time struct {
	Text  string `json:"text"`
	Start string `json:"start,omitempty"`
	End   string `json:"end,omitempty"`
}

// Place is where something happened. Lat and Lon are degrees, WGS 84.
type Place struct {
	Text    string   `json:"text"`
	Name    string   `json:"name,omitempty"`
	Country string   `json:"country,omitempty"`
	Lat     *float64 `json:"lat,omitempty"`
	Lon     *float64 `json:"lon,omitempty"`
}

// Duration is how long a meeting lasted, in hours.
type Duration struct {
	Text      string   `json:"text"`
	HoursLow  *float64 `json:"hours_low,omitempty"`
	HoursHigh *float64 `json:"hours_high,omitempty"`
}

// Why tells which rule gave an entry (a heading of docs/coding.md) and which
// words of the tree it used.
type Why struct {
	Rule  string   `json:"rule"`
	Words []string `json:"words,omitempty"`
}

// Entry is one thing that a report says happened, is wanted, or is counted.
// One struct serves the seven kinds; a field that a kind lacks stays empty.
type Entry struct {
	ID          string    `json:"id"`
	Kind        string    `json:"kind"`
	Confidence  float64   `json:"confidence"`
	Plover      *Plover   `json:"plover,omitempty"`
	Actors      []Actor   `json:"actors,omitempty"`
	Issue       string    `json:"issue,omitempty"`
	Stance      string    `json:"stance,omitempty"`
	Condition   string    `json:"condition,omitempty"`
	State       string    `json:"state,omitempty"`
	Terms       string    `json:"terms,omitempty"`
	Harm        string    `json:"harm,omitempty"`
	Count       *Count    `json:"count,omitempty"`
	Each        bool      `json:"each,omitempty"`
	Victims     *Mention  `json:"victims,omitempty"`
	Time        *Time     `json:"time,omitempty"`
	Place       *Place    `json:"place,omitempty"`
	Duration    *Duration `json:"duration,omitempty"`
	Speaker     *Speaker  `json:"speaker,omitempty"`
	Cue         *Span     `json:"cue,omitempty"`
	Content     []Span    `json:"content,omitempty"`
	Quoted      *bool     `json:"quoted,omitempty"`
	Addressee   *Mention  `json:"addressee,omitempty"`
	AccordingTo string    `json:"according_to,omitempty"`
	Evidence    []Span    `json:"evidence"`
	Why         *Why      `json:"why,omitempty"`
}

// Record is what one report gives.
type Record struct {
	Report   Report    `json:"report"`
	Mentions []Mention `json:"mentions"`
	Entries  []Entry   `json:"entries"`
}

// Code is an actor's code: the country, then the sectors, each once
// ("UKRGOV"); "" where neither is known.
func Code(country string, sectors []string) string {
	code := country
	for _, s := range sectors {
		if s != country {
			code += s
		}
	}
	return code
}
