// Package copies tells which texts are one wire story: printed again, cut, under
// another headline, with a paragraph added or moved, lightly edited. Two reports
// that tell one event in their own words are not copies, whatever they both quote.
//
// A text is reduced to a Signature of under a kilobyte. Bands are the keys under
// which an index keeps a signature, so that one more report is compared with the
// few that share a key and not with all; Copy decides on a pair.
package copies

// What makes a copy. Measured on copies and on independent reports by
// TestCopiesMeasured; see docs/dossier.md, "Copies".
const (
	leastWording = 0.4  // of the shorter text's runs of words, found in the longer
	leastTold    = 0.35 // the same, of the words outside quotations
	leastFacts   = 0.4  // of the names and figures of the one that has fewer
	leastLength  = 0.2  // the shorter text's length as a part of the longer's

	fewRuns     = 12  // texts that share fewer runs of words are copies only …
	nearlyWhole = 0.8 // … where so much of both is shared
	fewFacts    = 5   // a text with fewer says nothing by its names and figures
	fewTold     = 8   // nor one with fewer runs of words outside quotations
)

// Signature is what is kept of a text to find its copies: samples of its runs of
// words, of those outside quotations, and of its names and figures. The same
// text gives the same signature on every machine. Case, white space, quotation
// marks, hyphens and the commas in figures do not change the runs of words; a
// dateline, a headline or an agency's credit changes a few of them.
type Signature struct {
	wording sample // runs of three words
	told    sample // runs of three words outside quotations
	facts   sample // words with a digit, and words with a capital within a sentence
}

// Sign returns the signature of a report's text.
func Sign(text string) Signature {
	s := scan(text)
	return Signature{
		wording: sampleOf(runs(s.all), wordingKept),
		told:    sampleOf(runs(s.told), toldKept),
		facts:   sampleOf(s.facts, factsKept),
	}
}

// Bands returns the keys under which an index keeps the signature, at most
// bandKeys of them, ascending, each below 1<<32: two texts of which one is a
// copy of the other have LeastBands in common, also where the one is cut to a third.
// They are the lowest hashes of the text's runs of words, so that the lowest of
// a part are among the lowest of the whole.
func (s Signature) Bands() []uint64 {
	low := s.wording.low
	keys := make([]uint64, min(len(low), bandKeys))
	for i := range keys {
		keys[i] = uint64(low[i])
	}
	return keys
}

// Similarity estimates how much of the shorter text's wording stands in the
// longer: 1 for a text and a cut version of it, near 0 for two reports of one
// event by two people.
func Similarity(a, b Signature) float64 {
	return a.wording.with(b.wording).contained()
}

// Copy tells whether one text is a copy of the other: the shorter one's words
// stand in the longer, outside quotations too, and so do its names and figures. A
// form that an office fills in anew each day ("over the past day … shells fell on
// …") shares its wording but not its figures, and is no copy; where it shares both
// the day decides, which is not in a Signature (see Days). The relation is symmetric
// and not transitive: a digest may hold two stories that have nothing to do with
// each other. A wire story sent again with a higher toll is a copy: its words are not
// those of another witness, and its figures stand in the record beside the old ones.
func Copy(a, b Signature) bool {
	wording := a.wording.with(b.wording)
	if wording.contained() < leastWording || wording.length() < leastLength {
		return false
	}
	if wording.common() < fewRuns && wording.resemblance() < nearlyWhole {
		return false
	}
	told := a.told.with(b.told)
	if min(a.told.n, b.told.n) >= fewTold && told.contained() < leastTold {
		return false
	}
	facts := a.facts.with(b.facts)
	return min(a.facts.n, b.facts.n) < fewFacts || facts.contained() >= leastFacts
}
