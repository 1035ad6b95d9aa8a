# make build test lint lexicon bench soak score model
SHARED ?= ../shared
OUT    := out

.PHONY: build test lint lexicon bench soak score model

build:
	CGO_ENABLED=0 go build -trimpath -o rapporteur ./cmd/rapporteur

test:
	go test ./...

lint:
	@unformatted=$$(gofmt -l cmd internal); test -z "$$unformatted" || { echo "not formatted: $$unformatted"; exit 1; }
	go vet ./...
	go tool staticcheck ./...

# Order, columns, doubles, codes and documentation of every table.
lexicon:
	go test -count=1 ./internal/lexicon

# Tokens a second, of each step and of the whole.
bench:
	scripts/bench.sh
	scripts/bench-store.sh

# Kills a program that adds reports 200 times and looks at what it left.
soak:
	RAPPORTEUR_SOAK=$${RAPPORTEUR_SOAK:-200} go test -count=1 -timeout 60m -run '^TestKilled$$' -v ./internal/store

# Records and trees against those that people made; SAVE=1 keeps the figures in
# docs/scores.tsv. Needs python3 and the annotated data beside the repository.
score:
	SHARED="$(SHARED)" OUT="$(OUT)" SAVE="$(SAVE)" scripts/score.sh

# Trains the model that the binary carries; at most two hours on two cores.
model: build
	./rapporteur train --treebanks $(SHARED)/treebanks --text $(SHARED)/text --out internal/syntax/model/english.model
