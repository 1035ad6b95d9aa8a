package copies

import (
	"encoding/binary"
	"errors"
)

// version is the first byte of a stored signature. It goes up whenever the same
// text would get another one; stored texts are then to be signed again.
const version = 1

var (
	// ErrVersion is given for a signature that another version of the program made.
	ErrVersion = errors.New("copies: signature of another version: sign the text again")
	errDamaged = errors.New("copies: damaged signature")
)

// AppendBinary appends the signature as it is stored, under a kilobyte.
func (s Signature) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, version)
	for _, t := range [...]sample{s.wording, s.told, s.facts} {
		b = binary.AppendUvarint(b, uint64(t.n))
		for _, h := range t.low {
			b = binary.LittleEndian.AppendUint32(b, h)
		}
	}
	return b, nil
}

// Parse reads a signature that AppendBinary wrote.
func Parse(b []byte) (Signature, error) {
	if len(b) == 0 {
		return Signature{}, errDamaged
	}
	if b[0] != version {
		return Signature{}, ErrVersion
	}
	b = b[1:]
	var s Signature
	for _, t := range [...]struct {
		*sample
		kept int
	}{{&s.wording, wordingKept}, {&s.told, toldKept}, {&s.facts, factsKept}} {
		n, size := binary.Uvarint(b)
		if size <= 0 || n > 1<<31 {
			return Signature{}, errDamaged
		}
		b = b[size:]
		t.n = int(n)
		held := min(t.n, t.kept)
		if len(b) < 4*held {
			return Signature{}, errDamaged
		}
		for i := range held {
			h := binary.LittleEndian.Uint32(b[4*i:])
			if i > 0 && h <= t.low[i-1] {
				return Signature{}, errDamaged
			}
			t.low = append(t.low, h)
		}
		b = b[4*held:]
	}
	if len(b) > 0 {
		return Signature{}, errDamaged
	}
	return s, nil
}
