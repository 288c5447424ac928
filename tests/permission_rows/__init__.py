"""Who may open what: one table, a file for each floor of the house, and a row for each page.

A row: name of the page, method, who may, what stands in its address (tests/world.py).
"""

from tests.permission_rows import base, nation, output, process, signing, work

PAGES = [
    *base.ROWS,
    *work.ROWS,
    *output.ROWS,
    *signing.ROWS,
    *process.ROWS,
    *nation.ROWS,
]
