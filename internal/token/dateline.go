package token

import (
	"strings"
	"unicode/utf8"
)

// dateline is the number of pieces at the paragraph's beginning that tell place,
// date and agency: "ISTANBUL, Turkey (AP) —", "MOSCOW, March 3 (Reuters) -",
// "GENEVA —"; 0 where there is none. It goes by shape: a place in capitals, or
// capitalised words with an agency in brackets or with a comma and a long dash.
func (s *splitter) dateline() int {
	const longest = 18
	i, loud := 0, false
	for i < len(s.pieces) && i < 5 { // the place
		c := s.pieces[i].class
		if c == capitals || c == shortened && s.pieces[i].stop == acronym && loud || i > 0 && s.binds(i) {
			loud = loud || c == capitals && s.pieces[i].end-s.pieces[i].start > 2
		} else if c != capital && (c != shortened || s.pieces[i].stop == acronym) {
			break
		}
		i++
	}
	if i == 0 {
		return 0
	}
	place, commas, agency := i, 0, false
	for i < len(s.pieces) && i < longest { // region, date, agency
		switch p := &s.pieces[i]; p.class {
		case comma:
			commas++
		case capital, capitals, shortened, number, letterOnly:
		case small: // "Republic of Congo"
			if agency || !loud || p.end-p.start > 3 || i+1 == len(s.pieces) || s.pieces[i+1].class != capital {
				return 0
			}
		case openBracket:
			close := s.agency(i)
			if close == 0 {
				return 0
			}
			agency, i = true, close
		case dash:
			spaced := p.space && s.pieces[i-1].space
			if i+1 == len(s.pieces) {
				return 0
			}
			if s.pieces[i+1].class != small && (spaced && agency || s.long(i) || spaced && loud) &&
				(loud || commas > 0 && agency || commas == 1 && i-place <= 5 && s.long(i)) {
				return i + 1
			}
			if spaced {
				return 0
			}
		case colon:
			if i+1 < len(s.pieces) && loud && (agency || commas > 0 || i == place && s.place(i)) {
				return i + 1
			}
			return 0
		default:
			return 0
		}
		i++
	}
	return 0
}

// place tells whether the n pieces that begin the paragraph name a place, in
// capitals: "NEW DELHI".
func (s *splitter) place(n int) bool {
	word := func(i int) string {
		if i >= n {
			return ""
		}
		form := s.text[s.pieces[i].start:s.pieces[i].end]
		_, size := utf8.DecodeRuneInString(form)
		return form[:size] + strings.ToLower(form[size:])
	}
	_, place := s.lex.Places.Longest(0, word)
	_, seat := s.lex.Capitals.Longest(0, word)
	_, country := s.lex.CountryNames.Longest(0, word)
	return place == n || seat == n || country == n
}

// binds tells whether piece i is a sign that binds the words of one place or two
// ("BEIRUT/DAMASCUS").
func (s *splitter) binds(i int) bool {
	p := &s.pieces[i]
	return !p.space && p.end-p.start == 1 && (s.text[p.start] == '-' || s.text[p.start] == '/')
}

// long tells whether piece i is a long dash: "—", "–" with spaces, "--".
func (s *splitter) long(i int) bool {
	form := s.text[s.pieces[i].start:s.pieces[i].end]
	return form == "—" || form == "--" || form == "―" || form == "–" && s.pieces[i].space
}

// agency is the index of the bracket that closes the agency's name, begun by the
// bracket at i: "(AP)", "(Xinhua)"; 0 where that is no such name.
func (s *splitter) agency(i int) int {
	for k := i + 1; k < len(s.pieces) && k <= i+6; k++ {
		switch s.pieces[k].class {
		case closeBracket:
			if k == i+1 {
				return 0
			}
			return k
		case capital, capitals, shortened, dash, symbol, letterOnly, mixed:
		default:
			return 0
		}
	}
	return 0
}
