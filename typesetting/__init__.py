"""HTML becomes PDF: a page, a letter, a piece of a book, and pieces joined to a book.

A plain package, no Django app. `pdf.render_pdf` sets a whole document, `pdf.render_piece` a part
that `pdf_assembly.join` puts into a book; `archival.render_archival` what is to be signed and kept,
as PDF/A and PDF/UA with fields for signatures; `page_pictures` draws what was typeset.
Nothing is fetched but what lies in `static/print/` and the pictures that the caller gives along
(`pictures.Images`). It knows no plan and no table; what books contain is the matter of `exports`.
Reading WeasyPrint in takes a second: import `pdf` inside the function that a worker calls.
"""
