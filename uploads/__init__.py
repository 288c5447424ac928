"""A file that somebody sends is looked at before any room keeps it.

A plain package, no Django app: rooms that keep files call `uploads.checking.check`, store what it
gives under a name that says nothing, and pass its sentence on when it refuses.
"""
