"""What the database itself holds of an edition: content, books and manifest cannot differ.

The manifest names the SHA-256 of the content and of every book (`editions.manifest` writes the
same text). So an edition whose manifest is signed has exactly these books, whoever writes.
"""

import pgtrigger

from masterplans.guards import file_is_whole, refuse

MANIFEST = """
    SELECT '{"books":[' || coalesce(string_agg(
               format('{"number":%s,"pages":%s,"sha256":"%s"}',
                      book->>'number', book->>'pages', book->>'sha256'),
               ',' ORDER BY (book->>'number')::int), '')
           || '],"commitment":null,"content":"' || NEW.sha256 || '","schema":"simpul-manifest-1"}'
      INTO expected FROM jsonb_array_elements(NEW.manifest::jsonb -> 'books') book;
"""


def tied_to_its_content() -> pgtrigger.Trigger:
    """An edition is kept with the hash of its content, and the manifest that names it."""
    return pgtrigger.Trigger(
        name="tied_to_its_content",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        declare=[("expected", "text")],
        func=f"""
        IF encode(sha256(convert_to(NEW.content, 'UTF8')), 'hex') <> NEW.sha256 THEN
            {refuse("Isi edisi tidak cocok dengan nilai hash-nya.")}
        END IF;
        {MANIFEST}
        IF expected IS DISTINCT FROM NEW.manifest
            OR encode(sha256(convert_to(NEW.manifest, 'UTF8')), 'hex') <> NEW.manifest_sha256
        THEN {refuse("Manifes edisi tidak cocok dengan isinya.")} END IF;
        RETURN NEW;
        """,
    )


def named_in_the_manifest() -> pgtrigger.Trigger:
    """A book is kept with its own hash, and only when the manifest of its edition names it."""
    return pgtrigger.Trigger(
        name="named_in_the_manifest",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func=f"""
        {file_is_whole("Berkas buku tidak cocok dengan nilai hash-nya.")}
        PERFORM FROM editions_edition e
          WHERE e.id = NEW.edition_id AND e.manifest::jsonb -> 'books' @> jsonb_build_array(
              jsonb_build_object('number', NEW.number, 'pages', NEW.pages, 'sha256', NEW.sha256));
        IF NOT FOUND THEN {refuse("Buku ini tidak tercantum dalam manifes edisinya.")} END IF;
        RETURN NEW;
        """,
    )
