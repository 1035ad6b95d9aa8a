package intake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"time"

	"github.com/rapporteur/rapporteur/internal/record"
)

// maxPDF is the longest PDF, and pdfTime the longest that taking out its text may take.
const (
	maxPDF  = 64 << 20
	pdfTime = time.Minute
)

func isPDF(_ string, head []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(head[:min(len(head), 1024)], " \t\r\n"), []byte("%PDF-"))
}

// readPDF reads a communiqué in PDF: one report, its text as pdftotext of
// Poppler takes it out, which is to be installed.
func (s *source) readPDF() {
	data, err := s.whole(maxPDF)
	if err != nil {
		s.fail(0, "%s", plainly(err))
		return
	}
	text, err := pdfText(data)
	if err != nil {
		s.fail(0, "%v", err)
		return
	}
	text = rejoined(text)
	if strings.TrimSpace(text) == "" {
		s.fail(0, "a PDF without text; if it is scanned, recognise its text first (ocrmypdf)")
		return
	}
	if err := check(text); err != nil {
		s.fail(0, "%v", err)
		return
	}
	s.give(0, record.Report{ID: id(s.name), Text: text})
}

var errNoPDF = errors.New("a PDF, and pdftotext is not installed; install Poppler (poppler-utils), or take its text out elsewhere")

// pdfText is the text of a PDF as pdftotext takes it out, laid out as on the page:
// only so does it keep the blank lines between paragraphs.
func pdfText(data []byte) (string, error) {
	program, err := exec.LookPath("pdftotext")
	if err != nil {
		return "", errNoPDF
	}
	ctx, cancel := context.WithTimeout(context.Background(), pdfTime)
	defer cancel()
	var out, said bytes.Buffer
	run := exec.CommandContext(ctx, program, "-layout", "-enc", "UTF-8", "-nopgbrk", "-", "-")
	run.Stdin, run.Stdout, run.Stderr = bytes.NewReader(data), &out, &said
	if err := run.Run(); err != nil {
		reason, _, _ := strings.Cut(said.String(), "\n") // the first; those after it follow from it
		if reason = oneLine(reason); reason == "" {
			reason = err.Error()
		}
		return "", fmt.Errorf("a PDF that pdftotext cannot read: %s", reason)
	}
	return Recode(out.Bytes())
}

// rejoined is a text whose lines were broken to fit a page, with a paragraph a
// line: a line that is nearly as long as the longest goes on in the next.
func rejoined(text string) string {
	longest := 0
	for line := range strings.Lines(text) {
		longest = max(longest, len(strings.TrimSpace(line)))
	}
	var p prose
	for line := range strings.Lines(text) {
		line = strings.Join(strings.Fields(line), " ")
		switch {
		case line == "":
			p.part(2)
			continue
		case strings.Trim(line, "0123456789-– ") == "" && len(line) < 8: // a page's number
			continue
		}
		p.write(" ")
		p.write(line)
		if len(line)*10 < longest*6 {
			p.part(1)
		}
	}
	return p.String()
}
