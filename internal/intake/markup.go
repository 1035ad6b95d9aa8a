package intake

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// prose gathers a text from marked-up parts: paragraphs parted by a blank line,
// lines within them by a line's end, white space as one space.
type prose struct {
	text  strings.Builder
	space bool // a space is due before the next word
	lines int  // line ends due before the next word
}

// part ends a paragraph (2) or a line (1).
func (p *prose) part(lines int) {
	p.lines = max(p.lines, lines)
	p.space = false
}

// write adds running text.
func (p *prose) write(text string) {
	for _, c := range text {
		if unicode.IsSpace(c) {
			p.space = true
			continue
		}
		if c == '\u00ad' || c == '\u200b' || c == '\ufeff' || c != '\t' && c < ' ' {
			continue // hyphenation, and what never shows
		}
		if p.text.Len() > 0 {
			for range p.lines {
				p.text.WriteByte('\n')
			}
			if p.lines == 0 && p.space {
				p.text.WriteByte(' ')
			}
		}
		p.lines, p.space = 0, false
		p.text.WriteRune(c)
	}
}

func (p *prose) String() string { return p.text.String() }

// unshown are elements whose text is no part of what a page tells.
var unshown = map[atom.Atom]bool{
	atom.Head: true, atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Iframe: true, atom.Svg: true,
	atom.Math: true, atom.Object: true, atom.Video: true, atom.Audio: true, atom.Canvas: true, atom.Button: true, atom.Select: true,
	atom.Textarea: true, atom.Nav: true, atom.Figcaption: true,
}

// blocks are elements that part paragraphs; a row and an item are lines.
var blocks = map[atom.Atom]int{
	atom.P: 2, atom.Div: 2, atom.Section: 2, atom.Article: 2, atom.Header: 2, atom.Footer: 2, atom.Main: 2, atom.Aside: 2,
	atom.Blockquote: 2, atom.Pre: 2, atom.Ul: 2, atom.Ol: 2, atom.Dl: 2, atom.Table: 2, atom.Figure: 2, atom.Address: 2, atom.Hr: 2,
	atom.H1: 2, atom.H2: 2, atom.H3: 2, atom.H4: 2, atom.H5: 2, atom.H6: 2, atom.Body: 2,
	atom.Li: 1, atom.Tr: 1, atom.Br: 1, atom.Dt: 1, atom.Dd: 1, atom.Caption: 2,
}

// node adds the text of a node of a page and of all below it.
func (p *prose) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		p.write(n.Data)
		return
	case html.ElementNode:
		if unshown[n.DataAtom] {
			return
		}
	}
	lines := blocks[n.DataAtom]
	if n.Type != html.ElementNode {
		lines = 0
	}
	if lines > 0 {
		p.part(lines)
	}
	if n.DataAtom == atom.Td || n.DataAtom == atom.Th {
		p.space = true
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.node(c)
	}
	if lines > 0 {
		p.part(lines)
	}
}

// plainOf is the text of a piece of HTML, all of it: the body of a message or
// of an agency's item.
func plainOf(markup string) (string, error) {
	doc, err := html.Parse(strings.NewReader(markup))
	if err != nil {
		return "", err
	}
	var p prose
	p.node(doc)
	return p.String(), nil
}

// compose is a report's text where headline and text come apart: the headline,
// a blank line, the text. A headline that the text begins with stands once.
func compose(title, text string) string {
	title, text = strings.TrimSpace(title), strings.TrimSpace(text)
	if title == "" || text == "" || strings.HasPrefix(text, title+"\n") || text == title {
		return text
	}
	return title + "\n\n" + text
}

// oneLine is text with every run of white space as one space.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
