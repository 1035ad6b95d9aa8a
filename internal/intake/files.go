package intake

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/record"
)

// endings are the endings, before .gz, .zst or .bz2, of the files that are read
// from a directory or an archive.
var endings = []string{".txt", ".text", ".md", ".markdown", ".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".html", ".htm", ".xhtml",
	".xml", ".nitf", ".pdf", ".warc", ".wet", ".eml", ".mbox", ".mbx", ".zip", ".tar"}

// Files gives the reports of files, of directories (every file in them and below
// whose name ends in one of endings, in sorted order; names with a leading dot are passed
// over) and of stdin, which is named "-".
func (b *Batch) Files(paths []string, stdin io.Reader) iter.Seq2[record.Report, error] {
	return func(yield func(record.Report, error) bool) {
		for _, path := range paths {
			if path == "-" {
				if !forward(b.Read(stdin, path), yield) {
					return
				}
				continue
			}
			if !b.path(path, yield) {
				return
			}
		}
	}
}

// path gives the reports of a file or directory; false when nobody listens.
func (b *Batch) path(path string, yield func(record.Report, error) bool) bool {
	info, err := os.Stat(path)
	if err != nil {
		return yield(record.Report{}, &Error{File: path, Why: plainly(err)})
	}
	if !info.IsDir() {
		return b.file(path, yield)
	}
	found, more, records := false, true, 0
	// What tells of the files of a folder, or was made of them, is no report: it is
	// read where it is named, not where the folder is.
	here := func(rep record.Report, err error) bool {
		if made, ok := errors.AsType[*Error](err); ok && made.record {
			records++
			return true
		}
		return yield(rep, err)
	}
	err = filepath.WalkDir(path, func(name string, entry fs.DirEntry, err error) error {
		hidden := name != path && strings.HasPrefix(entry.Name(), ".")
		switch {
		case err != nil:
			more = yield(record.Report{}, &Error{File: name, Why: plainly(err)})
		case hidden && entry.IsDir():
			return fs.SkipDir
		case entry.IsDir() || hidden || !readable(entry.Name()) || isReadme(entry.Name()):
		default:
			found = true
			more = b.file(name, here)
		}
		if !more {
			return fs.SkipAll
		}
		return nil
	})
	if err != nil {
		return yield(record.Report{}, &Error{File: path, Why: plainly(err)})
	}
	if records > 0 && more {
		more = yield(record.Report{}, &Error{File: path, Why: fmt.Sprintf("what is a record, not a report, was passed over (%d)", records)})
	}
	if !found && more {
		return yield(record.Report{}, &Error{File: path, Why: "no report in it: no file ends in " + strings.Join(endings, ", ")})
	}
	return more
}

// isReadme tells the file that says what a folder holds.
func isReadme(name string) bool {
	stem, _, _ := strings.Cut(strings.ToLower(name), ".")
	return stem == "readme" || stem == "license" || stem == "changelog"
}

func readable(name string) bool {
	return slices.Contains(endings, filepath.Ext(strings.ToLower(unpackedName(name))))
}

// file gives the reports of a file; false when nobody listens.
func (b *Batch) file(name string, yield func(record.Report, error) bool) bool {
	f, err := os.Open(name)
	if err != nil {
		return yield(record.Report{}, &Error{File: name, Why: plainly(err)})
	}
	defer f.Close()
	return forward(b.Read(f, name), yield)
}

func forward(reports iter.Seq2[record.Report, error], yield func(record.Report, error) bool) bool {
	for rep, err := range reports {
		if !yield(rep, err) {
			return false
		}
	}
	return true
}

// plainly is an error without the path, which the message has already.
func plainly(err error) string {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err.Error()
	}
	return err.Error()
}
