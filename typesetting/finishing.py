"""What makes a PDF/A-3a of WeasyPrint a file to be kept: PDF/UA-1, and files that travel in it."""

import io
from dataclasses import dataclass, field
from datetime import datetime

import pikepdf
from pikepdf import AttachedFileSpec, Dictionary, Name

# Says that the file is PDF/UA-1 too. PDF/A wants every word that it does not know described. It
# must stand in the one rdf:RDF of the file: readers ignore a second one.
UNIVERSAL_ACCESS = """
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>
<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>
</rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
END_OF_RDF = b"</rdf:RDF>"


@dataclass(frozen=True)
class EnclosedFile:
    """A file that travels inside the document. `relationship` is one of PDF's own words."""

    name: str
    content: bytes = field(repr=False)
    media_type: str = "application/json"
    description: str = ""
    relationship: str = "Data"
    modified: datetime | None = None


def finish(pdf: pikepdf.Pdf) -> bytes:
    """The bytes to be frozen of a PDF/A-3a that has title, language and tags; PDF/UA-1 as well.

    In many small streams of objects: pyHanko reads a stream anew for each object in it, and
    WeasyPrint writes only one.
    """
    _declare_universal_access(pdf)
    out = io.BytesIO()
    pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


def _declare_universal_access(pdf):
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    said = pdf.Root.Metadata.read_bytes()
    assert said.count(END_OF_RDF) == 1
    metadata = pdf.make_stream(said.replace(END_OF_RDF, UNIVERSAL_ACCESS.encode() + END_OF_RDF))
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = metadata


def enclose(pdf: pikepdf.Pdf, attachment: EnclosedFile) -> None:
    """Put a file into the document, found by readers and named as belonging to all of it."""
    described = AttachedFileSpec(
        pdf,
        attachment.content,
        filename=attachment.name,
        description=attachment.description or attachment.name,
        mime_type=attachment.media_type,
        relationship=Name(f"/{attachment.relationship}"),
        mod_date=f"{attachment.modified:D:%Y%m%d%H%M%SZ}" if attachment.modified else "",
    )
    pdf.attachments[attachment.name] = described
