package coding

import (
	"math"

	"github.com/rapporteur/rapporteur/internal/record"
)

// The figures below are log-odds, fitted to how often entries are right in the
// annotated sets: docs/coding.md, confidence, says how. sureKind is where an entry
// of a kind starts.
var sureKind = map[string]float64{record.Position: 0.32, record.Act: 0.21, record.Incident: -1.15,
	record.Meeting: -0.03, record.Agreement: -0.65}

// sureType is what the PLOVER type of an entry of a kind adds.
var sureType = map[string]map[string]float64{
	record.Act: {"ACCUSE": 0.49, "AID": -0.37, "COERCE": -0.49, "MOBILIZE": -0.42, "PROTEST": 0.86,
		"REQUEST": -0.84, "RETREAT": 0.61, "SANCTION": -0.52, "SUPPORT": 0.40, "THREATEN": 0.27},
	record.Meeting:  {"AGREE": 0.44, "CONSULT": -0.43},
	record.Position: {"AGREE": -0.68, "CONCEDE": 0.27, "REJECT": 0.52, "REQUEST": -0.12},
}

// sureRule is what a rule other than a frame adds.
var sureRule = map[string]float64{"intention": 0.74, "obligation": 0.59, "position-split": -0.41}

// sureNamed is what a kind gains by a recipient, a place, a time or a second actor.
var sureNamed = map[string]struct{ recipient, place, time, second float64 }{
	record.Position:  {recipient: 0.44},
	record.Incident:  {recipient: 0.57, place: 1.12, time: 0.77},
	record.Meeting:   {place: 0.90, second: 0.18},
	record.Agreement: {second: 0.98},
}

// What every kind loses.
const (
	noActor        = -0.92 // nobody acts
	notPlain       = -0.26 // to come, possible or denied
	passiveVoice   = -0.87
	hearsay        = -0.63 // told in somebody's words
	ownIssueless   = -0.23 // the issue is "other"
	nominalStance  = -0.42 // a position told in a noun
	nominalAnother = 0.10
)

// confidence is higher the oftener entries like this one are right: 0.8 for a
// refusal with a recipient in the report's own voice, 0.3 for an attack in the passive
// without a place. Its rule is confidence.
func confidence(d *draft, cl *clause) float64 {
	x := sureKind[d.Kind] + sureType[d.Kind][d.Plover.Type] + sureRule[d.Why.Rule]
	named := sureNamed[d.Kind]
	if d.count(record.RoleRecipient) > 0 {
		x += named.recipient
	}
	if d.count(record.RoleActor) > 1 {
		x += named.second
	}
	if d.Place != nil {
		x += named.place
	}
	if d.Time != nil {
		x += named.time
	}
	if d.count(record.RoleActor) == 0 {
		x += noActor
	}
	if d.Plover.Aux != "" && d.Plover.Aux != "historical" {
		x += notPlain
	}
	if d.Issue == noIssue {
		x += ownIssueless
	}
	if d.told >= 0 {
		x += hearsay
	}
	switch {
	case cl.passive:
		x += passiveVoice
	case cl.nominal && d.Kind == record.Position:
		x += nominalStance
	case cl.nominal:
		x += nominalAnother
	}
	return hundredths(1 / (1 + math.Exp(-x)))
}

// hundredths rounds to two decimals.
func hundredths(x float64) float64 { return math.Round(x*100) / 100 }
