package fetch

import (
	"errors"
	"net/netip"
)

var errPrivate = errors.New("is not on the public internet; --allow-private asks it all the same")

// notPublic are the networks that are nobody's on the public internet, by the
// registries of special-purpose addresses (RFC 6890): private, shared, link-local,
// loopback, for documentation and measurement, reserved.
var notPublic = prefixes(
	"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
	"192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
	"203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
	"2001::/23", "2001:db8::/32", "2620:4f:8000::/48", "3fff::/20",
)

// Networks of version 6 that hold an address of version 4.
var (
	global6   = netip.MustParsePrefix("2000::/3") // all that is given out
	sixToFour = netip.MustParsePrefix("2002::/16")
	nat64     = netip.MustParsePrefix("64:ff9b::/96")
)

func prefixes(written ...string) []netip.Prefix {
	var all []netip.Prefix
	for _, w := range written {
		all = append(all, netip.MustParsePrefix(w))
	}
	return all
}

// public is nil for an address of the public internet.
func public(a netip.Addr) error {
	a = a.Unmap().WithZone("")
	if a.Is6() {
		b := a.As16()
		switch {
		case nat64.Contains(a):
			return public(netip.AddrFrom4([4]byte(b[12:])))
		case sixToFour.Contains(a):
			return public(netip.AddrFrom4([4]byte(b[2:6])))
		case !global6.Contains(a):
			return errPrivate
		}
	}
	for _, p := range notPublic {
		if p.Contains(a) {
			return errPrivate
		}
	}
	return nil
}
