package lexicon

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
)

// Every class of classes.tsv has its row in docs/lexicon.md, with the steps that
// ask for it; every class that a step asks for is there, and no other.
func TestClasses(t *testing.T) {
	lex := load(t)
	asked, open := askedClasses(t)
	told := documentedClasses(t)
	for class := range lex.Classes.sets {
		steps := asked[class]
		for prefix, more := range open {
			if strings.HasPrefix(class, prefix) {
				steps = append(steps, more...)
			}
		}
		slices.Sort(steps)
		want := strings.Join(slices.Compact(steps), ", ")
		switch got, ok := told[class]; {
		case want == "":
			t.Errorf("classes.tsv: no step asks for the class %s", class)
		case !ok:
			t.Errorf("docs/lexicon.md: the table of classes lacks %s (%s)", class, want)
		case got != want:
			t.Errorf("docs/lexicon.md: %s is asked for by %s, not by %s", class, want, got)
		}
	}
	for class, steps := range asked {
		if lex.Classes.sets[class] == nil {
			t.Errorf("%s asks for the class %q, which classes.tsv lacks", strings.Join(steps, ", "), class)
		}
	}
	for class := range told {
		if lex.Classes.sets[class] == nil {
			t.Errorf("docs/lexicon.md tells of the class %s, which classes.tsv lacks", class)
		}
	}
}

