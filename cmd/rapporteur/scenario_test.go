package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// scenarioCheck is a check of testdata/scenarios/*/expected.json, in the form of
// the dossier's checker: findings are picked by where, and one of them must meet
// the whole of expect.
type scenarioCheck struct {
	Name   string
	Show   string
	Args   []string
	Before [][]string
	Where  map[string]any
	Expect map[string]any
}

// least is the share of a scenario's checks that must pass: the reader may miss a
// thing, merging what it reads may not go wrong.
const least = 0.9

// TestScenarios gives reports of our own, of other processes and decades, to the
// program and checks what its dossier says of them.
func TestScenarios(t *testing.T) {
	dirs, err := filepath.Glob(filepath.Join("testdata", "scenarios", "*"))
	if err != nil || len(dirs) < 3 {
		t.Fatal(dirs, err)
	}
	for _, dir := range dirs {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(dir, "expected.json"))
			if err != nil {
				t.Fatal(err)
			}
			var checks []scenarioCheck
			if err := json.Unmarshal(data, &checks); err != nil {
				t.Fatal(err)
			}
			s := scenario{t: t, inputs: filepath.Join(dir, "inputs.jsonl"), stores: map[string]string{}}
			passed := 0
			for _, c := range checks {
				if wrong := s.check(c); wrong != "" {
					t.Logf("%s: %s", c.Name, wrong)
				} else {
					passed++
				}
			}
			if float64(passed) < least*float64(len(checks)) {
				t.Errorf("%d of %d checks passed", passed, len(checks))
			}
		})
	}
}

// scenario runs the program on stores of its own, one for each list of commands
// that some check wants run before it.
type scenario struct {
	t      *testing.T
	inputs string
	stores map[string]string
}

func (s *scenario) run(args ...string) string {
	s.t.Helper()
	var out, errs bytes.Buffer
	if code := run(args, streams{strings.NewReader(""), &out, &errs}); code != done {
		s.t.Fatalf("%v: exit %d: %s", args, code, errs.String())
	}
	return out.String()
}

func (s *scenario) store(before [][]string) string {
	key := fmt.Sprint(before)
	if s.stores[key] == "" {
		path := filepath.Join(s.t.TempDir(), "scenario.db")
		s.run("add", "--store", path, s.inputs)
		for _, words := range before {
			var args []string
			for _, w := range words {
				args = append(args, strings.NewReplacer("{store}", path, "{inputs}", s.inputs).Replace(w))
			}
			s.run(args...)
		}
		s.stores[key] = path
	}
	return s.stores[key]
}

// check is what is wrong by a check; "" where it passes.
func (s *scenario) check(c scenarioCheck) string {
	out := s.run(append([]string{"show", c.Show, "--store", s.store(c.Before), "--format", "json"}, c.Args...)...)
	var found []any
	if err := json.Unmarshal([]byte(out), &found); err != nil {
		return err.Error()
	}
	picked := []any{}
	for _, f := range found {
		if isPicked(f, c.Where) {
			picked = append(picked, f)
		}
	}
	least := "none is picked"
	if n, only := c.Expect["#"]; only && len(c.Expect) == 1 {
		picked = append(picked, nil)
		if meets(float64(len(picked)-1), n) {
			return ""
		}
		return fmt.Sprintf("%d are picked", len(picked)-1)
	}
	for _, f := range picked {
		var wrong []string
		for path, test := range c.Expect {
			value := follow(f, path)
			switch {
			case path == "#":
				value = float64(len(picked))
			case strings.HasPrefix(path, "[]"):
				value = follow(picked, path)
			}
			if !meets(value, test) {
				is, _ := json.Marshal(value)
				wrong = append(wrong, fmt.Sprintf("%s: expected %v, found %.100s", path, test, is))
			}
		}
		if len(wrong) == 0 {
			return ""
		}
		slices.Sort(wrong)
		least = strings.Join(wrong, "; ")
	}
	return least
}

func isPicked(f any, where map[string]any) bool {
	for path, test := range where {
		if path == "covers" {
			start, _ := follow(f, "time.start").(string)
			end, _ := follow(f, "time.end").(string)
			if start == "" || start > test.(string) || max(start, end) < test.(string) {
				return false
			}
		} else if !meets(follow(f, path), test) {
			return false
		}
	}
	return true
}

var pathStep = regexp.MustCompile(`\*\*|[^.\[\]]+|\[[^\]]*\]`)

