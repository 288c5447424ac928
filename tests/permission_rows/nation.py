"""Pages of the nation and of cohorts."""

from tests.permission_rows.roles import MANAGERS, PLANNERS, READERS

ROWS = [
    ("monitoring:region", "get", READERS, "code"),
    ("monitoring:outside_add", "get", MANAGERS | {"province_officer"}, "code"),
    ("monitoring:outside_file", "get", READERS, "code outside"),
    ("monitoring:outside_remove", "post", MANAGERS | {"province_officer"}, "code outside"),
    ("monitoring:trail", "get", PLANNERS, "code"),
    ("cohort:table", "get", {"national"}, "year"),
    ("cohort:download", "get", {"national"}, "year"),
    ("search:find", "get", READERS, "slug"),
]
