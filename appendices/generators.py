"""The scans of the Nota Kesepakatan and of the decrees, for the book Lampiran."""

from appendices.blocks import ScannedDocument, ScannedPage
from exports.book_data import BookData
from exports.generators import SectionPlace
from exports.team_data import document_name
from mandates.scan_names import scan_name

OWED = "Belum ada pindaian keputusan yang diunggah."


def scans(data: BookData, place: SectionPlace):
    """Each document that has a scan; one that nobody could read has no pages."""
    for number, row in enumerate(data.mandates, 1):
        file = row.get("file")
        if not file:
            continue
        words = data.scans.get(file["sha256"], ())
        yield ScannedDocument(
            title=document_name(row),
            about=row["about"],
            file=file["name"],
            sha256=file["sha256"],
            anchor=f"pindaian-{place.section.replace('.', '-')}-{number}",
            pages=tuple(
                ScannedPage(scan_name(file["sha256"], page), " ".join(said.split()))
                for page, said in enumerate(words, 1)
            ),
        )
