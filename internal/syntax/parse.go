package syntax

import (
	"sort"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/matrix"
)

// longest is the number of words that are read as one sentence; a longer one is
// read in pieces, the roots of the later ones hung on that of the first.
const longest = 256

// rowsAtOnce is how many words go through the network side by side.
const rowsAtOnce = 1024

// work is the memory of one pass, used again.
type work struct {
	h0, h1                        []float32
	traces                        [2]Trace
	hidden, upos, xpos            []float32
	arcDep, arcHead, labDep, labH []float32
	scaled, scores, relations     []float32
	heads                         matrix.Panels
	rounded                       matrix.Rows
	tree                          tree
	keys                          KeyMaker
	seen                          seen
}

// piece is a run of a sentence's tokens that goes through the network whole.
type piece struct {
	sentence    int
	first, last int
}

// Parse gives the tokens of sentences their tags, lemmas, heads and relations,
// and links the trees.
func (m *Model) Parse(sentences []doc.Sentence) {
	w, _ := m.works.Get().(*work)
	if w == nil {
		w = newWork()
	}
	defer m.works.Put(w)
	var pieces []piece
	for i := range sentences {
		n := len(sentences[i].Tokens)
		dateline := min(sentences[i].Dateline, n)
		if dateline > 0 {
			pieces = append(pieces, piece{i, 0, dateline})
		}
		for first := dateline; first < n; first += longest {
			pieces = append(pieces, piece{i, first, min(first+longest, n)})
		}
	}
	sort.SliceStable(pieces, func(a, b int) bool {
		return pieces[a].last-pieces[a].first > pieces[b].last-pieces[b].first
	})
	for len(pieces) > 0 {
		n, rows := 0, 0
		for n < len(pieces) && (n == 0 || rows+pieces[n].last-pieces[n].first <= rowsAtOnce) {
			rows += pieces[n].last - pieces[n].first
			n++
		}
		m.run(sentences, pieces[:n], w)
		pieces = pieces[n:]
	}
	for i := range sentences {
		join(&sentences[i])
		mend(&sentences[i])
		sentences[i].Link()
	}
}

// join hangs the roots of a sentence's other pieces on that of the first after
// its dateline.
func join(s *doc.Sentence) {
	root := -1
	for i := range s.Tokens {
		if s.Tokens[i].Head < 0 && (root < 0 || root < s.Dateline) {
			root = i
		}
	}
	for i := range s.Tokens {
		if t := &s.Tokens[i]; t.Head < 0 && i != root {
			t.Head, t.Deprel = root, "parataxis"
		}
	}
}

func (m *Model) run(sentences []doc.Sentence, pieces []piece, w *work) {
	lengths := make([]int, len(pieces))
	for i, p := range pieces {
		lengths[i] = p.last - p.first
	}
	b := NewBatch(lengths)
	m.embed(sentences, pieces, b, w)
	states := 2 * m.Layers[0][0].Size
	w.h0 = sized(w.h0, b.Rows*states)
	w.h1 = sized(w.h1, b.Rows*states)
	for d := range 2 {
		m.Layers[0][d].recur(b, w.h0, states, d*states/2, &w.traces[d])
	}
	w.rounded.Set(b.Rows, states, w.h0, states)
	w.hidden = sized(w.hidden, b.Rows*m.Tags.Out)
	m.Tags.runRounded(&w.rounded, w.hidden, true)
	for d := range 2 {
		m.Layers[1][d].runRounded(b, &w.rounded, w.h1, states, d*states/2, &w.traces[d])
	}
	rows := func(x []float32, l *Linear) []float32 { return sized(x, b.Rows*l.Out) }
	w.rounded.Set(b.Rows, m.Tags.Out, w.hidden, m.Tags.Out)
	w.upos, w.xpos = rows(w.upos, &m.TagsUP), rows(w.xpos, &m.TagsXP)
	m.TagsUP.runRounded(&w.rounded, w.upos, false)
	m.TagsXP.runRounded(&w.rounded, w.xpos, false)
	w.rounded.Set(b.Rows, states, w.h1, states)
	w.arcDep, w.arcHead = rows(w.arcDep, &m.ArcDependent), rows(w.arcHead, &m.ArcHead)
	w.labDep, w.labH = rows(w.labDep, &m.LabelDependent), rows(w.labH, &m.LabelHead)
	m.ArcDependent.runRounded(&w.rounded, w.arcDep, true)
	m.ArcHead.runRounded(&w.rounded, w.arcHead, true)
	m.LabelDependent.runRounded(&w.rounded, w.labDep, false)
	m.LabelHead.runRounded(&w.rounded, w.labH, false)
	w.scaled = rows(w.scaled, &m.Arc)
	m.Arc.Run(b.Rows, w.arcDep, m.Arc.In, w.scaled, false, &w.rounded)
	for s, p := range pieces {
		tokens := sentences[p.sentence].Tokens[p.first:p.last]
		m.tag(tokens, b, s, w)
		m.attach(tokens, p.first, b, s, w)
	}
}

