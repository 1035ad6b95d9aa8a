package syntax

import "fmt"

// Shape is the sizes of a network: all that its file says before the weights.
type Shape struct {
	Vector, Feature int // columns of the two embeddings
	State           int // of one direction of a recurrent layer
	Tag, Arc, Label int // hidden columns
	UPOS, XPOS, Rel int // how many tags and relations
}

// Tensor is a matrix of weights with its name.
type Tensor struct {
	Name       string
	Rows, Cols int
}

// Tensors are all the weights of a network but the embeddings, in the order of
// the model file.
func (s Shape) Tensors() []Tensor {
	var list []Tensor
	add := func(name string, rows, cols int) { list = append(list, Tensor{name, rows, cols}) }
	linear := func(name string, rows, cols int) { add(name+".weights", rows, cols); add(name+".bias", 1, cols) }
	in := s.Vector + s.Feature
	for layer := range 2 {
		for direction := range 2 {
			name := fmt.Sprintf("lstm.%d.%d", layer, direction)
			add(name+".input", in, 4*s.State)
			add(name+".state", s.State, 4*s.State)
			add(name+".bias", 1, 4*s.State)
		}
		in = 2 * s.State
	}
	linear("tags", in, s.Tag)
	linear("upos", s.Tag, s.UPOS)
	linear("xpos", s.Tag, s.XPOS)
	linear("arc.dependent", in, s.Arc)
	linear("arc.head", in, s.Arc)
	linear("label.dependent", in, s.Label)
	linear("label.head", in, s.Label)
	linear("labels", s.Label, s.Rel)
	add("arc.weights", s.Arc, s.Arc)
	add("arc.bias", 1, s.Arc)
	add("distance", 1, distances)
	add("root.head", 1, s.Arc)
	add("root.label", 1, s.Label)
	return list
}

// distances is the number of classes of the way from a word to its head: ten on
// each side, and the root.
const distances = 21

// Distance is the class of the way from word d to head h; root has a class of its own.
func Distance(d, h int) int {
	side, way := 0, d-h
	if way < 0 {
		side, way = 10, -way
	}
	switch {
	case way <= 5:
		return side + max(way, 1) - 1
	case way <= 7:
		return side + 5
	case way <= 10:
		return side + 6
	case way <= 15:
		return side + 7
	case way <= 25:
		return side + 8
	}
	return side + 9
}

// RootDistance is the class of the way to the root.
const RootDistance = 20

// SetWeights fills the network from weights by tensor name: exact for training,
// rounded to integers for use.
func (m *Model) SetWeights(s Shape, weights map[string][]float32, exact bool) {
	linear := func(l *Linear, name string, in, out int) {
		l.In, l.Out = in, out
		l.Weights.set(in, out, weights[name+".weights"], exact)
		l.Bias = weights[name+".bias"]
	}
	in := s.Vector + s.Feature
	for layer := range 2 {
		for direction := range 2 {
			name := fmt.Sprintf("lstm.%d.%d", layer, direction)
			l := &m.Layers[layer][direction]
			l.In, l.Size, l.Reverse = in, s.State, direction == 1
			l.Input.set(in, 4*s.State, weights[name+".input"], exact)
			l.State.set(s.State, 4*s.State, weights[name+".state"], exact)
			l.Bias = weights[name+".bias"]
		}
		in = 2 * s.State
	}
	linear(&m.Tags, "tags", in, s.Tag)
	linear(&m.TagsUP, "upos", s.Tag, s.UPOS)
	linear(&m.TagsXP, "xpos", s.Tag, s.XPOS)
	linear(&m.ArcDependent, "arc.dependent", in, s.Arc)
	linear(&m.ArcHead, "arc.head", in, s.Arc)
	linear(&m.LabelDependent, "label.dependent", in, s.Label)
	linear(&m.LabelHead, "label.head", in, s.Label)
	linear(&m.Labels, "labels", s.Label, s.Rel)
	m.Arc.In, m.Arc.Out = s.Arc, s.Arc
	m.Arc.Weights.set(s.Arc, s.Arc, weights["arc.weights"], exact)
	m.Arc.Bias = make([]float32, s.Arc)
	m.ArcBias = weights["arc.bias"]
	m.Distance = weights["distance"]
	m.RootHead, m.RootLabel = weights["root.head"], weights["root.label"]
}

