"""The versioned template of the books: what a masterplan consists of."""

from django.db import models

from masterplans.models.choices import SectionKind, Stage
from regions.naming import Naming

FRONT = 0  # the number of the chapter that stands before the table of contents


def chapter_place(book: int, chapter: int) -> str:
    """ "Buku 2, bab 3", or "Buku 2, bagian awal" for what stands before the table of contents."""
    return f"Buku {book}, bagian awal" if chapter == FRONT else f"Buku {book}, bab {chapter}"


class OutlineQuerySet(models.QuerySet):
    def newest(self, naming: str = Naming.CITY):
        """The newest outline in the words of this naming, else the newest of all, else None."""
        outlines = self.order_by("-pk")
        return outlines.filter(naming=naming).first() or outlines.first()


class Outline(models.Model):
    """A version of the books' contents. A masterplan stays with the version it began with."""

    version = models.SlugField("versi", unique=True)
    title = models.CharField("nama", max_length=150)
    naming = models.CharField("sebutan", max_length=8, choices=Naming, default=Naming.CITY)

    objects = OutlineQuerySet.as_manager()

    class Meta:
        verbose_name = "kerangka buku"
        verbose_name_plural = "kerangka buku"

    def __str__(self):
        return self.title


class OutlineBook(models.Model):
    """One of the books, e.g. Buku 1 Analisis Strategis."""

    outline = models.ForeignKey(Outline, models.CASCADE, related_name="books")
    number = models.PositiveSmallIntegerField("nomor")
    title = models.CharField("judul", max_length=150)
    subtitle = models.CharField("anak judul", max_length=150, blank=True)

    class Meta:
        verbose_name = "buku"
        verbose_name_plural = "buku"
        ordering = ["outline", "number"]
        constraints = [
            models.UniqueConstraint(fields=["outline", "number"], name="book_number_in_its_outline")
        ]

    def __str__(self):
        return f"Buku {self.number} {self.title}"


class OutlineChapter(models.Model):
    """A chapter of a book; number 0 holds what stands before the table of contents."""

    book = models.ForeignKey(OutlineBook, models.CASCADE, related_name="chapters")
    number = models.PositiveSmallIntegerField("nomor")
    title = models.CharField("judul", max_length=200)
    lead = models.TextField("kalimat pembuka", blank=True)

    class Meta:
        verbose_name = "bab"
        verbose_name_plural = "bab"
        ordering = ["book", "number"]
        constraints = [
            models.UniqueConstraint(fields=["book", "number"], name="chapter_number_in_its_book")
        ]

    def __str__(self):
        return self.title if self.number == FRONT else f"Bab {self.number} {self.title}"

    @property
    def place(self) -> str:
        """Where it is, with its title: "Buku 2, bab 3 Strategi Pembangunan"."""
        place = chapter_place(self.book.number, self.number)
        return place if self.number == FRONT else f"{place} {self.title}"


class OutlineSection(models.Model):
    """A section of a chapter: what to write there, for which stage, and who usually does."""

    chapter = models.ForeignKey(OutlineChapter, models.CASCADE, related_name="sections")
    order = models.PositiveSmallIntegerField("urutan")
    number = models.CharField("nomor", max_length=10)
    slug = models.SlugField("kunci", max_length=80)
    title = models.CharField("judul", max_length=200)
    guidance = models.TextField("petunjuk")
    example = models.TextField("contoh", blank=True)
    stage = models.PositiveSmallIntegerField("tahap", choices=Stage)
    kind = models.CharField("jenis", max_length=10, choices=SectionKind)
    generator = models.SlugField("disusun dari", blank=True)
    usual_writer = models.CharField("biasanya ditulis oleh", max_length=120, blank=True)
    required = models.BooleanField("wajib", default=True)
    words_min = models.PositiveSmallIntegerField("paling sedikit (kata)", default=0)
    words_max = models.PositiveSmallIntegerField("paling banyak (kata)", default=0)

    class Meta:
        verbose_name = "bagian kerangka"
        verbose_name_plural = "bagian kerangka"
        ordering = ["chapter", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["chapter", "order"], name="section_order_in_its_chapter"
            ),
            models.UniqueConstraint(fields=["chapter", "slug"], name="section_slug_in_its_chapter"),
            models.CheckConstraint(
                condition=models.Q(kind=SectionKind.NARRATIVE, generator="")
                | (models.Q(kind=SectionKind.GENERATED) & ~models.Q(generator="")),
                name="section_generated_names_its_generator",
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.title}"
