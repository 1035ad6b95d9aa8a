package export

import (
	"encoding/json"
	"net/url"

	"github.com/rapporteur/rapporteur/internal/record"
)

// annotation is an annotation of the W3C's model; the entry itself is its body.
type annotation struct {
	Context string           `json:"@context"`
	ID      string           `json:"id"`
	Type    string           `json:"type"`
	Motive  string           `json:"motivation"`
	Maker   agent            `json:"generator"`
	Body    []any            `json:"body"`
	Target  []annotationPart `json:"target"`
}

type agent struct {
	Type string `json:"type"`
	Name string `json:"name"`
}

type annotationTag struct {
	Type    string `json:"type"`
	Value   string `json:"value"`
	Purpose string `json:"purpose"`
	Format  string `json:"format,omitempty"`
}

type annotationPart struct {
	Type     string `json:"type,omitempty"`
	Source   string `json:"source"`
	Selector []any  `json:"selector"`
}

type positionSelector struct {
	Type  string `json:"type"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

type quoteSelector struct {
	Type  string `json:"type"`
	Exact string `json:"exact"`
}

// jsonld writes annotations, one a line: each entry on the words that it rests
// on. Its body is a sentence, the kind and issue as tags, and the entry's JSON.
func (x *exporter) jsonld() error {
	enc := json.NewEncoder(x.out)
	enc.SetEscapeHTML(false)
	for p, it := range x.items {
		e := it.Entry
		source := it.Tellers[0].URL
		if source == "" {
			source = "urn:rapporteur:report:" + url.PathEscape(it.Tellers[0].ID)
		}
		if p.Report == nil {
			x.lose("findings: they have no positions")
			continue
		}
		a := annotation{"http://www.w3.org/ns/anno.jsonld", "urn:rapporteur:entry:" + url.PathEscape(it.ID), "Annotation", "classifying",
			agent{"Software", x.Version}, nil, nil}
		a.Body = append(a.Body, annotationTag{"TextualBody", x.Title(&e), "describing", "text/plain"}, annotationTag{"TextualBody", e.Kind, "tagging", ""})
		if e.Issue != "" {
			a.Body = append(a.Body, annotationTag{"TextualBody", e.Issue, "tagging", ""})
		}
		e.Evidence = nonNil(e.Evidence)
		value, err := json.Marshal(e)
		if err != nil {
			return err
		}
		a.Body = append(a.Body, annotationTag{"TextualBody", string(value), "classifying", "application/json"})
		for _, s := range e.Evidence {
			part := annotationPart{"SpecificResource", source, []any{positionSelector{"TextPositionSelector", s.Start, s.End}}}
			if s.Exact != "" {
				part.Selector = append(part.Selector, quoteSelector{"TextQuoteSelector", s.Exact})
			}
			a.Target = append(a.Target, part)
		}
		if err := enc.Encode(a); err != nil {
			return err
		}
	}
	return nil
}

func nonNil(spans []record.Span) []record.Span {
	if spans == nil {
		return []record.Span{}
	}
	return spans
}
