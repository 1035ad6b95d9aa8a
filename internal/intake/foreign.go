package intake

import "bytes"

// foreign are formats that are known by how they begin and are not read, with
// what to do about it.
var foreign = []struct{ begins, why string }{
	{"\xd0\xcf\x11\xe0", "an office document; save it as plain text"},
	{"\xfd7zXZ", "packed with xz; unpack it first (xz -d)"},
	{"\x89PNG", "a picture"},
	{"\xff\xd8\xff", "a picture"},
	{"{\\rtf", "RTF; save it as plain text"},
}

// unread is why a file that begins so is not read; "" where it may be.
func unread(head []byte) string {
	head = bytes.TrimLeft(head[:min(len(head), 64)], " \t\r\n")
	for _, f := range foreign {
		if len(head) >= len(f.begins) && sameButCase(head[:len(f.begins)], f.begins) {
			return f.why
		}
	}
	return ""
}

// sameButCase compares bytes, letters A to Z without regard to case.
func sameButCase(a []byte, b string) bool {
	for i := range a {
		if a[i] != b[i] && (a[i]|0x20 != b[i]|0x20 || a[i]|0x20 < 'a' || a[i]|0x20 > 'z') {
			return false
		}
	}
	return true
}

func isForeign(_ string, head []byte) bool { return unread(head) != "" }

func (s *source) refuse() {
	head, _ := s.in.Peek(headSize)
	s.fail(0, "%s", unread(head))
}
