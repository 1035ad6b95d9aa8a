package training

import (
	"testing"

	"github.com/rapporteur/rapporteur/internal/record"
	"github.com/rapporteur/rapporteur/internal/score"
)

// Of the annotated reports of examples/ so many entries are found and right: less
// would be a loss.
func TestReportsAreRead(t *testing.T) {
	reader := english(t)
	reports, err := Reports("../../examples")
	if err != nil {
		t.Fatal(err)
	}
	if len(reports) < 60 {
		t.Errorf("%d annotated reports, not 60", len(reports))
	}
	var all score.Records
	for i := range reports {
		r := &reports[i]
		output := reader.Read(r.Report, false)
		if err := record.Check(r.Report.Text, &output); err != nil {
			t.Errorf("%s: %v", r.Report.ID, err)
		}
		var one score.Records
		gold := record.Record{Report: r.Report, Entries: r.Entries}
		one.Add(&gold, &output)
		all.Add(&gold, &output)
		t.Logf("%-28s %2d entries, %2d read, %2d found, %2d right", r.Report.ID, one.Gold, one.Output, one.Found, one.Right)
	}
	t.Logf("found %.1f, right %.1f", all.FoundF1(), all.RightF1())
	const found, right = 74, 56
	if all.FoundF1() < found || all.RightF1() < right {
		t.Errorf("found %.1f and right %.1f of the entries; %d and %d should be", all.FoundF1(), all.RightF1(), found, right)
	}
}