// follow is the value at a path; a list of values where the path has [] or **.
func follow(value any, path string) any {
	values := []any{value}
	for _, name := range pathStep.FindAllString(path, -1) {
		var next []any
		for _, v := range values {
			next = append(next, stepTo(v, name)...)
		}
		values = next
	}
	if strings.Contains(path, "[]") || strings.Contains(path, "**") {
		return values
	}
	if len(values) == 0 {
		return nil
	}
	return values[0]
}

func stepTo(value any, name string) []any {
	list, _ := value.([]any)
	object, _ := value.(map[string]any)
	switch {
	case name == "**":
		all := []any{value}
		for _, v := range list {
			all = append(all, stepTo(v, name)...)
		}
		for _, v := range object {
			all = append(all, stepTo(v, name)...)
		}
		return all
	case name == "[]":
		return list
	case name[0] == '[':
		field, wanted, equals := strings.Cut(name[1:len(name)-1], "=")
		if equals {
			for _, v := range list {
				if o, ok := v.(map[string]any); ok && fmt.Sprint(o[field]) == wanted {
					return []any{v}
				}
			}
			return nil
		}
		i, err := strconv.Atoi(field)
		if i < 0 {
			i += len(list)
		}
		if err != nil || i < 0 || i >= len(list) {
			return nil
		}
		return list[i : i+1]
	case name == "parties" || name == "recipients":
		role := map[string]string{"parties": "actor", "recipients": "recipient"}[name]
		countries := []any{}
		actors, _ := object["actors"].([]any)
		for _, a := range actors {
			a := a.(map[string]any)
			if a["role"] == role {
				if c, ok := a["country"]; ok {
					countries = append(countries, c)
				} else {
					countries = append(countries, a["name"])
				}
			}
		}
		return []any{countries}
	}
	if v, ok := object[name]; ok {
		return []any{v}
	}
	return nil
}

// plainly is a count as its number, anything else as it is.
func plainly(value any) any {
	if o, ok := value.(map[string]any); ok {
		if low, ok := o["low"]; ok {
			return low
		}
		if high, ok := o["high"]; ok {
			return high
		}
	}
	return value
}

// meets tells whether a value passes a test.
func meets(value, test any) bool {
	items, isList := value.([]any)
	if !isList && value != nil {
		items = []any{value}
	}
	switch test := test.(type) {
	case map[string]any:
		for _, w := range test["includes"].([]any) {
			if !slices.ContainsFunc(items, func(v any) bool { return reflect.DeepEqual(plainly(v), w) }) {
				return false
			}
		}
		return true
	case []any:
		var a, b []string
		for _, v := range items {
			a = append(a, fmt.Sprint(plainly(v)))
		}
		for _, v := range test {
			b = append(b, fmt.Sprint(v))
		}
		slices.Sort(a)
		slices.Sort(b)
		return slices.Equal(a, b)
	case string:
		return meetsWords(plainly(value), items, test)
	}
	return reflect.DeepEqual(plainly(value), test)
}

func meetsWords(value any, items []any, test string) bool {
	if how, rest, ok := strings.Cut(test, " "); ok && slices.Contains([]string{"one", "any", "all", "no"}, how) {
		hits := 0
		for _, v := range items {
			if meets(v, rest) {
				hits++
			}
		}
		return map[string]bool{"one": hits == 1, "any": hits > 0, "all": hits == len(items) && hits > 0, "no": hits == 0}[how]
	}
	empty := value == nil || value == "" || value == 0.0 || fmt.Sprint(value) == "[]" || fmt.Sprint(value) == "map[]"
	switch {
	case strings.Contains(test, "|"):
		return slices.ContainsFunc(strings.Split(test, "|"), func(one string) bool { return meets(value, one) })
	case test == "empty":
		return empty
	case test == "non-empty":
		return !empty
	case test[0] == '~':
		data, _ := json.Marshal(value)
		return strings.Contains(strings.ToLower(string(data)), strings.ToLower(test[1:]))
	case test[0] == '<' || test[0] == '>':
		bound := strings.TrimLeft(test, "<>=")
		sign := test[:len(test)-len(bound)]
		c := 0
		if n, err := strconv.ParseFloat(bound, 64); err == nil {
			v, ok := value.(float64)
			if list, isList := value.([]any); isList {
				v, ok = float64(len(list)), true
			}
			if !ok {
				return false
			}
			c = int(v*1000) - int(n*1000)
		} else {
			c = strings.Compare(fmt.Sprint(value), bound)
		}
		return map[string]bool{">": c > 0, ">=": c >= 0, "<": c < 0, "<=": c <= 0}[sign]
	}
	return fmt.Sprint(value) == test
}
