package training

import (
	"fmt"
	"sort"
	"strings"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/syntax"
)

// Lemmas learns which script turns a form into its lemma: by tag and ending, from
// the shortest ending to the longest, a row wherever a longer one says otherwise,
// and by whole forms where the endings are wrong.
// The forms of verbs that no sentence has get a row each, and so do irregular
// ones, which treebanks now and then have wrong ("fled" as "flead"). For each tag
// of tags it keeps the scripts of most words.
func Lemmas(sentences []doc.Sentence, tags []string, forms []Inflection) []byte {
	votes := map[word]map[string]int{}
	for i := range sentences {
		for _, t := range sentences[i].Tokens {
			if t.Lemma == "_" || t.Lemma == "" || t.XPOS == "" {
				continue
			}
			form := t.Form
			if t.UPOS != "PROPN" {
				form = strings.ToLower(form)
			}
			s, ok := scriptOf(form, t.Lemma)
			if !ok {
				continue
			}
			w := word{t.XPOS, syntax.Normal(t.Form)}
			if votes[w] == nil {
				votes[w] = map[string]int{}
			}
			votes[w][s]++
		}
	}
	l := &lemmaTable{ids: map[string]uint16{}, rows: map[uint64]uint16{}}
	words := make([]word, 0, len(votes))
	for w := range votes {
		words = append(words, w)
	}
	sort.Slice(words, func(i, j int) bool {
		return words[i].tag < words[j].tag || words[i].tag == words[j].tag && words[i].form < words[j].form
	})
	for k := 0; k <= syntax.LongestEnding; k++ {
		l.learnEndings(words, votes, k)
	}
	for _, w := range words {
		if s := winner(votes[w]); l.guess(w) != s {
			l.add(syntax.WholeKey(w.tag, []rune(w.form)), s)
		}
	}
	for _, f := range forms {
		w := word{f.XPOS, syntax.Normal(f.Form)}
		if s, ok := scriptOf(f.Form, f.Lemma); ok && (f.Irregular || votes[w] == nil) {
			l.add(syntax.WholeKey(w.tag, []rune(w.form)), s)
		}
	}
	others := make([][]uint16, len(tags))
	for i, tag := range tags {
		others[i] = l.frequent(words, votes, tag)
	}
	return syntax.LemmaBytes(l.keys, l.order, l.scripts, others)
}

// frequent are the scripts that give the lemmas of five words of a tag or more,
// those of most words first.
func (l *lemmaTable) frequent(words []word, votes map[word]map[string]int, tag string) []uint16 {
	counts := map[string]int{}
	for _, w := range words {
		if w.tag == tag {
			counts[winner(votes[w])]++
		}
	}
	var list []uint16
	for {
		best := winner(counts)
		if counts[best] < 5 {
			return list
		}
		if id, ok := l.ids[best]; ok {
			list = append(list, id)
		}
		delete(counts, best)
	}
}

type word struct{ tag, form string }

type lemmaTable struct {
	scripts []string
	ids     map[string]uint16
	keys    []uint64
	order   []uint16
	rows    map[uint64]uint16
}

func (l *lemmaTable) add(key uint64, script string) {
	id, ok := l.ids[script]
	if !ok {
		id = uint16(len(l.scripts))
		l.ids[script] = id
		l.scripts = append(l.scripts, script)
	}
	l.rows[key] = id
	l.keys = append(l.keys, key)
	l.order = append(l.order, id)
}

// learnEndings adds a row for every ending of k letters whose most frequent
// script is not what the shorter endings give.
func (l *lemmaTable) learnEndings(words []word, votes map[word]map[string]int, k int) {
	type ending struct{ tag, letters string }
	sums := map[ending]map[string]int{}
	var order []ending
	for _, w := range words {
		letters := []rune(w.form)
		if len(letters) < k || k > 0 && len(letters) == k {
			continue
		}
		e := ending{w.tag, string(letters[len(letters)-k:])}
		if sums[e] == nil {
			sums[e] = map[string]int{}
			order = append(order, e)
		}
		sums[e][winner(votes[w])]++
	}
	for _, e := range order {
		best, total := winner(sums[e]), 0
		for _, n := range sums[e] {
			total += n
		}
		if k > 1 && (total < 2 || sums[e][best]*10 < total*6) {
			continue
		}
		if before := l.guess(word{e.tag, e.letters}); before != best {
			l.add(syntax.EndingKey(e.tag, []rune(e.letters), k), best)
		}
	}
}

// guess is the script that the rows so far give a word.
func (l *lemmaTable) guess(w word) string {
	letters := []rune(w.form)
	for k := min(syntax.LongestEnding, len(letters)); k >= 0; k-- {
		if id, ok := l.rows[syntax.EndingKey(w.tag, letters, k)]; ok {
			return l.scripts[id]
		}
	}
	return "0:"
}

// winner is the script with most votes, the first by name where several have as many.
func winner(votes map[string]int) string {
	best := ""
	for s, n := range votes {
		if best == "" || n > votes[best] || n == votes[best] && s < best {
			best = s
		}
	}
	return best
}

// scriptOf is how the lemma comes from the form: letters cut off the end, and
// letters added.
func scriptOf(form, lemma string) (string, bool) {
	f, l := []rune(form), []rune(lemma)
	same := 0
	for same < len(f) && same < len(l) && f[same] == l[same] {
		same++
	}
	return fmt.Sprintf("%d:%s", len(f)-same, string(l[same:])), !strings.ContainsAny(lemma, "\n\t")
}
