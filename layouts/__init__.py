"""How a form is laid out, and how a field looks: layout objects, our template pack's Python half.

`templates/simpul/` holds the pack of `django-crispy-forms`; `docs/look.md` shows how a form says
its layout.
"""
