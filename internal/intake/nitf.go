package intake

import (
	"strings"

	"github.com/rapporteur/rapporteur/internal/record"
)

func isNITF(_ string, head []byte) bool { return rootIs(head, "nitf") }

// readNITF reads an item of the News Industry Text Format, 3.x: one report.
func (s *source) readNITF() {
	root, err := s.document()
	if err != nil {
		s.fail(0, "%s", plainly(err))
		return
	}
	if root.name != "nitf" {
		s.fail(0, "the element <%s> where <nitf> should stand", root.name)
		return
	}
	rep, err := nitf(root)
	docdata := root.find("head", "docdata")
	if rep.ID == "" {
		rep.ID = id(s.name)
	}
	if status := takenBack(docdata.at("management-status")); status != "" {
		s.withdraw(0, rep, status)
		return
	}
	if err != nil {
		s.fail(0, "%v", err)
		return
	}
	s.give(0, rep)
}

// nitf is the report of an item; what is wrong with it where it has no text.
func nitf(root *element) (record.Report, error) {
	docdata, top := root.find("head", "docdata"), root.find("body", "body.head")
	rep := record.Report{ID: docdata.find("doc-id").at("id-string"), Language: root.at("lang")}
	rep.Item = rep.ID
	rep.Title = top.find("hedline", "hl1").line()
	if rep.Title == "" {
		rep.Title = root.find("head", "title").line()
	}
	rep.Date = firstDate(docdata.find("date.issue").at("norm"), docdata.find("date.release").at("norm"),
		root.find("head", "pubdata").at("date.publication"), top.find("dateline", "story.date").at("norm"))
	rep.Source = oneOf(top.find("distributor").line(), docdata.find("doc.copyright").at("holder"), root.find("head", "pubdata").at("name"))
	rep.URL = httpOnly(root.find("head", "pubdata").at("ex-ref"))
	if by := top.find("byline").line(); by != "" {
		rep.Extra = map[string]any{"author": by}
	}
	var p prose
	root.find("body", "body.content").prose(&p)
	text := p.String()
	if text == "" {
		top.find("abstract").prose(&p)
		text = p.String()
	}
	rep.Text = compose(rep.Title, withDateline(top.find("dateline").line(), text))
	return rep, check(rep.Text)
}

// withDateline is a text with the dateline that an agency gives apart in front
// of its first sentence, where it does not stand there already.
func withDateline(dateline, text string) string {
	if dateline == "" || text == "" {
		return text
	}
	bare := strings.TrimRight(dateline, " -–—")
	if place, _, _ := strings.Cut(bare, " "); strings.HasPrefix(strings.ToUpper(text), strings.ToUpper(strings.Trim(place, ",()"))) {
		return text
	}
	return bare + " — " + text
}

// takenBack is the status under which an item is not to be used, of the words
// that the formats have for it; "" where it may be.
func takenBack(status string) string {
	status = strings.ToLower(strings.TrimSpace(status))
	if colon := strings.LastIndexAny(status, ":/"); colon >= 0 {
		status = status[colon+1:]
	}
	switch status {
	case "canceled", "cancelled", "cancel", "kill", "killed":
		return "canceled"
	case "withheld", "embargoed":
		return "withheld"
	}
	return ""
}

// withdraw says that an agency has taken a report back.
func (s *source) withdraw(line int, rep record.Report, status string) bool {
	return s.yield(record.Report{}, &Withdrawal{File: s.name, Line: line, ID: rep.ID, Status: status, Stamp: rep.Stamp})
}

// firstDate is the first of several dates that can be read.
func firstDate(written ...string) string {
	for _, w := range written {
		if date, err := Date(w); err == nil && date != "" {
			return date
		}
	}
	return ""
}

// oneOf is the first of several values that is there.
func oneOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// httpOnly is an address of the web; "" for any other.
func httpOnly(address string) string {
	if strings.HasPrefix(address, "http://") || strings.HasPrefix(address, "https://") {
		return address
	}
	return ""
}
