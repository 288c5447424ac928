"""What was typeset is kept, and is not typeset again.

A piece of a book is known by the SHA-256 of all that decides how it looks: its HTML, the pictures
in it, stylesheets, fonts, and the programs that set it. `keeping.set_kept` gives what is there and
has the rest set. What nobody uses goes after a while; a region has so much room and no more.
"""
