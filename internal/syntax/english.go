package syntax

import (
	_ "embed"
	"fmt"
)

//go:embed model/english.model
var english []byte

// English is the model that the binary carries. docs/model.md tells what it was
// trained on.
func English() (*Model, error) {
	m, err := ParseModel(english)
	if err != nil {
		return nil, fmt.Errorf("the embedded model: %w", err)
	}
	return m, nil
}