// tag reads tags and lemmas off the rows of sentence s.
func (m *Model) tag(tokens []doc.Token, b *Batch, s int, w *work) {
	nu, nx := len(m.UPOS), len(m.XPOS)
	for t := range tokens {
		row := b.Row(s, t)
		tok := &tokens[t]
		xpos := best(w.xpos[row*nx : (row+1)*nx])
		tok.UPOS = m.UPOS[best(w.upos[row*nu:(row+1)*nu])]
		tok.XPOS = m.XPOS[xpos]
		tok.Lemma = m.lemmas.lemma(tok.Form, tok.UPOS, xpos, &w.keys, &m.vectors.index)
	}
}

// attach finds the best tree over the words of sentence s, and its relations.
// offset is the place of the first of these tokens in its sentence.
func (m *Model) attach(tokens []doc.Token, offset int, b *Batch, s int, w *work) {
	n, arc, width := len(tokens), m.Arc.Out, len(tokens)+1
	heads := make([]float32, width*arc)
	copy(heads, m.RootHead)
	for t := range n {
		row := b.Row(s, t)
		copy(heads[(t+1)*arc:], w.arcHead[row*arc:(row+1)*arc])
	}
	w.heads.Pack(arc, width, heads, 1, arc)
	w.scores = sized(w.scores, n*width)
	bias := make([]float32, width)
	for h := range width {
		bias[h] = matrix.Dot(heads[h*arc:(h+1)*arc], m.ArcBias)
	}
	for t := range n {
		row := b.Row(s, t)
		out := w.scores[t*width : (t+1)*width]
		w.heads.Mul(out, width, 1, w.scaled[row*arc:(row+1)*arc], arc, 1)
		out[0] += bias[0] + m.Distance[RootDistance]
		for h := 1; h < width; h++ {
			if h == t+1 {
				out[h] = never
			} else {
				out[h] += bias[h] + m.Distance[Distance(t, h-1)]
			}
		}
	}
	tree := w.tree.best(w.scores, n)
	label := m.Labels.In
	w.hidden = sized(w.hidden, n*label)
	hidden := w.hidden
	w.relations = sized(w.relations, n*m.Labels.Out)
	relations := w.relations
	for t := range n {
		h := hidden[t*label : (t+1)*label]
		row := b.Row(s, t)
		copy(h, w.labDep[row*label:(row+1)*label])
		if tree[t] == 0 {
			matrix.Add(h, 1, m.RootLabel)
		} else {
			at := b.Row(s, tree[t]-1)
			matrix.Add(h, 1, w.labH[at*label:(at+1)*label])
		}
	}
	cut(hidden)
	m.Labels.Run(n, hidden, label, relations, false, &w.rounded)
	for t := range n {
		tok := &tokens[t]
		tok.Head = -1
		if tree[t] > 0 {
			tok.Head = offset + tree[t] - 1
		}
		tok.Deprel = m.relation(relations[t*m.Labels.Out:(t+1)*m.Labels.Out], tree[t] == 0)
	}
}

// relation is the best relation; the root's is root, and no other word's.
func (m *Model) relation(scores []float32, isRoot bool) string {
	if isRoot {
		return "root"
	}
	at := -1
	for i, v := range scores {
		if m.Deprels[i] != "root" && (at < 0 || v > scores[at]) {
			at = i
		}
	}
	return m.Deprels[at]
}

// best is the place of the greatest value, the first where several are equal.
func best(x []float32) int {
	at := 0
	for i, v := range x {
		if v > x[at] {
			at = i
		}
	}
	return at
}
