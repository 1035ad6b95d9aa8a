package lexicon

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// TimeKinds are the kinds of a time word, each with what its value says.
//
//	weekday    1 (Monday) to 7
//	month      1 to 12
//	season     first and last month
//	unit       second, minute, hour, day, week, fortnight, month, year, decade, century
//	weekend    nothing
//	part       part of a day ("night"): nothing
//	deictic    first and last day from today ("overnight": -1;0)
//	stage      early, mid, late, before, after ("earlier this week")
//	edge       early, mid, late ("the end of May")
//	which      last, past, this, next, coming, previous, following, same
//	shift      ago, back, ahead ("three days earlier")
//	clock      half, hour, zone, point ("2 a.m.", "two o'clock", "GMT", "noon")
//	suffix     nothing ("16th")
//	era        nothing (the "s" of "1990s")
//	abbreviated  capital where the word needs its capital ("May"), short where
//	           it needs a day or year beside it as well ("Jan 5")
//	since, until, between, from, to, and, of, on, the   words that join times
var TimeKinds = []string{"weekday", "month", "season", "unit", "weekend", "part", "deictic", "stage", "edge", "which", "shift",
	"clock", "suffix", "era", "abbreviated", "since", "until", "between", "from", "to", "and", "of", "on", "the"}

// TimeWord is one meaning of a word of time: "march" is month, 3. First and
// Last are the value as numbers, where it is one ("3") or two ("-1;0").
type TimeWord struct {
	Kind        string
	Value       string
	First, Last int
}

// Times are the words that dates, clock times and durations are written with.
type Times struct {
	words map[string][]TimeWord
}

func (lex *Lexicon) loadTimes(t *Table) error {
	if lex.Times.words == nil {
		lex.Times.words = make(map[string][]TimeWord, len(t.Rows))
	}
	return t.each(func(c []string) error {
		w := TimeWord{Kind: c[1], Value: c[2]}
		if !slices.Contains(TimeKinds, w.Kind) {
			return fmt.Errorf("%q is no kind of time word; docs/lexicon.md lists them", w.Kind)
		}
		switch w.Kind {
		case "weekday", "month", "season", "deictic":
			first, last, two := strings.Cut(w.Value, ";")
			if !two {
				last = first
			}
			var err1, err2 error
			w.First, err1 = strconv.Atoi(first)
			w.Last, err2 = strconv.Atoi(last)
			if err1 != nil || err2 != nil {
				return fmt.Errorf("the value of a %s is a number or two, not %q", w.Kind, w.Value)
			}
		}
		word := Words(c[0])
		lex.Times.words[word] = append(lex.Times.words[word], w)
		return nil
	}, "word", "kind", "value")
}

// Get is the meaning that a word, lower case, has in a kind; ok is false where
// it has none.
func (t *Times) Get(word, kind string) (w TimeWord, ok bool) {
	for _, w := range t.words[word] {
		if w.Kind == kind {
			return w, true
		}
	}
	return TimeWord{}, false
}

// Is tells whether a word, lower case, has a meaning of a kind.
func (t *Times) Is(word, kind string) bool {
	_, ok := t.Get(word, kind)
	return ok
}

// Has tells whether a word, lower case, is a time word at all.
func (t *Times) Has(word string) bool { return len(t.words[word]) > 0 }