// documentedClasses are the rows of the classes' table in docs/lexicon.md: class
// and steps.
func documentedClasses(t *testing.T) map[string]string {
	t.Helper()
	docs, err := os.ReadFile("../../docs/lexicon.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(docs), "\n## classes.tsv\n")
	section, _, _ = strings.Cut(section, "\n## ")
	told := map[string]string{}
	last := ""
	for line := range strings.Lines(section) {
		cells := strings.Split(line, " | ")
		class, ok := strings.CutPrefix(cells[0], "| `")
		if !ok || len(cells) != 3 {
			continue
		}
		class = strings.TrimSuffix(class, "`")
		if class <= last {
			t.Errorf("docs/lexicon.md: the class %s stands after %s", class, last)
		}
		last = class
		told[class] = cells[1]
	}
	return told
}

// askedClasses are the classes that the steps' code asks Classes for, with the
// packages; open are the beginnings of names that are put together.
func askedClasses(t *testing.T) (asked, open map[string][]string) {
	t.Helper()
	asked, open = map[string][]string{}, map[string][]string{}
	for _, step := range []string{"token", "mention", "actor", "quantity", "timex", "place", "attribution", "coding", "intake", "brief", "lexicon"} {
		paths, err := filepath.Glob("../" + step + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		p := asker{forms: map[string]int{}, owner: map[string]*ast.FuncDecl{}}
		set := token.NewFileSet()
		for _, path := range paths {
			if strings.HasSuffix(path, "_test.go") {
				continue
			}
			file, err := parser.ParseFile(set, path, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			p.files = append(p.files, file)
		}
		for n := -1; n != len(p.forms); { // a form may ask through another
			n = len(p.forms)
			p.walk(func(_ token.Pos, name ast.Expr, in *ast.FuncDecl, of string) { p.learn(name, in, of) })
		}
		p.walk(func(at token.Pos, name ast.Expr, in *ast.FuncDecl, of string) {
			if p.parameter(name, in, of) >= 0 {
				return
			}
			class, whole := nameOf(name, in)
			switch {
			case class == "":
				t.Errorf("%s: the test cannot tell which class is asked for here", set.Position(at))
			case whole:
				asked[class] = append(asked[class], step)
			default:
				open[class] = append(open[class], step)
			}
		})
	}
	return asked, open
}

// asker finds the calls of one package that ask for a class.
type asker struct {
	files []*ast.File
	forms map[string]int // functions that hand a class on, with its place among their arguments
	owner map[string]*ast.FuncDecl
}

// walk calls f with the argument that names a class of each call that asks for
// one, the function around it and, in a function literal, the variable that
// holds it.
func (p *asker) walk(f func(at token.Pos, name ast.Expr, in *ast.FuncDecl, of string)) {
	for _, file := range p.files {
		for _, d := range file.Decls {
			in, ok := d.(*ast.FuncDecl)
			if !ok || in.Body == nil {
				continue
			}
			literals := map[*ast.FuncLit]string{}
			var visit func(n ast.Node, of string)
			visit = func(n ast.Node, of string) {
				ast.Inspect(n, func(n ast.Node) bool {
					switch n := n.(type) {
					case *ast.AssignStmt:
						for i, x := range n.Rhs {
							if l, ok := x.(*ast.FuncLit); ok && i < len(n.Lhs) {
								literals[l] = nameIn(n.Lhs[i])
							} else if s, ok := x.(*ast.SelectorExpr); ok && nameIn(s.X) == "Classes" && i < len(n.Lhs) {
								p.forms[nameIn(n.Lhs[i])] = 0 // set := lex.Classes.Set
								p.owner[nameIn(n.Lhs[i])] = in
							}
						}
					case *ast.FuncLit:
						visit(n.Body, literals[n])
						return false
					case *ast.CallExpr:
						if at := p.asks(n, in); at >= 0 && at < len(n.Args) {
							f(n.Pos(), n.Args[at], in, of)
						}
					}
					return true
				})
			}
			visit(in.Body, "")
		}
	}
}

// asks is which argument of a call names a class; -1 for none.
func (p *asker) asks(call *ast.CallExpr, in *ast.FuncDecl) int {
	if s, ok := call.Fun.(*ast.SelectorExpr); ok && (s.Sel.Name == "Has" || s.Sel.Name == "Set") && p.classes(s.X, in) {
		return 0
	}
	name := nameIn(call.Fun)
	at, ok := p.forms[name]
	if !ok || p.owner[name] != nil && p.owner[name] != in {
		return -1
	}
	return at
}

// classes tells whether an expression is lex.Classes, or a variable for it.
func (p *asker) classes(x ast.Expr, in *ast.FuncDecl) bool {
	if nameIn(x) == "Classes" {
		return true
	}
	id, ok := x.(*ast.Ident)
	if !ok {
		return false
	}
	value := valueOf(id.Name, in)
	if u, ok := value.(*ast.UnaryExpr); ok {
		value = u.X
	}
	return value != nil && nameIn(value) == "Classes"
}

// learn files a function that hands its own parameter on as a class.
func (p *asker) learn(name ast.Expr, in *ast.FuncDecl, of string) {
	at := p.parameter(name, in, of)
	if at < 0 {
		return
	}
	if of == "" {
		p.forms[in.Name.Name] = at
	} else {
		p.forms[of], p.owner[of] = at, in
	}
}

// parameter is the place of a name among the parameters of the function that it
// stands in, or of its one literal called of; -1 where it is none.
func (p *asker) parameter(name ast.Expr, in *ast.FuncDecl, of string) int {
	id, ok := name.(*ast.Ident)
	if !ok {
		return -1
	}
	list := in.Type.Params
	if of != "" {
		if l, ok := valueOf(of, in).(*ast.FuncLit); ok {
			list = l.Type.Params
		}
	}
	at := 0
	for _, field := range list.List {
		for _, n := range field.Names {
			if n.Name == id.Name {
				return at
			}
			at++
		}
	}
	return -1
}

// nameOf is the class that an expression names, or its beginning where it is put
// together.
func nameOf(x ast.Expr, in *ast.FuncDecl) (name string, whole bool) {
	switch x := x.(type) {
	case *ast.BasicLit:
		name, _ = strconv.Unquote(x.Value)
		return name, true
	case *ast.BinaryExpr:
		name, _ = nameOf(x.X, in)
		return name, false
	case *ast.Ident:
		if value := valueOf(x.Name, in); value != nil && value != ast.Expr(x) {
			return nameOf(value, in)
		}
	}
	return "", false
}

// valueOf is what a variable is first set to in a function; nil where nothing is.
func valueOf(name string, in *ast.FuncDecl) (value ast.Expr) {
	ast.Inspect(in.Body, func(n ast.Node) bool {
		if a, ok := n.(*ast.AssignStmt); ok && value == nil && len(a.Lhs) == len(a.Rhs) {
			for i, l := range a.Lhs {
				if id, ok := l.(*ast.Ident); ok && id.Name == name {
					value = a.Rhs[i]
				}
			}
		}
		return value == nil
	})
	return value
}

// nameIn is the last name of an expression: "Classes" of c.lex.Classes.
func nameIn(x ast.Expr) string {
	switch x := x.(type) {
	case *ast.Ident:
		return x.Name
	case *ast.SelectorExpr:
		return x.Sel.Name
	}
	return ""
}

// TestAskedClasses guards the walk itself against finding nothing.
func TestAskedClasses(t *testing.T) {
	asked, open := askedClasses(t)
	for class, step := range map[string]string{"negator": "coding", "currency": "timex", "pronoun": "mention", "as_marker": "attribution",
		"spokes-preposition": "mention", "seat-body": "actor", "border_with": "place"} {
		if !slices.Contains(asked[class], step) {
			t.Errorf("%s asks for %s, but the walk finds %v", step, class, asked[class])
		}
	}
	if !slices.Contains(open["noun-for-"], "actor") {
		t.Errorf("actor asks for noun-for-…, but the walk finds %v", open)
	}
}
