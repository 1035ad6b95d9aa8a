// Package doc holds the nouns inside: a report split into sentences and tokens,
// with its tree, and what each step found there. It changes no word and decides
// nothing; steps speak to one another through it alone.
package doc

import (
	"sort"
	"unicode/utf8"

	"github.com/rapporteur/rapporteur/internal/record"
)

// Doc is one report on its way through the chain. Each field says which step
// fills it; a step reads the fields of the steps before it and returns its own.
type Doc struct {
	Report     record.Report
	Text       Text        // of Report.Text (reading)
	Sentences  []Sentence  // token, then syntax
	Mentions   []Mention   // mention; Actor and Parties by actor
	Actors     []Actor     // actor
	Numbers    []Number    // quantity
	Times      []Time      // timex
	Durations  []Duration  // timex
	Places     []Place     // place
	Statements []Statement // attribution
}

// Range is a run of tokens of one sentence, Last exclusive, with the token that
// heads it: "the Kremlin" is {Sentence: 2, First: 1, Last: 3, Head: 2}.
type Range struct {
	Sentence    int
	First, Last int // indices into the sentence's tokens, Last exclusive
	Head        int // index of the head token
}

// At is the sentence that the range stands in.
func (r Range) At() int { return r.Sentence }

// In is what of a list, which is in the order of the text, stands in sentence s.
func In[T interface{ At() int }](list []T, s int) []T {
	first := sort.Search(len(list), func(i int) bool { return list[i].At() >= s })
	last := first
	for last < len(list) && list[last].At() == s {
		last++
	}
	return list[first:last:last]
}

// Contains tells whether token i of sentence s lies in the range.
func (r Range) Contains(s, i int) bool { return r.Sentence == s && r.First <= i && i < r.Last }

// SentenceKind tells what part of a report a sentence is.
type SentenceKind int

// The kinds of sentence.
const (
	Body     SentenceKind = iota
	Headline              // the report's title line, without final stop
	Heading               // a section heading
)

// Sentence is one sentence with its tokens. Start and End are code points.
type Sentence struct {
	Start, End int
	Kind       SentenceKind
	Paragraph  int // counts from 0; a quotation may run on over sentences of one paragraph
	Tokens     []Token

	// Dateline is the number of leading tokens that are a dateline
	// ("ISTANBUL, Turkey (AP) —"), 0 where there is none. They stand in the
	// tree but are not part of what the sentence says.
	Dateline int

	// What CoNLL-U input carried and output hands through.
	Comments []string // whole comment lines, "# sent_id = …"
	kids     [][]int  // by token: its children, in order; built by Link
}

// Token is a syntactic word of Universal Dependencies. Start and End are code
// points of the report's text, and Form is the text there.
type Token struct {
	Start, End int
	Form       string
	Lemma      string
	UPOS, XPOS string
	Head       int    // index of the head in the sentence; -1 for the root
	Deprel     string // universal relation with subtype, "nsubj:pass"

	SpaceAfter bool // white space (or the end of the text) follows
	Joined     bool // continues a multiword token: the "n't" of "don't"

	// Multiword is what CoNLL-U input says of the multiword token that this word
	// begins: its range row from the FORM on ("don't\t_\t_…"). Empty elsewhere,
	// and in text that token.Split made.
	Multiword string
}

// Mention is a naming of someone or some place, or a pronoun that stands for one.
type Mention struct {
	Range
	Start, End int // code points
	Type       string
	Form       Form

	// Actor is the index of the actor that the mention names; -1 while unknown.
	Actor int
	// Parties are the actors meant one by one where the mention names several
	// ("both sides": Russia, Ukraine); empty where Actor alone is meant.
	Parties []int

	// Says is what the words tell by themselves.
	Says Naming
}

