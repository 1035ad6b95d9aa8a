package internal

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// Every rule that an entry can name has its paragraph in docs/coding.md, and the
// parts on attribution and coding tell of no other.
func TestRulesAreExplained(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "docs", "coding.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"Attribution", "Coding"} {
		rules := rulesOf(t, strings.ToLower(part))
		if len(rules) < 8 {
			t.Errorf("%s: only %d rules found; the walk misses some", part, len(rules))
		}
		_, section, _ := strings.Cut(string(text), "\n## "+part+"\n")
		section, _, _ = strings.Cut(section, "\n## ")
		var told []string
		for line := range strings.Lines(section) {
			if rule, ok := strings.CutPrefix(line, "### "); ok {
				told = append(told, strings.TrimSpace(rule))
			}
		}
		for _, rule := range rules {
			if !slices.Contains(told, rule) {
				t.Errorf("docs/coding.md: %q lacks the rule ### %s", "## "+part, rule)
			}
		}
		for _, rule := range told {
			if !slices.Contains(rules, rule) {
				t.Errorf("docs/coding.md: no entry goes by the rule %s of %q", rule, "## "+part)
			}
		}
	}
}

// rulesOf are the names that a step's code gives to rules: what it sets a field
// Rule to, and the first field of what it calls content and verbRules.
func rulesOf(t *testing.T, step string) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(step, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	set := token.NewFileSet()
	functions := map[string]*ast.FuncDecl{}
	var files []*ast.File
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(set, path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok {
				functions[f.Name.Name] = f
			}
		}
	}
	var rules []string
	var value func(x ast.Expr)
	value = func(x ast.Expr) {
		switch x := x.(type) {
		case *ast.BasicLit:
			name, _ := strconv.Unquote(x.Value)
			rules = append(rules, name)
			return
		case *ast.SelectorExpr:
			if x.Sel.Name == "rule" || x.Sel.Name == "Rule" || x.Sel.Name == "name" {
				return // handed on from where it was set
			}
		case *ast.CallExpr: // a function that tells the rule
			if id, ok := x.Fun.(*ast.Ident); ok && functions[id.Name] != nil {
				ast.Inspect(functions[id.Name].Body, func(n ast.Node) bool {
					if r, ok := n.(*ast.ReturnStmt); ok {
						value(r.Results[0])
					}
					return true
				})
				return
			}
		case *ast.BinaryExpr: // f.Kind + "-frame"
			if s, ok := x.X.(*ast.SelectorExpr); ok && s.Sel.Name == "Kind" {
				if l, ok := x.Y.(*ast.BasicLit); ok {
					end, _ := strconv.Unquote(l.Value)
					for _, kind := range frameKinds(t) {
						rules = append(rules, kind+end)
					}
					return
				}
			}
		}
		t.Errorf("%s: the test cannot tell which rule this is", set.Position(x.Pos()))
	}
	for _, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.KeyValueExpr:
				if id, ok := n.Key.(*ast.Ident); ok && id.Name == "Rule" {
					value(n.Value)
				}
			case *ast.AssignStmt:
				for i, l := range n.Lhs {
					if s, ok := l.(*ast.SelectorExpr); ok && s.Sel.Name == "Rule" && i < len(n.Rhs) {
						value(n.Rhs[i])
					}
				}
			case *ast.CompositeLit:
				if id, ok := n.Type.(*ast.Ident); ok && id.Name == "content" && len(n.Elts) > 0 {
					value(n.Elts[0])
				}
			case *ast.ValueSpec:
				if n.Names[0].Name != "verbRules" || len(n.Values) == 0 {
					return true
				}
				for _, row := range n.Values[0].(*ast.CompositeLit).Elts {
					value(row.(*ast.CompositeLit).Elts[0])
				}
			}
			return true
		})
	}
	slices.Sort(rules)
	return slices.Compact(rules)
}

// frameKinds are the kinds of entry that a frame of senses.tsv can give.
func frameKinds(t *testing.T) []string {
	t.Helper()
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	add := func(uses []lexicon.Use) {
		for _, u := range uses {
			for _, f := range u.Frames {
				if slices.Contains(record.Kinds, f.Kind) {
					kinds = append(kinds, f.Kind)
				}
			}
		}
	}
	for _, uses := range lex.Senses.Verbs {
		add(uses)
	}
	for _, n := range lex.Senses.Nouns {
		add(n.Uses)
	}
	slices.Sort(kinds)
	return slices.Compact(kinds)
}
