package record

// The closed vocabularies, in the order of docs/record.md.
var (
	// Kinds are the seven kinds of entry.
	Kinds = []string{Meeting, Position, Agreement, Act, Incident, Toll, Statement}
	// MentionTypes are the types of mention.
	MentionTypes = []string{Person, Organization, Group, PlaceType}
	// Roles are the roles of an actor in an entry.
	Roles = []string{RoleActor, RoleRecipient, RoleHost, RoleMediator}
	// Types are PLOVER's event types.
	Types = []string{"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
		"REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
	// Aux are PLOVER's auxiliary modes; "" is a fact of the report's own news.
	Aux = []string{"", "future", "hypothetical", "negation", "historical"}
	// Modes are PLOVER's modes by event type; a type that is absent has none.
	Modes = map[string][]string{
		"CONSULT":  {"visit", "third-party", "multilateral", "phone"},
		"RETREAT":  {"withdraw", "release", "disarm", "ceasefire", "access", "resign"},
		"REQUEST":  {"assist", "change", "yield", "meet"},
		"REJECT":   {"assist", "change", "yield", "meet"},
		"ACCUSE":   {"disapprove", "investigate", "allege"},
		"THREATEN": {"restrict", "ban", "arrest", "relations", "expel", "territory", "violence"},
		"PROTEST":  {"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"},
		"SANCTION": {"convict", "expel", "withdraw", "discontinue"},
		"MOBILIZE": {"troops", "weapons", "police", "militia"},
		"COERCE": {"seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold",
			"misinformation", "cyber"},
		"ASSAULT": {"abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
			"suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional"},
	}
	// Contexts are PLOVER's contexts.
	Contexts = []string{"military", "intelligence", "executive", "legislative", "election", "political_institutions",
		"pro_democracy", "pro_autocracy", "economic", "legal", "reparations", "human_rights", "rights_freedoms",
		"repression", "human_security", "gender", "lgbt", "religion_ethnicity", "inequality", "diplomatic", "territory",
		"peacekeeping", "health", "asylum", "migration", "disasters", "natural_resource", "environment", "technology",
		"terrorism", "cbrn", "cyber", "misinformation", "crime", "corruption", "illegal_drugs", "trafficking"}
	// Sectors are PLOVER's and CAMEO's sectors of an actor.
	Sectors = []string{"GOV", "MIL", "LEG", "JUD", "PTY", "OPP", "COP", "SPY", "REB", "PRM", "UAF", "IGO", "NGO", "JRN",
		"BUS", "EDU", "MED", "REL", "LAB", "CVL", "REF", "DET", "CRM", "SOC", "ELI", "UNK"}
	// Issues are what an entry can be about at the table.
	Issues = []string{"peace", "ceasefire", "talks", "prisoners", "territory", "withdrawal", "security_guarantees",
		"alliances", "arms", "sanctions", "humanitarian", "displaced", "governance", "justice", "reconstruction",
		"resources", "nuclear", "monitoring", "other"}
	// Stances are what a party can take on an issue.
	Stances = []string{"demands", "offers", "accepts", "rejects"}
	// States are how far an agreement has come.
	States = []string{"proposed", "agreed", "signed", "in_force", "carried_out", "broken", "ended"}
	// Harms are what a toll can count.
	Harms = []string{"killed", "wounded", "missing", "captured", "detained", "abducted", "released", "displaced"}
	// Bounds tell how a count bounds the figure.
	Bounds = []string{"exact", "about", "at_least", "at_most"}
)

// The seven kinds.
const (
	Meeting   = "meeting"
	Position  = "position"
	Agreement = "agreement"
	Act       = "act"
	Incident  = "incident"
	Toll      = "toll"
	Statement = "statement"
)

// The types of mention.
const (
	Person       = "person"
	Organization = "organization"
	Group        = "group"
	PlaceType    = "place"
)

// The roles of an actor.
const (
	RoleActor     = "actor"
	RoleRecipient = "recipient"
	RoleHost      = "host"
	RoleMediator  = "mediator"
)

// IGO and NGO stand in an actor's country for international bodies.
const (
	IGO = "IGO"
	NGO = "NGO"
)
