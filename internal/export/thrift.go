package export

import "encoding/binary"

// compactThrift writes the compact protocol of Apache Thrift, as far as the
// headers and the footer of a Parquet file need it.
type compactThrift struct {
	buf  []byte
	last []int // the last field of each struct that is open
}

// The types of a field.
const (
	thriftInt32  = 5
	thriftInt64  = 6
	thriftBinary = 8
	thriftList   = 9
	thriftStruct = 12
)

func (t *compactThrift) open()  { t.last = append(t.last, 0) }
func (t *compactThrift) close() { t.buf, t.last = append(t.buf, 0), t.last[:len(t.last)-1] }

func (t *compactThrift) field(id, kind int) {
	last := &t.last[len(t.last)-1]
	if delta := id - *last; delta > 0 && delta <= 15 {
		t.buf = append(t.buf, byte(delta<<4|kind))
	} else {
		t.buf = binary.AppendVarint(append(t.buf, byte(kind)), int64(id))
	}
	*last = id
}

func (t *compactThrift) int32(id int, v int) {
	t.field(id, thriftInt32)
	t.buf = binary.AppendVarint(t.buf, int64(v))
}

func (t *compactThrift) int64(id int, v int) {
	t.field(id, thriftInt64)
	t.buf = binary.AppendVarint(t.buf, int64(v))
}

func (t *compactThrift) string(id int, v string) {
	t.field(id, thriftBinary)
	t.bytes(v)
}

func (t *compactThrift) bytes(v string) {
	t.buf = append(binary.AppendUvarint(t.buf, uint64(len(v))), v...)
}

// list begins a list of n members; each is written after it.
func (t *compactThrift) list(id, kind, n int) {
	t.field(id, thriftList)
	if n < 15 {
		t.buf = append(t.buf, byte(n<<4|kind))
	} else {
		t.buf = binary.AppendUvarint(append(t.buf, byte(0xf0|kind)), uint64(n))
	}
}

// inner begins a struct that is a field; close ends it.
func (t *compactThrift) inner(id int) {
	t.field(id, thriftStruct)
	t.open()
}
