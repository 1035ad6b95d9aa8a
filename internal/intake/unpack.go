package intake

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/klauspost/compress/zstd"
)

// What unpacking may give: reports in text pack to a tenth, a table of them to a
// thirtieth; what unpacks to hundreds of times its size is made to fill a disk.
const (
	maxRatio   = 300
	freeOutput = 256 << 20 // unpacked bytes that are not asked about
	maxMembers = 1_000_000
	maxDepth   = 4 // a report in a .gz in a .zip in a .tar
)

var (
	errBomb    = errors.New("it unpacks to more than 300 times its size, like a bomb; unpack it yourself if you trust it")
	errMembers = errors.New("more than a million members in the archive; unpack it and name folders of it")
	errDepth   = errors.New("packed more than four times over; unpack it first")
)

// purse is what unpacking one input has taken and may still give.
type purse struct {
	in, out int64
	members int
	broken  error
}

func newPurse() *purse { return &purse{} }

// spend counts unpacked bytes.
func (p *purse) spend(n int) error {
	p.out += int64(n)
	if p.broken == nil && p.out > freeOutput && p.out > maxRatio*p.in {
		p.broken = errBomb
	}
	return p.broken
}

// counted counts what is read of the input itself.
type counted struct {
	in    io.Reader
	purse *purse
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	c.purse.in += int64(n)
	return n, err
}

// unpacked is what comes out of a packing, as far as the purse goes.
type unpacked struct {
	in    io.Reader
	purse *purse
}

func (u *unpacked) Read(p []byte) (int, error) {
	if u.purse.broken != nil {
		return 0, u.purse.broken
	}
	n, err := u.in.Read(p)
	if bad := u.purse.spend(n); bad != nil {
		return 0, bad
	}
	return n, err
}

// packings are the packings of one stream.
var packings = []struct {
	begins string
	open   func(io.Reader) (io.Reader, error)
}{
	{"\x1f\x8b", func(in io.Reader) (io.Reader, error) { return gzip.NewReader(in) }},
	{"\x28\xb5\x2f\xfd", func(in io.Reader) (io.Reader, error) {
		return zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(128<<20))
	}},
	{"BZh", func(in io.Reader) (io.Reader, error) { return bzip2.NewReader(in), nil }},
}

// packedEndings are the endings that packings give to names.
var packedEndings = []string{".gz", ".zst", ".bz2"}

// unpackedName is a file's name without the ending that packing gave it;
// "talks.tgz" is "talks.tar".
func unpackedName(name string) string {
	ending := strings.ToLower(filepath.Ext(name))
	switch {
	case slices.Contains(packedEndings, ending):
		return name[:len(name)-len(ending)]
	case ending == ".tgz":
		return name[:len(name)-len(ending)] + ".tar"
	}
	return name
}

// Unzip is in, unpacked where it is packed with gzip, zstd or bzip2. Like every
// unpacking here it ends with an error where far too much comes out.
func Unzip(in io.Reader) (io.Reader, error) {
	s := &source{purse: newPurse()}
	plain, _, err := s.unpack(in)
	return plain, err
}

// unpack takes the packings off a stream, of which there may be several.
func (s *source) unpack(in io.Reader) (plain io.Reader, packed bool, err error) {
	if s.depth == 0 {
		in = &counted{in, s.purse}
	}
	for {
		r := bufio.NewReaderSize(in, 64<<10)
		head, _ := r.Peek(4)
		open := (func(io.Reader) (io.Reader, error))(nil)
		for _, p := range packings {
			if bytes.HasPrefix(head, []byte(p.begins)) {
				open = p.open
			}
		}
		if open == nil || open != nil && len(head) < 4 {
			return r, packed, nil
		}
		// "BZh" and no block size is a text.
		if head[0] == 'B' && (head[3] < '1' || head[3] > '9') {
			return r, packed, nil
		}
		if s.depth++; s.depth > maxDepth {
			return nil, true, errDepth
		}
		opened, err := open(r)
		if err != nil {
			return nil, true, err
		}
		in, packed = &unpacked{opened, s.purse}, true
	}
}
