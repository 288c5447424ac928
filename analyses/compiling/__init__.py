"""The pokja makes one list for the book of the rows of all agencies."""
