from functools import partial

from django.apps import AppConfig


class RostersConfig(AppConfig):
    name = "rosters"
    verbose_name = "Tabel kecil"

    def ready(self):
        from rosters.alignment_book import AlignmentBook
        from rosters.member_book import KINDS, MemberBook
        from rosters.participant_book import ParticipantBook
        from sheets.registry import register_book

        for book in (AlignmentBook, ParticipantBook):
            register_book(book.kind, book)
        for kind in KINDS:
            register_book(kind, partial(MemberBook, kind=kind))
