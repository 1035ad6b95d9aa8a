package intake

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/rapporteur/rapporteur/internal/record"
)

// ninjsKeys are keys of an item of ninjs 1 to 3, as plainKey writes them.
var ninjsKeys = []string{"bodytext", "bodyxhtml", "bodies", "headlines", "headline", "pubstatus", "versioncreated"}

// plainKey is a key without what tells ninjs 1 and 2 (body_text) from ninjs 3
// (bodyText).
func plainKey(key string) string { return strings.ToLower(strings.ReplaceAll(key, "_", "")) }

// isNinjs tells an item of ninjs: it has a uri and no "text".
func isNinjs(keys map[string]json.RawMessage) bool {
	if keys["uri"] == nil || keys["text"] != nil {
		return false
	}
	for key := range keys {
		for _, k := range ninjsKeys {
			if plainKey(key) == k {
				return true
			}
		}
	}
	return false
}

// item is what is read of an item of ninjs, keys as plainKey writes them.
type item struct {
	URI, Type, PubStatus                         string
	FirstCreated, VersionCreated, ContentCreated string
	Language, Headline, ByLine, Title, URL       string
	BodyText, BodyXHTML, Located, By             string
	CopyrightHolder                              string
	Bodies, Headlines                            []struct{ Role, ContentType, Value string }
	InfoSources, InfoSource, Organisations       []struct{ Name, Literal, Role, Rel string }
}

// ninjs reads an item of the IPTC's ninjs, versions 1 to 3.
func ninjs(keys map[string]json.RawMessage) (rep record.Report, status string, err error) {
	var it item
	if err := plainKeys(keys, &it); err != nil {
		return rep, "", err
	}
	rep = record.Report{ID: it.URI, Language: it.Language, Item: it.URI, Stamp: Moment(it.VersionCreated)}
	if status := takenBack(it.PubStatus); status != "" {
		return rep, status, nil
	}
	if it.Type != "" && it.Type != "text" {
		return rep, "", fmt.Errorf("an item of type %q, which has no text to read", it.Type)
	}
	rep.Title = oneLine(oneOf(it.Headline, pick(it.Headlines, "main", "headline"), it.Title))
	rep.Title, _ = plainOf(rep.Title)
	rep.Title = oneLine(rep.Title)
	rep.Date = firstDate(it.ContentCreated, it.FirstCreated, it.VersionCreated)
	for _, sources := range [][]struct{ Name, Literal, Role, Rel string }{it.InfoSources, it.InfoSource} {
		for _, s := range sources {
			rep.Source = oneOf(rep.Source, s.Name, s.Literal)
		}
	}
	rep.Source = oneOf(rep.Source, it.CopyrightHolder)
	rep.URL = oneOf(httpOnly(it.URL), httpOnly(it.URI))
	if by := oneLine(oneOf(it.By, it.ByLine)); by != "" {
		rep.Extra = map[string]any{"author": by}
	}
	body := oneOf(it.BodyText, pick(it.Bodies, "main", "body"), it.BodyXHTML)
	if strings.HasPrefix(strings.TrimSpace(body), "<") {
		if body, err = plainOf(body); err != nil {
			return rep, "", err
		}
	}
	if strings.TrimSpace(body) == "" {
		return rep, "", errors.New("an item without a body (body_text, body_xhtml or bodies)")
	}
	rep.Text = compose(rep.Title, body)
	return rep, "", check(rep.Text)
}

// pick is the value with one of the roles; else the first.
func pick(of []struct{ Role, ContentType, Value string }, roles ...string) string {
	for _, role := range roles {
		for _, o := range of {
			if strings.EqualFold(afterColon(o.Role), role) && o.Value != "" {
				return o.Value
			}
		}
	}
	for _, o := range of {
		if o.Value != "" {
			return o.Value
		}
	}
	return ""
}

// plainKeys reads an object into a struct, its keys as plainKey writes them;
// encoding/json does the same for the objects in it, which have none with a line.
func plainKeys(keys map[string]json.RawMessage, to any) error {
	plain := make(map[string]json.RawMessage, len(keys))
	for key, value := range keys {
		k := plainKey(key)
		// title is an object in some feeds; what cannot be read is not there.
		if _, twice := plain[k]; !twice || key == k {
			plain[k] = value
		}
	}
	for key, value := range plain {
		one, err := json.Marshal(map[string]json.RawMessage{key: value})
		if err == nil {
			_ = json.Unmarshal(one, to)
		}
	}
	return nil
}
