package syntax

// never is the score of an arc that must not be.
const never = -1e30

// tree finds best trees; its memory is used again.
type tree struct {
	heads []int
	state []int8
}

// best is the head of each of n words (0 the root, else 1 + the word) in the tree
// with one root whose arcs have the highest sum. Word d's score for head h is
// scores[d·(n+1)+h].
func (t *tree) best(scores []float32, n int) []int {
	width := n + 1
	t.heads = t.heads[:0]
	for d := range n {
		t.heads = append(t.heads, best(scores[d*width:(d+1)*width]))
	}
	if t.isTree(n) {
		return t.heads
	}
	// One root: as every other arc is dearer than the root's by more than any
	// sum can make up, a tree takes the fewest that it can, which is one.
	full := make([][]float64, width)
	full[0] = make([]float64, width)
	for d := range n {
		full[d+1] = make([]float64, width)
		for h := range width {
			full[d+1][h] = float64(scores[d*width+h])
		}
		full[d+1][0] -= 1e6
		full[d+1][d+1] = 2 * never
	}
	edges := arborescence(full)
	for d := range n {
		t.heads[d] = edges[d+1]
	}
	return t.heads
}

// isTree tells whether the heads make a tree with one root.
func (t *tree) isTree(n int) bool {
	roots := 0
	t.state = append(t.state[:0], make([]int8, n+1)...)
	t.state[0] = 2
	for d := range n {
		if t.heads[d] == 0 {
			roots++
		}
		at := d + 1
		for t.state[at] == 0 {
			t.state[at] = 1
			at = t.heads[at-1]
		}
		if t.state[at] == 1 {
			return false
		}
		for at = d + 1; t.state[at] == 1; at = t.heads[at-1] {
			t.state[at] = 2
		}
	}
	return roots == 1
}

// arborescence is the maximum spanning tree from node 0, by Chu and Liu (1965)
// and Edmonds (1967): score[d][h] is the worth of the arc from h to d. It
// returns the head of every node.
func arborescence(score [][]float64) []int {
	n := len(score)
	heads := make([]int, n)
	for d := 1; d < n; d++ {
		heads[d] = -1
		for h := range n {
			if h != d && (heads[d] < 0 || score[d][h] > score[d][heads[d]]) {
				heads[d] = h
			}
		}
	}
	cycle := findCycle(heads)
	if cycle == nil {
		return heads
	}
	inside := make([]bool, n)
	for _, c := range cycle {
		inside[c] = true
	}
	// Contract the cycle to one node, the last of a smaller graph.
	var nodes []int
	for v := range n {
		if !inside[v] {
			nodes = append(nodes, v)
		}
	}
	m := len(nodes) + 1
	small := make([][]float64, m)
	enter := make([]int, m) // the node of the cycle that an arc from outside goes to
	leave := make([]int, m) // the node of the cycle that an arc to outside comes from
	for i := range m {
		small[i] = make([]float64, m)
	}
	for i, v := range nodes {
		for j, u := range nodes {
			small[i][j] = score[v][u]
		}
		leave[i] = cycle[0]
		for _, c := range cycle {
			if score[v][c] > score[v][leave[i]] {
				leave[i] = c
			}
		}
		small[i][m-1] = score[v][leave[i]]
		enter[i] = cycle[0]
		gain := func(c int) float64 { return score[c][v] - score[c][heads[c]] }
		for _, c := range cycle {
			if gain(c) > gain(enter[i]) {
				enter[i] = c
			}
		}
		small[m-1][i] = gain(enter[i])
	}
	solved := arborescence(small)
	for i := 1; i < m-1; i++ {
		if h := solved[i]; h == m-1 {
			heads[nodes[i]] = leave[i]
		} else {
			heads[nodes[i]] = nodes[h]
		}
	}
	from := solved[m-1]
	heads[enter[from]] = nodes[from]
	return heads
}

// findCycle is the nodes of a cycle of heads; nil where there is none.
func findCycle(heads []int) []int {
	state := make([]int, len(heads))
	for v := 1; v < len(heads); v++ {
		at := v
		for at != 0 && state[at] == 0 {
			state[at] = v
			at = heads[at]
		}
		if at != 0 && state[at] == v {
			cycle := []int{at}
			for u := heads[at]; u != at; u = heads[u] {
				cycle = append(cycle, u)
			}
			return cycle
		}
	}
	return nil
}
