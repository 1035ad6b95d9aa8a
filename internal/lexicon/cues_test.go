package lexicon

import "testing"

func TestReadCue(t *testing.T) {
	cue, err := readCue("hold out hope", "verb", []string{"that", "p:for"}, []string{"thing"}, "hope")
	if err != nil {
		t.Fatal(err)
	}
	if len(cue.Words) != 3 || cue.Frames != FrameThat || len(cue.Preps) != 1 || cue.Preps[0] != "for" || cue.Flags != CueThing {
		t.Errorf("read as %+v", cue)
	}
	for _, bad := range [][5]string{
		{"", "verb", "that", "", "say"},
		{"say", "word", "that", "", "say"},
		{"say", "verb", "clause", "", "say"},
		{"say", "verb", "that", "loud", "say"},
		{"say", "verb", "that", "", "shout"},
	} {
		if _, err := readCue(bad[0], bad[1], list(bad[2]), list(bad[3]), bad[4]); err == nil {
			t.Errorf("%q was read without an error", bad)
		}
	}
}
