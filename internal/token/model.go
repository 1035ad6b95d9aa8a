package token

import (
	"encoding/binary"
	"errors"
)

// modelSize is the number of weights.
const modelSize = 1 << 17

// Model weighs the features of a gap: a sentence ends there where their sum is
// above zero.
type Model struct {
	weights []int16
}

// Weights is the number of weights that a model has.
const Weights = modelSize

// NewModel makes a model of Weights weights.
func NewModel(weights []int16) *Model {
	return &Model{append(make([]int16, 0, modelSize), weights[:modelSize]...)}
}

func (m *Model) score(features []uint32) int {
	sum := 0
	w := m.weights
	for _, f := range features {
		sum += int(w[f&(modelSize-1)])
	}
	return sum
}

// magic begins a written model.
const magic = "rapporteur-ends-1\n"

// AppendBinary appends the model's bytes, as ParseModel reads them: runs of
// weights that are not zero, each with its place and length.
func (m *Model) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, magic...)
	for i := 0; i < modelSize; {
		if m.weights[i] == 0 {
			i++
			continue
		}
		e := i
		for e < modelSize && m.weights[e] != 0 {
			e++
		}
		b = binary.LittleEndian.AppendUint32(b, uint32(i))
		b = binary.LittleEndian.AppendUint32(b, uint32(e-i))
		for ; i < e; i++ {
			b = binary.LittleEndian.AppendUint16(b, uint16(m.weights[i]))
		}
	}
	return b, nil
}

var errModel = errors.New("token: not a model of sentence ends; make it again with `rapporteur train`")

// ParseModel reads what AppendBinary wrote.
func ParseModel(b []byte) (*Model, error) {
	if len(b) < len(magic) || string(b[:len(magic)]) != magic {
		return nil, errModel
	}
	b = b[len(magic):]
	m := &Model{make([]int16, modelSize)}
	for len(b) > 0 {
		if len(b) < 8 {
			return nil, errModel
		}
		at, n := uint64(binary.LittleEndian.Uint32(b)), uint64(binary.LittleEndian.Uint32(b[4:]))
		b = b[8:]
		if at+n > modelSize || n*2 > uint64(len(b)) {
			return nil, errModel
		}
		for i := range n {
			m.weights[at+i] = int16(binary.LittleEndian.Uint16(b[2*i:]))
		}
		b = b[2*n:]
	}
	return m, nil
}
