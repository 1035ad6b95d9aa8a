package export

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"math"
	"time"
)

// The numbers of the Parquet format (apache/parquet-format, parquet.thrift).
const (
	parquetBoolean, parquetInt32, parquetInt64, parquetDouble, parquetBytes = 0, 1, 2, 5, 6
	parquetRequired, parquetOptional, parquetRepeated                       = 0, 1, 2
	parquetPlain, parquetRLE                                                = 0, 3
	parquetGzip                                                             = 2
	convertedUTF8, convertedList, convertedDate                             = 0, 3, 6
	logicalString, logicalList, logicalDate                                 = 1, 3, 6
)

// groupRows is how many rows a row group holds: what is kept in memory.
const groupRows = 50_000

// parquetColumn is a column of the row group that is being filled.
type parquetColumn struct {
	column
	values []byte
	bits   []bool // of a column of booleans
	def    []byte // definition levels: how much of the value's path is there
	rep    []byte // repetition levels: 1 goes on with a list
}

// parquetFile writes a Parquet file: PLAIN values in one gzipped page a column
// and row group, levels in runs. A library that writes it would more than
// double the program's build.
type parquetFile struct {
	x       *exporter
	at      int // bytes written
	columns []*parquetColumn
	rows    int
	total   int
	groups  []parquetGroup
}

type parquetGroup struct {
	rows   int
	chunks []parquetChunk
}

type parquetChunk struct{ offset, values, plain, packed int }

// parquet writes all items as one table; a column that a kind lacks is null.
func (x *exporter) parquet() error {
	f := &parquetFile{x: x}
	for _, c := range columnsFor(x.Kinds) {
		f.columns = append(f.columns, &parquetColumn{column: c})
	}
	f.write([]byte("PAR1"))
	for _, it := range x.items {
		for _, c := range f.columns {
			if c.kinds != nil && !contains(c.kinds, it.Entry.Kind) {
				c.add(nil)
			} else {
				c.add(c.value(it))
			}
		}
		if f.rows++; f.rows == groupRows {
			if err := f.flush(); err != nil {
				return err
			}
		}
	}
	if err := f.flush(); err != nil {
		return err
	}
	footer := f.footer()
	f.write(footer)
	f.write(binary.LittleEndian.AppendUint32(nil, uint32(len(footer))))
	f.write([]byte("PAR1"))
	return nil
}

func contains(all []string, s string) bool {
	for _, a := range all {
		if a == s {
			return true
		}
	}
	return false
}

func (f *parquetFile) write(b []byte) {
	n, _ := f.x.out.Write(b) // an error stays with the writer
	f.at += n
}

// add adds a row's value. An empty text is null, an empty list is one.
func (c *parquetColumn) add(value any) {
	if list, ok := value.([]string); ok {
		if len(list) == 0 {
			c.def, c.rep = append(c.def, 1), append(c.rep, 0)
		}
		for i, s := range list {
			c.def, c.rep = append(c.def, 2), append(c.rep, byte(min(i, 1)))
			c.bytes(s)
		}
		return
	}
	present := true
	switch v := value.(type) {
	case string:
		switch {
		case v == "":
			present = false
		case c.of == day:
			var days int32
			if days, present = daysOf(v); present {
				c.values = binary.LittleEndian.AppendUint32(c.values, uint32(days))
			}
		default:
			c.bytes(v)
		}
	case int:
		c.values = binary.LittleEndian.AppendUint64(c.values, uint64(v))
	case float64:
		c.values = binary.LittleEndian.AppendUint64(c.values, math.Float64bits(v))
	case bool:
		c.bits = append(c.bits, v)
	default:
		present = false
	}
	level := byte(0)
	if present {
		level = 1
	}
	c.def = append(c.def, level)
	if c.of == texts {
		c.rep = append(c.rep, 0)
	}
}

func (c *parquetColumn) bytes(s string) {
	c.values = append(binary.LittleEndian.AppendUint32(c.values, uint32(len(s))), s...)
}

// daysOf is a day as the days since 1970.
func daysOf(text string) (int32, bool) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return 0, false
	}
	return int32(math.Floor(float64(t.Unix()) / 86400)), true
}

// page is the column's page: repetition levels, definition levels, values.
func (c *parquetColumn) page() []byte {
	var page []byte
	width := 1
	if c.of == texts {
		page = appendLevels(page, c.rep, 1)
		width = 2
	}
	page = appendLevels(page, c.def, width)
	page = append(page, c.values...)
	for i := 0; i < len(c.bits); i += 8 {
		var b byte
		for j, bit := range c.bits[i:min(i+8, len(c.bits))] {
			if bit {
				b |= 1 << j
			}
		}
		page = append(page, b)
	}
	return page
}

// appendLevels writes levels as runs of one value, with the length before them.
func appendLevels(page, levels []byte, width int) []byte {
	var runs []byte
	for i := 0; i < len(levels); {
		j := i
		for j < len(levels) && levels[j] == levels[i] {
			j++
		}
		runs = append(binary.AppendUvarint(runs, uint64(j-i)<<1), levels[i]) // one byte holds either width
		i = j
	}
	return append(binary.LittleEndian.AppendUint32(page, uint32(len(runs))), runs...)
}