// Parts are what a model is made of, as training leaves it.
type Parts struct {
	Shape               Shape
	UPOS, XPOS, Deprels []string
	VectorKeys          []uint64
	Vectors             []float32
	FeatureKeys         []uint64
	Features            []float32
	Weights             map[string][]float32
	Lemmas              []byte
	Boundary            []byte
}

// Bytes is the model file. The same parts give the same bytes.
func (p *Parts) Bytes() []byte {
	w := &writer{out: []byte(magic)}
	s := p.Shape
	for _, n := range []int{s.Vector, s.Feature, s.State, s.Tag, s.Arc, s.Label} {
		w.count(n)
	}
	w.strings(p.UPOS)
	w.strings(p.XPOS)
	w.strings(p.Deprels)
	w.embeddings(s.Vector, p.VectorKeys, p.Vectors)
	w.embeddings(s.Feature, p.FeatureKeys, p.Features)
	for _, t := range s.Tensors() {
		w.floats(p.Weights[t.Name])
	}
	w.count(len(p.Lemmas))
	w.out = append(w.out, p.Lemmas...)
	w.count(len(p.Boundary))
	w.out = append(w.out, p.Boundary...)
	return w.out
}

// ParseModel reads a model file. It fails on a file that is not one, or is cut short.
func ParseModel(data []byte) (*Model, error) {
	if len(data) < len(magic) || string(data[:len(magic)]) != magic {
		return nil, fmt.Errorf("model: not a model file of this version; make one with `rapporteur train`")
	}
	r := &reader{in: data[len(magic):]}
	var s Shape
	for _, n := range []*int{&s.Vector, &s.Feature, &s.State, &s.Tag, &s.Arc, &s.Label} {
		if *n = r.count(); *n == 0 || *n%16 != 0 || *n > 240 {
			return nil, fmt.Errorf("model: a layer of %d columns; the file is damaged", *n)
		}
	}
	m := &Model{UPOS: r.strings(), XPOS: r.strings(), Deprels: r.strings()}
	s.UPOS, s.XPOS, s.Rel = len(m.UPOS), len(m.XPOS), len(m.Deprels)
	m.vectors = r.embeddings()
	m.features = r.embeddings()
	weights := map[string][]float32{}
	for _, t := range s.Tensors() {
		weights[t.Name] = r.floats(t.Rows * t.Cols)
		if r.err != nil {
			return nil, r.err
		}
	}
	if m.vectors.dim != s.Vector || m.features.dim != s.Feature {
		return nil, fmt.Errorf("model: embeddings of other sizes than the network's; the file is damaged")
	}
	m.SetWeights(s, weights, false)
	m.lemmasAt = len(data) - len(r.in)
	lemmas := r.take(r.count())
	m.Boundary = r.take(r.count())
	if r.err != nil {
		return nil, r.err
	}
	if len(m.UPOS) == 0 || len(m.XPOS) == 0 || len(m.Deprels) == 0 {
		return nil, fmt.Errorf("model: no tags; the file is damaged")
	}
	var err error
	m.lemmas, err = parseLemmas(lemmas, m.XPOS)
	return m, err
}

// WithLemmas is a model file with its lemmatizer's part replaced, all else as it
// was. It fails on a file that is no model's.
func WithLemmas(data, lemmas []byte) ([]byte, error) {
	m, err := ParseModel(data)
	if err != nil {
		return nil, err
	}
	w := &writer{out: append([]byte(nil), data[:m.lemmasAt]...)}
	w.count(len(lemmas))
	w.out = append(w.out, lemmas...)
	w.count(len(m.Boundary))
	w.out = append(w.out, m.Boundary...)
	_, err = ParseModel(w.out)
	return w.out, err
}
