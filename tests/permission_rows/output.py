"""Pages of the floor “output”: books, workbooks, editions."""

from tests.permission_rows.roles import COORDINATORS, MANAGERS, OWNER, READERS, WRITERS

ROWS = [
    ("rosters:grid", "get", READERS, "slug roster"),
    ("rosters:grid", "get", READERS, "slug members"),
    ("rosters:grid", "post", COORDINATORS, "slug roster"),
    ("rosters:row", "post", MANAGERS, "slug members member_row"),
    ("rosters:paste", "get", COORDINATORS, "slug roster"),
    ("decree:members", "get", READERS, "code mandate"),
    ("sheets:page", "get", READERS, "slug sheet"),
    ("sheets:page", "get", READERS, "slug kind"),
    ("sheets:page", "post", WRITERS, "slug sheet"),
    ("sheets:page", "post", WRITERS, "slug kind"),
    ("sheets:download", "get", READERS, "slug sheet"),
    ("sheets:download", "get", READERS, "slug kind"),
    ("sheets:preview", "get", OWNER, "slug import"),
    ("sheets:state", "get", OWNER, "slug import"),
    ("sheets:choose", "post", OWNER, "slug import"),
    ("sheets:choose_hidden", "post", OWNER, "slug import"),
    ("sheets:apply", "post", OWNER, "slug import"),
    ("sheets:drop", "post", OWNER, "slug import"),
    ("exports:quickwin_page", "get", READERS, "slug chosen"),
    ("exports:request_quickwin_page", "post", READERS, "slug chosen"),
    ("exports:download_quickwin_page", "get", READERS, "slug printed_page"),
    ("exports:books", "get", READERS, "slug"),
    ("editions:changes_after", "get", READERS, "frozen edition"),
    ("exports:states", "get", READERS, "slug"),
    ("exports:request", "post", READERS, "slug number"),
    ("exports:download", "get", READERS, "slug number"),
    ("exports:edition_book", "get", READERS, "frozen edition number"),
]