// flush writes the rows that are waiting as a row group.
func (f *parquetFile) flush() error {
	if f.rows == 0 {
		return nil
	}
	group := parquetGroup{rows: f.rows}
	for _, c := range f.columns {
		plain := c.page()
		var packed bytes.Buffer
		zip := gzip.NewWriter(&packed)
		if _, err := zip.Write(plain); err != nil {
			return err
		}
		if err := zip.Close(); err != nil {
			return err
		}
		var t compactThrift
		t.open()
		t.int32(1, 0) // a data page
		t.int32(2, len(plain))
		t.int32(3, packed.Len())
		t.inner(5)
		t.int32(1, len(c.def))
		t.int32(2, parquetPlain)
		t.int32(3, parquetRLE)
		t.int32(4, parquetRLE)
		t.close()
		t.close()
		group.chunks = append(group.chunks, parquetChunk{f.at, len(c.def), len(t.buf) + len(plain), len(t.buf) + packed.Len()})
		f.write(t.buf)
		f.write(packed.Bytes())
		*c = parquetColumn{column: c.column}
	}
	f.total += f.rows
	f.rows = 0
	f.groups = append(f.groups, group)
	return nil
}

// physical is how values of a column are stored.
func (c *parquetColumn) physical() int {
	switch c.of {
	case integer:
		return parquetInt64
	case real:
		return parquetDouble
	case yesNo:
		return parquetBoolean
	case day:
		return parquetInt32
	}
	return parquetBytes
}

// path is where a column's values stand in the schema.
func (c *parquetColumn) path() []string {
	if c.of == texts {
		return []string{c.name, "list", "element"}
	}
	return []string{c.name}
}

// footer is the file's metadata: the schema, and where each column stands.
func (f *parquetFile) footer() []byte {
	var t compactThrift
	t.open()
	t.int32(1, 1)
	f.schema(&t)
	t.int64(3, f.total)
	t.list(4, thriftStruct, len(f.groups))
	for _, g := range f.groups {
		t.open()
		t.list(1, thriftStruct, len(g.chunks))
		size := 0
		for i, chunk := range g.chunks {
			f.chunk(&t, f.columns[i], chunk)
			size += chunk.plain
		}
		t.int64(2, size)
		t.int64(3, g.rows)
		t.close()
	}
	t.list(5, thriftStruct, len(f.columns))
	for _, c := range f.columns {
		t.open()
		t.string(1, "about."+c.name)
		t.string(2, c.about)
		t.close()
	}
	t.string(6, f.x.Version)
	t.close()
	return t.buf
}

func (f *parquetFile) chunk(t *compactThrift, c *parquetColumn, chunk parquetChunk) {
	t.open()
	t.int64(2, chunk.offset)
	t.inner(3)
	t.int32(1, c.physical())
	t.list(2, thriftInt32, 2)
	t.buf = binary.AppendVarint(binary.AppendVarint(t.buf, parquetPlain), parquetRLE)
	t.list(3, thriftBinary, len(c.path()))
	for _, name := range c.path() {
		t.bytes(name)
	}
	t.int32(4, parquetGzip)
	t.int64(5, chunk.values)
	t.int64(6, chunk.plain)
	t.int64(7, chunk.packed)
	t.int64(9, chunk.offset)
	t.close()
	t.close()
}

// schema writes the tree of columns: flat, but for lists.
func (f *parquetFile) schema(t *compactThrift) {
	n := 1
	for _, c := range f.columns {
		n += len(c.path())
	}
	t.list(2, thriftStruct, n)
	t.open()
	t.string(4, "entries")
	t.int32(5, len(f.columns))
	t.close()
	for _, c := range f.columns {
		name, repetition := c.name, parquetOptional
		if c.of == texts {
			node(t, -1, parquetOptional, c.name, 1, convertedList, logicalList)
			node(t, -1, parquetRepeated, "list", 1, -1, -1)
			name, repetition = "element", parquetRequired
		}
		converted, logical := -1, -1
		switch c.of {
		case text, texts:
			converted, logical = convertedUTF8, logicalString
		case day:
			converted, logical = convertedDate, logicalDate
		}
		node(t, c.physical(), repetition, name, 0, converted, logical)
	}
}

// node writes an element of the schema; what is -1 or 0 children is left out.
func node(t *compactThrift, physical, repetition int, name string, children, converted, logical int) {
	t.open()
	if physical >= 0 {
		t.int32(1, physical)
	}
	t.int32(3, repetition)
	t.string(4, name)
	if children > 0 {
		t.int32(5, children)
	}
	if converted >= 0 {
		t.int32(6, converted)
	}
	if logical >= 0 {
		t.inner(10)
		t.inner(logical)
		t.close()
		t.close()
	}
	t.close()
}
