package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"runtime"
	"strconv"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/intake"
	"github.com/rapporteur/rapporteur/internal/reading"
)

const parseUsage = `usage: rapporteur parse [flags] FILE|- …

Prints the sentences of a text as trees of Universal Dependencies v2, in
CoNLL-U: FORM, LEMMA, UPOS, XPOS, HEAD, DEPREL and SpaceAfter=No. Gzipped files
are unpacked; - is standard input.

  --format conllu   the only one
  --input I         text (the default), a paragraph a line; or conllu: the
                    tokens, ranges and comments given are kept, every other
                    column is replaced
  --lexicon DIR     add the rows of the tables in DIR; may be given several times
  --jobs N          pieces parsed at once (default: the number of cores); the
                    output is the same for any N

examples:
  echo "Envoys met in Doha." | rapporteur parse -
  rapporteur parse --input conllu treebank.conllu.gz > ours.conllu
`

func parse(args []string, std streams) int {
	format := choice{"conllu", []string{"conllu"}}
	kind := choice{"text", []string{"text", "conllu"}}
	var dirs list
	flags := newFlags("parse")
	flags.Var(&format, "format", "")
	flags.Var(&kind, "input", "")
	flags.Var(&dirs, "lexicon", "")
	jobs := flags.Int("jobs", runtime.GOMAXPROCS(0), "")
	paths, code, ok := parseArgs(flags, args, parseUsage, std)
	if !ok {
		return code
	}
	if *jobs < 1 {
		return complain(std, "parse: --jobs %d; it takes at least one", *jobs)
	}
	if len(paths) == 0 {
		return complain(std, "parse: no file; name one, or - for standard input (rapporteur parse --help)")
	}
	reader, _, err := newReader(dirs)
	if err != nil {
		return complain(std, "%v", err)
	}
	p := &parser{reader: reader, jobs: *jobs, conllu: kind.value == "conllu", out: bufio.NewWriterSize(std.out, 64<<10)}
	code = done
	for _, path := range paths {
		if err := p.file(path, std.in); err != nil {
			if errors.Is(err, errOutput) {
				fmt.Fprintf(std.err, "rapporteur: %v\n", err)
				return some
			}
			fmt.Fprintf(std.err, "rapporteur: %s: %v\n", path, err)
			code = some
		}
	}
	if err := p.out.Flush(); err != nil {
		fmt.Fprintf(std.err, "rapporteur: %v\n", err)
		return some
	}
	return code
}

// parser parses files one after the other.
type parser struct {
	reader *reading.Reader
	jobs   int
	conllu bool // the input is CoNLL-U
	out    *bufio.Writer
	count  int // sentences printed
}

var errOutput = errors.New("writing the output")

// chunk is a piece of the input: text, or sentences whose tokens are given.
type chunk struct {
	text      string
	sentences []doc.Sentence
	err       error
}

func (p *parser) file(path string, stdin io.Reader) error {
	in := stdin
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return errors.Unwrap(err) // the path is said already
		}
		defer f.Close()
		in = f
	}
	plain, err := intake.Decode(in)
	if err != nil {
		return err
	}
	chunks := texts(plain)
	if p.conllu {
		chunks = sentences(plain)
	}
	ordered(p.jobs, chunks, p.parse, func(c chunk) bool {
		for i := range c.sentences {
			p.count++
			if werr := doc.WriteCoNLLU(p.out, &c.sentences[i], strconv.Itoa(p.count)); werr != nil {
				err = fmt.Errorf("%w: %w", errOutput, werr)
				return false
			}
		}
		if c.err != nil {
			err = c.err
			return false
		}
		return true
	})
	return err
}

// parse gives a piece its trees.
func (p *parser) parse(c chunk) chunk {
	if c.text != "" {
		c.sentences = p.reader.Parse(c.text)
	} else {
		p.reader.Tag(c.sentences)
	}
	return c
}

// chunkSize is how much text is parsed at a time, in bytes, and batchSize how
// many sentences.
const (
	chunkSize = 64 << 10
	batchSize = 128
)

// texts cuts a text into pieces at the ends of lines.
func texts(in *bufio.Reader) iter.Seq[chunk] {
	return func(yield func(chunk) bool) {
		var piece []byte
		for {
			line, err := in.ReadSlice('\n')
			piece = append(piece, line...)
			more := err == nil || err == bufio.ErrBufferFull
			if more && (len(piece) < chunkSize || err != nil) {
				continue
			}
			text, bad := intake.Recode(piece)
			switch {
			case bad != nil:
				yield(chunk{err: bad})
				return
			case len(bytes.TrimSpace(piece)) > 0 && !yield(chunk{text: text}):
				return
			case !more && err != io.EOF:
				yield(chunk{err: err})
				return
			case !more:
				return
			}
			piece = piece[:0]
		}
	}
}

// sentences takes the sentences of CoNLL-U in batches.
func sentences(in io.Reader) iter.Seq[chunk] {
	return func(yield func(chunk) bool) {
		var batch []doc.Sentence
		stopped := errors.New("stopped")
		err := doc.ReadCoNLLU(in, func(s *doc.Sentence) error {
			batch = append(batch, *s)
			if len(batch) < batchSize {
				return nil
			}
			if !yield(chunk{sentences: batch}) {
				return stopped
			}
			batch = nil
			return nil
		})
		if err != stopped && (len(batch) > 0 || err != nil) {
			yield(chunk{sentences: batch, err: err})
		}
	}
}
