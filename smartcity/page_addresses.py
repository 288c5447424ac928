"""Where the pages are that rooms link to without knowing the room that stands above them."""

from regions.addresses import address


def page_of_region(region) -> str:
    """The address of a region's own page."""
    return address("monitoring:region", region.code)


def page_of_masterplan(masterplan) -> str:
    """The address of a masterplan's first page."""
    return address("stages:overview", masterplan.slug)


def page_of_cohort(cohort) -> str:
    """The address of the table of a cohort's regions."""
    return address("cohort:table", cohort.year)


# For `reverse(settings.LINKS["review"], …)` and `{% link "review" … %}`: a room may link to a page
# of a room above it, but never name that room. Each such page stands here once.
LINKS = {
    "assign": "assignments:assign",
    "books": "exports:books",
    "ceremony": "ceremonies:hall",
    "check_document": "verification:search",
    "commitment": "commitments:detail",
    "sent_to_bsre": "signing:sent",
    "sign_commitment": "signing:sign",
    "signed_document": "signing:document",
    "signing_certificate": "signing:certificate",
    "compiling": "compiling:pokja",
    "copy_program": "portfolio:copy",
    "enactments": "enactments:list",
    "join_program": "portfolio:join",
    "identities": "identities:officials",
    "letterheads": "letterheads:overview",
    "mandates": "mandates:overview",
    "move_program": "portfolio:move",
    "named_keywords": "worksheets:named_keywords",
    "nominate_quickwin": "quickwins:nominate",
    "notes_annex": "notes:annex",
    "participants": "portfolio:participants",
    "paste_signatories": "signatory_lists:paste",
    "place_notes": "notes:place_notes",
    "programs": "portfolio:board",
    "quick_programs": "portfolio:quick",
    "quickwin_page": "exports:quickwin_page",
    "read_book": "previews:book",
    "read_chapter": "reviews:chapter",
    "read_plan": "reviews:plan",
    "regions": "monitoring:regions",
    "realisation": "realisation:summary",
    "reminders": "reminders:preview",
    "review": "reviews:decide",
    "revoke_commitment": "revocations:prepare",
    "roster": "rosters:grid",
    "roster_paste": "rosters:paste",
    "members_table": "decree:members",
    "section_preview": "previews:section",
    "session": "attendance:detail",
    "stuck": "stuck:page",
    "split_program": "portfolio:split",
    "timeline": "timeline:region",
    "trail_of_region": "monitoring:trail",
    "verify_document": "verification:show",
    "whole_draft": "bookset:draft",
    "whole_edition": "bookset:edition",
    "word_files": "wordfiles:shelf",
    "workbook": "sheets:page",
    "workbook_download": "sheets:download",
    "worksheets": "assignments:worksheets",
    "writers": "assignments:writers",
}

# `{% tabs "masterplan" %}`: pages of several rooms that stand side by side. (label, page)
TABS = {
    "masterplan": (
        "Halaman masterplan",
        [
            ("Isi buku", "masterplans:contents"),
            ("Pokok", "strategy:identity"),
            ("Visi dan misi", "strategy:vision"),
            ("Keselarasan", "strategy:alignment"),
            ("Pokja", "strategy:teams"),
            ("Berkas", "masterplans:upload"),
        ],
    ),
    "programs": (
        "Tampilan program",
        [
            ("Daftar program", "portfolio:board"),
            ("Peta jalan per tahun", "portfolio:roadmap"),
            ("Anggaran", "portfolio:budget"),
            ("Sasaran dan strategi", "strategy:aims"),
            ("Keselarasan", "portfolio:alignment"),
            ("Periksa", "portfolio:odd"),
            ("Realisasi", "realisation:summary"),
        ],
    ),
}


ABSOLUTE_URL_OVERRIDES = {
    "regions.region": page_of_region,
    "masterplans.masterplan": page_of_masterplan,
    "cohorts.cohort": page_of_cohort,
}
