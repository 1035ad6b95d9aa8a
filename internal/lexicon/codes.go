package lexicon

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/rapporteur/rapporteur/internal/record"
)

// Codes is how other codebooks call what a record holds. A key of PLOVER is a
// type and a mode; a row with no mode stands for the type's modes that have none.
type Codes struct {
	Plover    map[[2]string]PloverCode
	CAMEO     map[[2]string][]CAMEORow // by type and mode
	CAMEOCode map[string]CAMEOCode
	Countries map[string]CountryCodes
	Sectors   map[string]SectorCodes
	ACLED     map[[3]string]ACLEDType // by kind, mode and target
}

// PloverCode is what goes with a type and mode: its quad class, its intensity,
// and the type and mode that it has while it is still to come.
type PloverCode struct {
	Quad                   string
	Intensity              float64
	FutureType, FutureMode string
}

// CAMEORow is a CAMEO code for a type and mode where Field of the entry has
// Value; with no Field it holds for all others.
type CAMEORow struct{ Field, Value, Code string }

// CAMEOCode is what CAMEO and its users say of a code.
type CAMEOCode struct {
	Name      string
	Quad      int // 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict
	Goldstein float64
}

// CountryCodes are the codes and regions of a country: ISO 3166-1 numeric,
// Correlates of War, Gleditsch and Ward, FIPS 10-4, CAMEO, and the regions of
// UCDP and ACLED. "" where there is none.
type CountryCodes struct{ ISO, COW, GW, FIPS, CAMEO, UCDP, ACLED string }

// SectorCodes are the names of a sector elsewhere.
type SectorCodes struct{ CAMEO, ICEWS, ACLED string }

// ACLEDType is an event type of ACLED.
type ACLEDType struct{ Event, SubEvent, Disorder string }

// CAMEOFields are the fields of an entry that a row of cameo.tsv may ask for,
// those that tell more first.
var CAMEOFields = []string{"state", "role", "issue", "kind", "context", "sector"}

func (lex *Lexicon) loadPlover(t *Table) error {
	if lex.Codes.Plover == nil {
		lex.Codes.Plover = map[[2]string]PloverCode{}
	}
	return t.each(func(c []string) error {
		if err := typeAndMode(c[0], c[1]); err != nil {
			return err
		}
		intensity, err := strconv.ParseFloat(c[3], 64)
		if err != nil || intensity < -10 || intensity > 10 {
			return fmt.Errorf("%q is no intensity from -10 to 10", c[3])
		}
		code := PloverCode{Quad: c[2], Intensity: intensity}
		code.FutureType, code.FutureMode, _ = strings.Cut(c[4], ":")
		if code.FutureType != "" {
			if err := typeAndMode(code.FutureType, code.FutureMode); err != nil {
				return err
			}
		}
		lex.Codes.Plover[[2]string{c[0], c[1]}] = code
		return nil
	}, "type", "mode", "quad", "intensity", "future")
}

func typeAndMode(kind, mode string) error {
	if !slices.Contains(record.Types, kind) {
		return fmt.Errorf("%q is no PLOVER type", kind)
	}
	if mode != "" && !slices.Contains(record.Modes[kind], mode) {
		return fmt.Errorf("%q is no mode of %s", mode, kind)
	}
	return nil
}

func (lex *Lexicon) loadCAMEO(t *Table) error {
	if lex.Codes.CAMEO == nil {
		lex.Codes.CAMEO = map[[2]string][]CAMEORow{}
	}
	vocabularies := map[string][]string{"state": record.States, "role": record.Roles, "issue": record.Issues, "kind": record.Kinds,
		"context": record.Contexts, "sector": record.Sectors}
	return t.each(func(c []string) error {
		if err := typeAndMode(c[0], c[1]); err != nil {
			return err
		}
		row := CAMEORow{Code: c[3]}
		if c[2] != "" {
			row.Field, row.Value, _ = strings.Cut(c[2], ":")
			if !slices.Contains(vocabularies[row.Field], row.Value) {
				return fmt.Errorf("%q is no field and value of an entry", c[2])
			}
		}
		key := [2]string{c[0], c[1]}
		// A row of a later directory goes before ours.
		lex.Codes.CAMEO[key] = append([]CAMEORow{row}, lex.Codes.CAMEO[key]...)
		return nil
	}, "type", "mode", "when", "code")
}

func (lex *Lexicon) loadCAMEOCodes(t *Table) error {
	if lex.Codes.CAMEOCode == nil {
		lex.Codes.CAMEOCode = map[string]CAMEOCode{}
	}
	return t.each(func(c []string) error {
		quad, err := strconv.Atoi(c[2])
		if err != nil || quad < 1 || quad > 4 {
			return fmt.Errorf("%q is no quad class from 1 to 4", c[2])
		}
		goldstein, err := strconv.ParseFloat(c[3], 64)
		if err != nil || goldstein < -10 || goldstein > 10 {
			return fmt.Errorf("%q is no value of the Goldstein scale", c[3])
		}
		lex.Codes.CAMEOCode[c[0]] = CAMEOCode{c[1], quad, goldstein}
		return nil
	}, "code", "name", "quad", "goldstein")
}

func (lex *Lexicon) loadCountryCodes(t *Table) error {
	if lex.Codes.Countries == nil {
		lex.Codes.Countries = make(map[string]CountryCodes, len(t.Rows))
	}
	return t.each(func(c []string) error {
		for _, cell := range c[1:4] {
			if _, err := strconv.Atoi(cell); cell != "" && err != nil {
				return fmt.Errorf("%q is no number", cell)
			}
		}
		lex.Codes.Countries[c[0]] = CountryCodes{c[1], c[2], c[3], c[4], c[5], c[6], c[7]}
		return nil
	}, "code", "iso", "cow", "gw", "fips", "cameo", "ucdp", "acled")
}

func (lex *Lexicon) loadSectorCodes(t *Table) error {
	if lex.Codes.Sectors == nil {
		lex.Codes.Sectors = map[string]SectorCodes{}
	}
	return t.each(func(c []string) error {
		if !slices.Contains(record.Sectors, c[0]) {
			return fmt.Errorf("%q is no sector", c[0])
		}
		lex.Codes.Sectors[c[0]] = SectorCodes{c[1], c[2], c[3]}
		return nil
	}, "sector", "cameo", "icews", "acled")
}

func (lex *Lexicon) loadACLED(t *Table) error {
	if lex.Codes.ACLED == nil {
		lex.Codes.ACLED = map[[3]string]ACLEDType{}
	}
	return t.each(func(c []string) error {
		if !slices.Contains(record.Kinds, c[0]) {
			return fmt.Errorf("%q is no kind", c[0])
		}
		if c[1] != "" && !slices.Contains(record.Modes["ASSAULT"], c[1]) {
			return fmt.Errorf("%q is no mode of ASSAULT", c[1])
		}
		lex.Codes.ACLED[[3]string{c[0], c[1], c[2]}] = ACLEDType{c[3], c[4], c[5]}
		return nil
	}, "kind", "mode", "target", "event", "sub_event", "disorder")
}
