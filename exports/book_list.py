"""What the documents page shows: every book with its newest print, and the frozen editions."""

from dataclasses import dataclass

from editions.models import EditionBook
from exports.models import PrintJob, PrintState
from masterplans.models import Masterplan, OutlineBook, Status
from masterplans.models.outline import FRONT


@dataclass(frozen=True)
class ListedBook:
    """One book on the shelf: the job that matters now, and the newest file there is."""

    book: OutlineBook
    job: PrintJob | None
    finished: PrintJob | None

    @property
    def parts(self) -> str:
        """Its chapters by their titles: what the outline of the plan puts into it."""
        return ", ".join(one.title for one in self.book.chapters.all() if one.number != FRONT)

    @property
    def is_under_way(self) -> bool:
        return self.job is not None and self.job.is_under_way


def book_list(masterplan: Masterplan) -> list[ListedBook]:
    """The books of a masterplan, in four queries."""
    jobs = masterplan.print_jobs.latest_of_each_book().without_file()
    newest = {job.number: job for job in jobs}
    done = masterplan.print_jobs.filter(state=PrintState.DONE)
    finished = {job.number: job for job in done.latest_of_each_book().without_file()}
    return [
        ListedBook(book, newest.get(book.number), finished.get(book.number))
        for book in OutlineBook.objects.filter(outline=masterplan.outline_id)
        .order_by("number")
        .prefetch_related("chapters")
    ]


def may_be_printed(masterplan: Masterplan) -> bool:
    """A frozen masterplan is not typeset again: its edition keeps the very bytes."""
    return masterplan.status not in (Status.FROZEN, Status.SIGNED)


def edition_books(masterplan: Masterplan):
    """The books of all frozen editions, newest edition first, without the files themselves."""
    return (
        EditionBook.objects.filter(edition__masterplan=masterplan)
        .defer("pdf", "edition__content")
        .select_related("edition")
        .order_by("-edition__number", "number")
    )
