package intake

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Decode is in, unpacked where it is packed and as UTF-8 where it is UTF-16; a
// byte order mark is dropped. What is written in an eight-bit encoding comes
// through as it is: Recode turns it into UTF-8, text by text.
func Decode(in io.Reader) (*bufio.Reader, error) {
	plain, err := Unzip(in)
	if err != nil {
		return nil, err
	}
	return decode(plain)
}

// decode is Decode without unpacking.
func decode(plain io.Reader) (*bufio.Reader, error) {
	r := bufio.NewReaderSize(plain, 64<<10)
	head, err := r.Peek(headSize)
	if err != nil && err != io.EOF {
		return nil, err
	}
	order, mark := byteOrder(head)
	if _, err := r.Discard(mark); err != nil {
		return nil, err
	}
	if order == nil {
		return r, nil
	}
	return bufio.NewReaderSize(&utf16Reader{in: r, order: order}, 64<<10), nil
}

// byteOrder is the byte order of UTF-16, nil for anything else, and how many
// bytes its mark takes.
func byteOrder(head []byte) (order binary.ByteOrder, mark int) {
	switch {
	case bytes.HasPrefix(head, []byte{0xef, 0xbb, 0xbf}):
		return nil, 3
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}) && !bytes.HasPrefix(head, []byte{0xff, 0xfe, 0, 0}):
		return binary.LittleEndian, 2
	case bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		return binary.BigEndian, 2
	}
	// Without a mark: Latin text in UTF-16 has a zero in every other byte.
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	half := len(head) / 2
	switch {
	case len(head) >= 8 && zeros[1] > half*3/4 && zeros[0] == 0:
		return binary.LittleEndian, 0
	case len(head) >= 8 && zeros[0] > half*3/4 && zeros[1] == 0:
		return binary.BigEndian, 0
	}
	return nil, 0
}

// utf16Reader reads UTF-16 as UTF-8; half a pair becomes U+FFFD.
type utf16Reader struct {
	in    *bufio.Reader
	order binary.ByteOrder
	out   []byte
	held  rune // first half of a surrogate pair; 0 for none
	err   error
}

func (r *utf16Reader) Read(p []byte) (int, error) {
	for len(r.out) == 0 && r.err == nil {
		r.fill()
	}
	n := copy(p, r.out)
	r.out = r.out[n:]
	if n == 0 {
		return 0, r.err
	}
	return n, nil
}

// fill turns some thousand units into UTF-8.
func (r *utf16Reader) fill() {
	r.out = r.out[:0]
	var unit [2]byte
	for range 4096 {
		if _, r.err = io.ReadFull(r.in, unit[:]); r.err != nil {
			if r.held != 0 || errors.Is(r.err, io.ErrUnexpectedEOF) {
				r.out = utf8.AppendRune(r.out, utf8.RuneError)
				r.held = 0
			}
			if errors.Is(r.err, io.ErrUnexpectedEOF) {
				r.err = io.EOF
			}
			return
		}
		c := rune(r.order.Uint16(unit[:]))
		if r.held != 0 {
			pair := utf16.DecodeRune(r.held, c)
			r.held = 0
			r.out = utf8.AppendRune(r.out, pair)
			if pair != utf8.RuneError {
				continue
			}
		}
		switch {
		case 0xd800 <= c && c < 0xdc00:
			r.held = c
		default:
			r.out = utf8.AppendRune(r.out, c)
		}
	}
}

// high are the characters of Windows-1252 from 0x80 to 0x9f; 0 where it has none.
var high = [32]rune{
	'€', 0, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0, 'Ž', 0,
	0, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0, 'ž', 'Ÿ',
}

// Recode is text as UTF-8: itself where it is that already, else read as
// Windows-1252 (and so Latin-1), where it can be that.
func Recode(text []byte) (string, error) {
	if utf8.Valid(text) {
		return string(text), nil
	}
	broken, whole, ascii, first := 0, 0, 0, -1
	for i := 0; i < len(text); {
		c, size := utf8.DecodeRune(text[i:])
		switch {
		case c == utf8.RuneError && size == 1:
			broken++
			if first < 0 {
				first = i
			}
		case size > 1:
			whole++
		default:
			ascii++
		}
		i += size
	}
	if whole > broken {
		return "", fmt.Errorf("byte %d (0x%02x) is not UTF-8, though the rest is; mend it there, or drop it with iconv -c",
			first, text[first])
	}
	if broken+whole > ascii/3 {
		return "", errors.New("neither UTF-8 nor UTF-16 nor Windows-1252; convert it to UTF-8 with iconv")
	}
	var out strings.Builder
	out.Grow(len(text) + len(text)/8)
	for i, b := range text {
		c := rune(b)
		if 0x80 <= b && b < 0xa0 {
			if c = high[b-0x80]; c == 0 {
				return "", fmt.Errorf("byte %d (0x%02x) is neither UTF-8 nor Windows-1252; convert it to UTF-8 with iconv", i, b)
			}
		}
		out.WriteRune(c)
	}
	return out.String(), nil
}
