"""Pages of signing."""

from tests.permission_rows.roles import MANAGERS, READERS

ROWS = [
    ("commitments:detail", "get", READERS, "signing"),
    ("commitments:prepare", "get", MANAGERS, "frozen"),
    ("commitments:propose", "post", MANAGERS, "frozen"),
    ("commitments:extend", "get", MANAGERS, "signing"),
    ("commitments:replace", "get", MANAGERS, "signing place"),
    ("commitments:remove", "post", MANAGERS, "drafted"),
    ("commitments:open", "post", MANAGERS, "drafted"),
    ("commitments:cancel", "get", MANAGERS, "signing"),
    ("commitments:remind", "post", MANAGERS, "signing"),
    ("commitments:read", "get", {"signatory"}, "signing"),
    ("commitments:page", "get", {"signatory"}, "signing shown number"),
    ("signing:sign", "get", {"signatory"}, "signing"),
    ("signing:finish", "post", {"signatory"}, "signing"),
    ("signing:sign_by_bsre", "get", {"signatory"}, "signing"),
    ("signing:check_mine", "post", {"signatory"}, "signing"),
    ("signing:sent", "get", MANAGERS, "signing"),
    ("signing:check", "post", MANAGERS, "signing place"),
    ("signing:release", "post", MANAGERS, "signing place"),
    ("commitments:done", "get", {"signatory"}, "signed"),
    ("commitments:decline", "get", {"signatory"}, "signing"),
    ("commitments:draft", "get", READERS, "signing"),
    ("commitments:document", "get", READERS, "signed"),
    ("signing:certificate", "get", READERS, "signed"),
    ("signatory_lists:paste", "get", MANAGERS, "frozen"),
    ("ceremonies:hall", "get", READERS, "signing"),
    ("ceremonies:board", "get", READERS, "ceremony"),
    ("ceremonies:open", "post", MANAGERS, "signing"),
    ("ceremonies:end", "post", MANAGERS, "signing"),
]
