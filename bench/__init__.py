"""Size of a nation: fills databases of their own, and measures the main pages (`make bench`).

`__main__` starts everything; `filling` makes the countries; `pages` says what is measured;
`measuring` asks one database for a page; `report` prints and writes. See docs/bench.md.
"""
