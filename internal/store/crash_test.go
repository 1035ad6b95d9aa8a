package store

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/rapporteur/rapporteur/internal/dossier"
)

// TestMain lets the tests run themselves as a program that adds reports, to be killed.
func TestMain(m *testing.M) {
	if address := os.Getenv("RAPPORTEUR_TEST_ADD"); address != "" {
		if err := addForever(address); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// addForever adds the invented reports, some at a time, makes their findings, and
// says which are kept.
func addForever(address string) error {
	ctx := context.Background()
	s, err := Open(ctx, address)
	if err != nil {
		return err
	}
	defer s.Close()
	items := made(crashReports)
	for i := 0; i < len(items); {
		n := min(1+i%4, len(items)-i)
		outcomes, err := s.Add(ctx, items[i:i+n])
		if err != nil {
			return err
		}
		for _, o := range outcomes {
			fmt.Println(o.ID)
		}
		i += n
		if i%3 == 0 {
			if err := s.Refresh(ctx); err != nil {
				return err
			}
		}
	}
	return s.Refresh(ctx)
}

const crashReports = 400

// A program killed at any moment loses no report that it said was kept, leaves
// none half kept, and the findings are those of the reports that are there.
// RAPPORTEUR_SOAK says how many times it is killed (make soak: 200).
func TestKilled(t *testing.T) {
	rounds := 5
	if n, err := strconv.Atoi(os.Getenv("RAPPORTEUR_SOAK")); err == nil {
		rounds = n
	} else if testing.Short() {
		rounds = 1
	}
	items := made(crashReports)
	tellings := map[string]int{}
	for i := range items {
		tellings[items[i].Record.Report.ID] = len(dossier.Prepare(&items[i].Record, nil))
	}
	r := rand.New(rand.NewPCG(5, uint64(time.Now().UnixNano())))
	path := filepath.Join(t.TempDir(), "killed.db")
	acknowledged := map[string]bool{}
	midway := 0
	for round := range rounds {
		killed := addAndKill(t, path, time.Duration(5+r.IntN(900))*time.Millisecond, acknowledged)
		s := opened(t, path)
		kept, err := s.Reports(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		there := map[string]bool{}
		for _, id := range kept {
			there[id] = true
			var n int
			if err := s.read.QueryRow("SELECT count(*) FROM tellings WHERE report = ?", id).Scan(&n); err != nil || n != tellings[id] {
				t.Fatalf("round %d: %s has %d tellings of %d (%v)", round, id, n, tellings[id], err)
			}
		}
		for id := range acknowledged {
			if !there[id] {
				t.Fatalf("round %d: %s was acknowledged and is lost", round, id)
			}
		}
		var check string
		if err := s.read.QueryRow("PRAGMA integrity_check").Scan(&check); err != nil || check != "ok" {
			t.Fatalf("round %d: %s %v", round, check, err)
		}
		if killed && len(kept) < len(items) {
			midway++
		}
		if round == rounds-1 || len(kept) == len(items) {
			if err := s.Refresh(t.Context()); err != nil {
				t.Fatal(err)
			}
			whole := opened(t, filepath.Join(t.TempDir(), "whole.db"))
			var same []Item
			for _, item := range items {
				if there[item.Record.Report.ID] {
					same = append(same, item)
				}
			}
			put(t, whole, same, 50, false)
			differ(t, "killed and whole", dump(t, whole), dump(t, s))
			// Begin again with an empty store.
			path = filepath.Join(t.TempDir(), "killed.db")
			clear(acknowledged)
		}
		s.Close()
	}
	t.Logf("killed %d times, %d of them before all reports were kept", rounds, midway)
}

// addAndKill runs the adding program, kills it after a while, and notes what it
// said was kept. It is false where the program was done before.
func addAndKill(t *testing.T, path string, after time.Duration, acknowledged map[string]bool) bool {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "RAPPORTEUR_TEST_ADD="+path)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	kill := time.AfterFunc(after, func() { cmd.Process.Kill() })
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		acknowledged[lines.Text()] = true
	}
	killed := cmd.Wait() != nil
	kill.Stop()
	return killed
}
