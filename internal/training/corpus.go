package training

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/syntax"
	"github.com/rapporteur/rapporteur/internal/token"
)

// ReadTreebank reads a CoNLL-U file, gzipped or not. An error names file and line.
func ReadTreebank(file string) (Treebank, error) {
	bank := Treebank{Name: strings.TrimSuffix(strings.TrimSuffix(filepath.Base(file), ".gz"), ".conllu")}
	in, err := open(file)
	if err != nil {
		return bank, err
	}
	defer in.Close()
	err = doc.ReadCoNLLU(in, func(s *doc.Sentence) error {
		bank.Sentences = append(bank.Sentences, *s)
		return nil
	})
	if err != nil {
		return bank, fmt.Errorf("%s: %w", file, err)
	}
	return bank, nil
}

// ReadText reads the unlabelled texts of a directory (*.txt, *.txt.gz; one
// paragraph a line), file by file in order of their names, into sentences of
// normalised words.
func ReadText(dir string, lex *lexicon.Lexicon) ([][]string, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.txt*"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("%s: no *.txt or *.txt.gz there", dir)
	}
	sort.Strings(files)
	var all [][]string
	for _, file := range files {
		if all, err = appendText(all, file, lex); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func appendText(all [][]string, file string, lex *lexicon.Lexicon) ([][]string, error) {
	in, err := open(file)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	lines := bufio.NewReader(in)
	interned := map[string]string{}
	for {
		line, err := lines.ReadString('\n')
		for _, s := range token.Split(line, lex, nil) {
			words := make([]string, len(s.Tokens))
			for i := range s.Tokens {
				w := syntax.Normal(s.Tokens[i].Form)
				if _, ok := interned[w]; !ok {
					interned[w] = w
				}
				words[i] = interned[w]
			}
			all = append(all, words)
		}
		if err == io.EOF {
			return all, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
}

// AppendForms appends the normalised words of annotated sentences.
func AppendForms(all [][]string, sentences []doc.Sentence) [][]string {
	for i := range sentences {
		words := make([]string, len(sentences[i].Tokens))
		for j := range words {
			words[j] = syntax.Normal(sentences[i].Tokens[j].Form)
		}
		all = append(all, words)
	}
	return all
}

// file is an open file, unpacked where it is gzipped.
type file struct {
	io.Reader
	under *os.File
}

func (f file) Close() error { return f.under.Close() }

func open(name string) (io.ReadCloser, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	in := bufio.NewReaderSize(f, 1<<16)
	head, _ := in.Peek(2)
	if !bytes.Equal(head, []byte{0x1f, 0x8b}) {
		return file{in, f}, nil
	}
	z, err := gzip.NewReader(in)
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return file{z, f}, nil
}
