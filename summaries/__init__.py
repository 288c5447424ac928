"""What the tables of a book say in short: a sentence before each, and the spreads of Buku 3.

A plain package, no Django app. It knows neither a table of the database nor where a book comes
from: `exports` fills it, and prints its blocks with the templates that they name.
"""
