package export

import (
	"strconv"
	"strings"
)

// row writes a row of a table parted by tabs; an empty cell is missing.
func (x *exporter) row(missing string, cells []string) {
	for i, c := range cells {
		if i > 0 {
			x.out.WriteByte('\t')
		}
		if c = line(c); c == "" {
			c = missing
		}
		x.out.WriteString(c)
	}
	x.out.WriteByte('\n') // an error stays with the writer, and Flush gives it
}

// compact is a day without its hyphens: 20250516.
func compact(day string) string { return strings.ReplaceAll(day, "-", "") }

// date is year, month and day as numbers without leading noughts.
func date(day string) (year, month, dayOfMonth string) {
	if len(day) < 10 {
		return "", "", ""
	}
	return day[:4], strings.TrimPrefix(day[5:7], "0"), strings.TrimPrefix(day[8:10], "0")
}

func decimal(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// degrees are the coordinates of a place, "" where it has none.
func degrees(lat, lon *float64) (string, string) {
	if lat == nil || lon == nil {
		return "", ""
	}
	return decimal(*lat), decimal(*lon)
}

// each is the list of what f gives for the members of a list, without what is empty.
func each[T any](of []T, f func(T) string) []string {
	var all []string
	for _, m := range of {
		if s := f(m); s != "" {
			all = append(all, s)
		}
	}
	return all
}