// Naming is what the words of a mention tell by themselves, with the lexicon but
// without the rest of the report: "Turkish army spokesman" is TUR, MIL, role
// "spokesman". What is meant in the end stands in the mention's Actor.
type Naming struct {
	Name     string   // the name given, or known in full: "Angela Merkel"; "" for "soldiers"
	Known    bool     // the lexicon knows the name
	Written  string   // a known name as this report spells it in full: "Recep Tayyip Erdogan"; "" where the lexicon's is to be shown
	Aliases  []string // other names given beside it: "or PKK", "(FARC)"
	Country  string
	Sectors  []string
	Role     string // lemma of the noun for person or body: "foreign minister"; "" for a bare name
	Office   string // the office as written: "Foreign Minister"
	Of       string // the body that it belongs to: "Hamas" of "Hamas spokesman"
	Sex      string // f, m; "" where the words do not tell
	Plural   bool
	Definite bool // stands with "the", or is a name
}

// Form tells how a mention names.
type Form int

// The forms of a mention.
const (
	Name        Form = iota // "Heorhii Tykhii", "Ukraine", with titles
	Description             // "Ukrainian officials", "the army": a party by office, body, nationality or side
	Collective              // "both sides", "the two countries", "heads of state"
	Pronoun                 // "he", "they", "who"; not part of the record's mentions
	Vague                   // "civilians", "gunmen", "officials": not part of the record's mentions, may act in an entry
)

// Actor is someone named in the report, with all the mentions that name it.
type Actor struct {
	Name      string
	Type      string // the type of its first mention
	Country   string
	Sectors   []string
	Office    string // "Foreign Minister", where text or lexicon tells
	Anonymous bool   // no name given and the office does not tell who it is
	Mentions  []int
}

// Number is a figure in the text with its bound: "over 12,000".
type Number struct {
	Range
	Start, End int
	Count      record.Count
	Each       bool // "390 … each", "per side"
	Noun       int  // the token counted ("deaths"), -1 where none
	Article    bool // no figure but "a" before a noun of people, or "another" in its place: one
}

// Time is a calendar or clock expression read against the report's date.
type Time struct {
	Range
	Start, End int
	record.Time
	Past bool // lies more than a week before publication
}

// Duration is how long something took: "under two hours".
type Duration struct {
	Range
	Start, End int
	record.Duration
}

// Place is a naming of a place with its coordinates.
type Place struct {
	Range
	Start, End int
	record.Place
	Mention int // the mention that it is; -1 where none
}

// Statement is one cue of saying, thinking or wanting, with speaker and content.
type Statement struct {
	Sentence   int
	Speaker    int      // mention; -1 where unnamed in the text ("sources" with no mention): see SpeakerAt
	SpeakerAt  Range    // the words that name the speaker in the text
	Anonymous  bool     // nobody can tell who it is
	Cue        Range    // "stated"; Cue.Head is the word that governs
	Content    []Range  // what is said, in pieces: each within one sentence
	Pieces     [][2]int // the same in code points, without quotation marks
	Quoted     bool
	Addressee  int      // mention; -1
	Class      string   // the cue's class in cues.tsv: say, think, want, …
	Rule       string   // the rule of docs/coding.md that found it
	Evidence   [][2]int // code points
	Confidence float64
}

// Text finds words by code points in a string.
type Text struct {
	s     string
	ascii bool
	marks []int // byte offset of every 64th code point
	n     int   // code points
}

// NewText indexes s.
func NewText(s string) Text {
	t := Text{s: s, ascii: true}
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			t.ascii = false
			break
		}
	}
	if t.ascii {
		t.n = len(s)
		return t
	}
	for i := range s {
		if t.n%64 == 0 {
			t.marks = append(t.marks, i)
		}
		t.n++
	}
	return t
}

// Len is the number of code points.
func (t Text) Len() int { return t.n }

// Byte is the byte offset of code point i, 0 ≤ i ≤ Len.
func (t Text) Byte(i int) int {
	if t.ascii || i <= 0 {
		return max(i, 0)
	}
	if i >= t.n {
		return len(t.s)
	}
	at := t.marks[i/64]
	for k := i % 64; k > 0; k-- {
		_, size := utf8.DecodeRuneInString(t.s[at:])
		at += size
	}
	return at
}

// Slice is the text from code point start to end.
func (t Text) Slice(start, end int) string {
	if end <= start {
		return ""
	}
	return t.s[t.Byte(start):t.Byte(end)]
}

// Span is the span of the text from code point start to end.
func (t Text) Span(start, end int) record.Span {
	return record.Span{Start: start, End: end, Exact: t.Slice(start, end)}
}
