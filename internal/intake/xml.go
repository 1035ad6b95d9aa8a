package intake

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html/charset"
)

// Limits of a document of XML.
const (
	maxXMLDepth    = 200
	maxXMLElements = 200_000
)

// element is an element of XML: what agencies' formats and feeds are read from.
// Names are without their namespace, which stands in space.
type element struct {
	name     string
	space    string
	attr     []xml.Attr
	children []*element // text is a child without name
	text     string
}

func isXML(_ string, head []byte) bool {
	trimmed := bytes.TrimLeft(head, " \t\r\n")
	return bytes.HasPrefix(trimmed, []byte("<?xml")) || bytes.HasPrefix(prologue(head), []byte("<!DOCTYPE "))
}

// refuseXML turns away XML that is no format of news.
func (s *source) refuseXML() {
	s.fail(0, "XML, but neither NewsML-G2 nor NITF nor a feed nor a web page; take the text out first")
}

// rootIs tells the document element's name, after declarations, comments and a
// document type.
func rootIs(head []byte, names ...string) bool {
	head = prologue(head)
	if bytes.HasPrefix(head, []byte("<!DOCTYPE")) {
		end := []byte(">")
		if before, _, _ := bytes.Cut(head, end); bytes.Contains(before, []byte("[")) {
			end = []byte("]>")
		}
		_, rest, _ := bytes.Cut(head, end)
		head = prologue(rest)
	}
	if len(head) < 2 || head[0] != '<' {
		return false
	}
	name := string(head[1:])
	if end := strings.IndexAny(name, " \t\r\n/>"); end >= 0 {
		name = name[:end]
	}
	if colon := strings.IndexByte(name, ':'); colon >= 0 {
		name = name[colon+1:]
	}
	for _, n := range names {
		if name == n {
			return true
		}
	}
	return false
}

// document reads a document of XML from a stream.
func (s *source) document() (*element, error) {
	data, err := s.whole(maxPage)
	if err != nil {
		return nil, err
	}
	return parseXML(data, true)
}

// parseXML is the document element of a document of XML. It fetches nothing and
// knows no entities but the characters of HTML: a document that declares its own
// is refused. Where it is not strict, an & that begins no entity stands for
// itself, as many a feed has it.
func parseXML(data []byte, strict bool) (*element, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = strict
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		if strings.HasPrefix(strings.ToLower(label), "utf-16") {
			return in, nil // it was turned into UTF-8 on the way in
		}
		return charset.NewReaderLabel(label, in)
	}
	root := &element{}
	open, elements := []*element{root}, 0
	for {
		t, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			line, _ := d.InputPos()
			return nil, fmt.Errorf("broken XML in line %d: %v", line, err)
		}
		top := open[len(open)-1]
		switch t := t.(type) {
		case xml.StartElement:
			if elements++; elements > maxXMLElements || len(open) > maxXMLDepth {
				return nil, fmt.Errorf("XML of more than %d elements or nested deeper than %d", maxXMLElements, maxXMLDepth)
			}
			child := &element{name: t.Name.Local, space: t.Name.Space, attr: t.Copy().Attr}
			top.children = append(top.children, child)
			open = append(open, child)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			top.children = append(top.children, &element{text: string(t)})
		case xml.Directive:
			if bytes.Contains(t, []byte("<!ENTITY")) {
				return nil, errors.New("XML that declares entities of its own, which are not followed; remove its <!ENTITY …> lines")
			}
		}
	}
	for _, c := range root.children {
		if c.name != "" {
			return c, nil
		}
	}
	return nil, errors.New("XML without an element")
}

// at is an attribute's value.
func (e *element) at(name string) string {
	if e == nil {
		return ""
	}
	for _, a := range e.attr {
		if a.Name.Local == name {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// find is the first element on a path of names, each a child of the one before;
// nil where there is none. All of its methods work on nil.
func (e *element) find(path ...string) *element {
	if e == nil || len(path) == 0 {
		return e
	}
	for _, c := range e.children {
		if c.name == path[0] {
			if found := c.find(path[1:]...); found != nil {
				return found
			}
		}
	}
	return nil
}

// all are the children of a name.
func (e *element) all(name string) []*element {
	var found []*element
	if e == nil {
		return nil
	}
	for _, c := range e.children {
		if c.name == name {
			found = append(found, c)
		}
	}
	return found
}

// inner is all text in an element, white space as it is.
func (e *element) inner() string {
	if e == nil {
		return ""
	}
	var b strings.Builder
	e.gather(&b)
	return b.String()
}

func (e *element) gather(b *strings.Builder) {
	b.WriteString(e.text)
	for _, c := range e.children {
		c.gather(b)
	}
}

// line is the text in an element on one line.
func (e *element) line() string { return oneLine(e.inner()) }

// xmlBlocks are elements of NITF and XHTML that part paragraphs (2) or lines (1).
var xmlBlocks = map[string]int{
	"p": 2, "hl1": 2, "hl2": 2, "bq": 2, "block": 2, "div": 2, "section": 2, "blockquote": 2, "ul": 2, "ol": 2, "dl": 2, "table": 2,
	"h1": 2, "h2": 2, "h3": 2, "h4": 2, "h5": 2, "h6": 2, "pre": 2, "fn": 2, "note": 2, "body": 2, "hr": 2, "nitf-table": 2,
	"li": 1, "tr": 1, "br": 1, "dt": 1, "dd": 1,
}

// xmlUnshown are elements whose text is no part of the report's.
var xmlUnshown = map[string]bool{"media": true, "head": true, "script": true, "style": true, "figcaption": true, "body.head": true,
	"body.end": true, "datasource": true, "credit": true}

// prose adds the text of an element and of all in it.
func (e *element) prose(p *prose) {
	if e == nil || xmlUnshown[e.name] {
		return
	}
	if e.name == "" {
		p.write(e.text)
		return
	}
	lines := xmlBlocks[e.name]
	if lines > 0 {
		p.part(lines)
	}
	for _, c := range e.children {
		c.prose(p)
	}
	if lines > 0 {
		p.part(lines)
	}
}
