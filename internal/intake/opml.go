package intake

// opml reads a list of feeds, as feed readers hand it out: the addresses of all
// its outlines, however deep, each once. Lists that it includes are not followed.
func opml(root *element, address string) Feed {
	f := Feed{Title: root.find("head", "title").line()}
	seen := map[string]bool{}
	var walk func(e *element)
	walk = func(e *element) {
		for _, c := range e.all("outline") {
			at := absolute(oneOf(c.at("xmlUrl"), c.at("xmlurl"), c.at("xmlURL")), address)
			if at != "" && !seen[at] {
				seen[at] = true
				f.Feeds = append(f.Feeds, at)
			}
			walk(c)
		}
	}
	walk(root.find("body"))
	return f
}
