package lexicon

// CountryNames are the names and aliases of countries, by themselves, without the
// cost of the whole lexicon: what tells a country from a place within it.
func CountryNames() (map[string]bool, error) {
	const file = "hand/countries.tsv"
	data, err := embedded.ReadFile(file)
	if err != nil {
		return nil, err
	}
	table, err := ParseTable(file, data)
	if err != nil {
		return nil, err
	}
	names := map[string]bool{}
	err = table.each(func(c []string) error {
		names[c[0]] = true
		for _, alias := range list(c[1]) {
			names[alias] = true
		}
		return nil
	}, "name", "aliases")
	return names, err
}
