package doc

import "github.com/rapporteur/rapporteur/internal/record"

// Record is the report's record: its mentions, and the entries that were coded.
// Pronouns and unspecific people are no mentions of the record.
func (d *Doc) Record(entries []record.Entry) record.Record {
	rec := record.Record{Report: d.Report, Mentions: []record.Mention{}, Entries: entries}
	if entries == nil {
		rec.Entries = []record.Entry{}
	}
	if rec.Report.Dateline == nil {
		rec.Report.Dateline = d.dateline()
	}
	for i := range d.Mentions {
		switch d.Mentions[i].Form {
		case Pronoun, Vague:
		default:
			rec.Mentions = append(rec.Mentions, d.Mention(i))
		}
	}
	return rec
}

// Mention is mention i as the record has it, with what is known of its actor.
func (d *Doc) Mention(i int) record.Mention {
	m := &d.Mentions[i]
	out := record.Mention{Span: d.Text.Span(m.Start, m.End), Type: m.Type}
	if m.Actor >= 0 && m.Actor < len(d.Actors) {
		a := &d.Actors[m.Actor]
		out.Name, out.Country, out.Sectors = a.Name, a.Country, a.Sectors
		out.Code = record.Code(a.Country, a.Sectors)
	}
	return out
}

// dateline reads the words before the dash of the first sentence that has them:
// the first place named there, and the agency.
func (d *Doc) dateline() *record.Dateline {
	for s := range d.Sentences {
		n := d.Sentences[s].Dateline
		if n == 0 {
			continue
		}
		line := &record.Dateline{}
		for i := range d.Mentions {
			m := &d.Mentions[i]
			if m.Sentence != s || m.Last > n || m.Actor < 0 {
				continue
			}
			a := &d.Actors[m.Actor]
			switch {
			case m.Type == record.PlaceType && line.Place == "":
				line.Place, line.Country = a.Name, a.Country
			case m.Type == record.Organization && line.Agency == "":
				line.Agency = d.Text.Slice(m.Start, m.End)
			}
		}
		if line.Place != "" || line.Agency != "" {
			return line
		}
	}
	return nil
}
