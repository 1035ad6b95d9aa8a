package training

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/rapporteur/rapporteur/internal/record"
)

// Labelled is a report or a sentence with the entries that are to be found in it.
type Labelled struct {
	Report  record.Report
	Entries []record.Entry
	Whole   bool // nothing else is told in it
}

// Sentences reads the labelled sentences of a folder's *.tsv files
// (internal/training/sentences/README.md has their form). A sentence is a report of
// its own, its id the file and line.
func Sentences(dir string) ([]Labelled, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.tsv"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("training: no *.tsv files in %s", dir)
	}
	var all []Labelled
	for _, name := range files {
		file, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		line, scanner := 0, bufio.NewScanner(file)
		for scanner.Scan() {
			line++
			text := scanner.Text()
			if strings.HasPrefix(text, "#") || strings.HasPrefix(text, "kind\t") {
				continue
			}
			one, err := labelledSentence(text)
			if err != nil {
				file.Close()
				return nil, fmt.Errorf("%s:%d: %w", filepath.Base(name), line, err)
			}
			one.Report.ID = fmt.Sprintf("%s:%d", filepath.Base(name), line)
			all = append(all, one)
		}
		err = scanner.Err()
		file.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return all, nil
}

// roleMarks are the roles of the parties marked in a sentence: "{a:Chad}".
var roleMarks = map[byte]string{'a': record.RoleActor, 'r': record.RoleRecipient, 'h': record.RoleHost, 'm': record.RoleMediator}

// labelledSentence reads a row: its columns are kind, type, mode, aux, issue, stance and the
// sentence with its parties marked.
func labelledSentence(row string) (Labelled, error) {
	var one Labelled
	c := strings.Split(row, "\t")
	if len(c) != 7 {
		return one, fmt.Errorf("%d columns, not 7", len(c))
	}
	e := record.Entry{Kind: c[0], Issue: c[4], Stance: c[5]}
	e.Plover = &record.Plover{Type: c[1], Mode: c[2], Aux: c[3]}
	var text []rune
	in := []rune(c[6])
	open := -1
	for i := 0; i < len(in); i++ {
		switch {
		case in[i] == '{' && open < 0 && i+2 < len(in) && in[i+2] == ':':
			role, ok := roleMarks[byte(in[i+1])]
			if !ok {
				return one, fmt.Errorf("%q marks no role: write a, r, h or m", in[i+1])
			}
			open = len(text)
			e.Actors = append(e.Actors, record.Actor{Role: role})
			i += 2
		case in[i] == '}' && open >= 0:
			e.Actors[len(e.Actors)-1].Span = record.Span{Start: open, End: len(text), Exact: string(text[open:])}
			open = -1
		case in[i] == '{' || in[i] == '}':
			return one, fmt.Errorf("a brace that marks no party")
		default:
			text = append(text, in[i])
		}
	}
	if open >= 0 {
		return one, fmt.Errorf("a mark that is not closed")
	}
	one.Report.Text = string(text)
	one.Whole = e.Kind == "none"
	if !one.Whole {
		e.Evidence = []record.Span{{End: len(text), Exact: one.Report.Text}}
		one.Entries = []record.Entry{e}
	}
	return one, nil
}

// Reports reads a folder's reports with their gold records: *.txt and
// gold/*.gold.json.
func Reports(dir string) ([]Labelled, error) {
	files, err := filepath.Glob(filepath.Join(dir, "gold", "*.gold.json"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("training: no gold/*.gold.json in %s", dir)
	}
	var all []Labelled
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		var gold record.Record
		if err := json.Unmarshal(data, &gold); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		id := strings.TrimSuffix(filepath.Base(name), ".gold.json")
		text, err := os.ReadFile(filepath.Join(dir, id+".txt"))
		if err != nil {
			return nil, err
		}
		one := Labelled{Report: gold.Report, Entries: gold.Entries, Whole: true}
		one.Report.Text = string(text)
		all = append(all, one)
	}
	return all, nil
}
