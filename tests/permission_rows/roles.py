"""Whom the table of permissions names: sets of roles."""

COORDINATORS = {"lead", "deputy"}
MEMBERS = COORDINATORS | {"dimension_lead", "pokja_member", "writer"}
MEMBERS |= {"facilitator", "signatory", "viewer"}
READERS = MEMBERS | {"province_officer", "national"}
COMPILERS = COORDINATORS | {"dimension_lead"}  # a pokja compiles what its lead decides
POKJA = COMPILERS | {"pokja_member"}
WRITERS = POKJA | {"writer"}
OWNER = {"lead"}  # what she herself uploaded, or typed too late
MANAGERS = COORDINATORS | {"national"}
REVIEWERS = {"facilitator", "national"}
PLANNERS = MANAGERS | {"facilitator"}
ASKERS = PLANNERS | POKJA
JUDGES = POKJA | {"facilitator"}
