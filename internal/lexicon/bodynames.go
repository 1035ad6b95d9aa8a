package lexicon

import (
	"maps"
	"strings"
)

// BodyNames are the full names of organizations and armed groups by their bynames,
// and of the intergovernmental bodies and armed groups that somebody leads or speaks
// for by his or her name; each key is a country, "|" and a name: "IGO|UN" and
// "IGO|Kofi Annan" are both "United Nations". It comes without the cost of the
// whole lexicon: what tells one party under two names.
func BodyNames() (map[string]string, error) {
	names := map[string]string{}
	err := rows("hand/organizations.tsv", func(c []string) error {
		for _, name := range append(list(c[1]), c[0]) {
			key := c[2] + "|" + name
			if _, taken := names[key]; !taken || name == c[0] {
				names[key] = c[0]
			}
		}
		return nil
	}, "name", "aliases", "country")
	if err != nil {
		return nil, err
	}
	bodies := maps.Clone(names)
	err = rows("hand/people.tsv", func(c []string) error {
		sectors := list(c[4])
		if len(sectors) == 0 || sectors[0] != "IGO" && sectors[0] != "REB" && sectors[0] != "PRM" {
			return nil
		}
		country, words := c[2]+"|", strings.Fields(c[3])
		for n := range words {
			body, ok := bodies[country+strings.Join(words[:len(words)-n], " ")]
			if !ok {
				body, ok = bodies[country+strings.Join(words[n:], " ")]
			}
			if ok {
				for _, name := range append(list(c[1]), c[0]) {
					names[country+name] = body
				}
				break
			}
		}
		return nil
	}, "name", "aliases", "country", "office", "sectors")
	return names, err
}

// rows reads columns of an embedded table.
func rows(file string, take func([]string) error, columns ...string) error {
	data, err := embedded.ReadFile(file)
	if err != nil {
		return err
	}
	table, err := ParseTable(file, data)
	if err != nil {
		return err
	}
	return table.each(take, columns...)
}
