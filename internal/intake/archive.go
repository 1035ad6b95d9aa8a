package intake

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
	"path"
	"strings"

	"github.com/rapporteur/rapporteur/internal/record"
)

// maxSpooled is the most of a ZIP archive that is kept aside because it comes
// from a pipe or lies in another archive.
const maxSpooled = 4 << 30

func isZip(_ string, head []byte) bool {
	return bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06"))
}

func isTar(_ string, head []byte) bool {
	return len(head) > 262 && string(head[257:262]) == "ustar"
}

// readZip reads the members of a ZIP archive. Its index stands at its end, so
// one that is no file of its own is kept aside first.
func (s *source) readZip() {
	file := s.file
	if file == nil {
		var err error
		if file, err = s.spool(); err != nil {
			s.fail(0, "%s", plainly(err))
			return
		}
		defer os.Remove(file.Name())
		defer file.Close()
	}
	info, err := file.Stat()
	if err != nil {
		s.fail(0, "%s", plainly(err))
		return
	}
	if s.file != nil {
		s.purse.in = info.Size()
	}
	index, err := zip.NewReader(file, info.Size())
	if err != nil {
		s.fail(0, "a broken ZIP archive: %v", err)
		return
	}
	for _, f := range index.File {
		if f.Name == "[Content_Types].xml" || f.Name == "mimetype" {
			s.fail(0, "an office document; save it as plain text or PDF")
			return
		}
	}
	found := false
	for _, f := range index.File {
		if f.FileInfo().IsDir() || !worth(f.Name) {
			continue
		}
		found = true
		in, err := f.Open()
		if err != nil {
			if !s.fail(0, "%s in it: %v", f.Name, err) {
				return
			}
			continue
		}
		more := s.member(f.Name, in)
		in.Close()
		if !more {
			return
		}
	}
	s.none(found)
}

// readTar reads the members of a tar archive as they come.
func (s *source) readTar() {
	in, found := tar.NewReader(s.in), false
	for {
		head, err := in.Next()
		if err == io.EOF {
			s.none(found)
			return
		}
		if err != nil {
			s.fail(0, "a broken tar archive: %v", err)
			return
		}
		if head.Typeflag != tar.TypeReg || !worth(head.Name) {
			continue
		}
		found = true
		if !s.member(head.Name, in) {
			return
		}
	}
}

// none says that an archive has no report in it.
func (s *source) none(found bool) {
	if !found {
		s.fail(0, "no report in the archive: no member ends in %s", strings.Join(endings, ", "))
	}
}

// worth tells whether a member is read: its name ends like a report's, and
// neither it nor a folder of it is hidden.
func worth(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") && part != "." && part != ".." || part == "__MACOSX" {
			return false
		}
	}
	return readable(path.Base(name))
}

// member reads one member of an archive; false when there is to be no more.
func (s *source) member(name string, in io.Reader) bool {
	if s.purse.members++; s.purse.members > maxMembers {
		return s.fail(0, "%v", errMembers) && false
	}
	if s.depth+1 > maxDepth {
		return s.fail(0, "%v", errDepth)
	}
	heard := true
	inner := &source{batch: s.batch, name: s.name + "/" + strings.TrimLeft(name, "/"), purse: s.purse, depth: s.depth + 1}
	inner.yield = func(rep record.Report, err error) bool {
		heard = heard && s.yield(rep, err)
		return heard
	}
	inner.stream(&unpacked{in, s.purse})
	return heard && s.purse.broken == nil
}

// spool keeps a stream in a file that is to be removed.
func (s *source) spool() (*os.File, error) {
	file, err := os.CreateTemp("", "rapporteur-*.zip")
	if err != nil {
		return nil, err
	}
	n, err := io.Copy(file, io.LimitReader(s.in, maxSpooled+1))
	if err == nil && n > maxSpooled {
		err = errors.New("a ZIP archive of more than 4 GB in a pipe or archive; save it as a file and name that")
	}
	if err != nil {
		file.Close()
		os.Remove(file.Name())
		return nil, err
	}
	return file, nil
}
