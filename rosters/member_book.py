"""The table of the members whom the newest decree on the council or the team names."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse

from mandates.actions import MandateError, save_member
from mandates.models import IN_A_POKJA, BodyRole, Mandate, MandateKind, MandateMember, key_of
from mandates.pasted_people import known_officials, official_of
from regions.people import dimension_names
from regions.roles import NAME_A_DIMENSION
from revisions.tokens import digest
from rosters.books import RosterBook
from sheets.books import Change, Mend, RowsRefused, Sheet, SheetRow, StaleRows
from tables.choices import ChoiceColumn, Option, with_distinct_labels
from tables.columns import LineColumn

KINDS = {"sk-dewan": MandateKind.COUNCIL, "sk-tim": MandateKind.TEAM}
TWICE = "Orang atau jabatan ini sudah tercatat dalam SK yang sama."


@dataclass
class MemberBook(RosterBook):
    """Members of the region's newest decree of a kind. Raises KeyError where there is none."""

    title: str = "Anggota"
    one: str = "anggota"
    view: str = "mandates.view_mandate"
    enter: str = "mandates.change_mandate"
    page: str = "mandates:overview"

    def __post_init__(self):
        region = self.masterplan.region
        found = region.mandates.filter(kind=KINDS[self.kind]).newest_first().first()
        if found is None:
            raise KeyError(self.kind)
        self.mandate: Mandate = found
        self.title = f"Anggota {found.get_kind_display()}"
        self.agencies = {str(one.pk): one for one in region.agencies.all()}
        self.keys: dict[str, int | None] = {}
        agencies = [Option(k, str(one), (one.name,)) for k, one in self.agencies.items()]
        dimensions = tuple(Option(code, name) for code, name in dimension_names().items())
        self.sheets = [
            Sheet(
                "Anggota",
                (
                    LineColumn("name", "Nama", "Nama lengkap dengan gelar.", 36, longest=150),
                    LineColumn("position", "Jabatan", "Seperti dalam SK.", 36, longest=150),
                    ChoiceColumn("role", "Kedudukan", width=18, required="Pilih kedudukannya.",
                                 options=tuple(Option(*choice) for choice in BodyRole.choices)),
                    ChoiceColumn("dimension", "Dimensi", "Wajib bagi ketua dan anggota pokja.", 22,
                                 aliases=("dimensi pokja", "pokja"), options=dimensions,
                                 nothing="Tidak di pokja", may_be_empty=True),
                    ChoiceColumn("agency", "Perangkat Daerah", width=28, nothing="Tidak ada",
                                 may_be_empty=True, options=with_distinct_labels(agencies)),
                    LineColumn("institution", "Instansi lain", "Di luar pemerintah daerah.", 28,
                               longest=150, aliases=("instansi",)),
                    LineColumn("email", "Surel", "Tidak dicetak.", 28, longest=254,
                               aliases=("email", "e-mail")),
                ),
            )
        ]  # fmt: skip

    @property
    def is_open(self):
        """An SK is no content of the plan beside which its members are filled in."""
        return True

    @property
    def page_url(self):
        return self.mandate.get_absolute_url()

    def url_of(self, row):
        code = self.masterplan.region.code
        return reverse("mandates:member_edit", args=[code, self.mandate.pk, row.key])

    def rows(self, agencies=None):
        members = list(self.mandate.members.all())
        self.keys = {one.person_key: one.pk for one in members}
        return [self._row(one) for one in members]

    def _row(self, member):
        names = ("name", "position", "role", "dimension", "institution", "email")
        values = {name: getattr(member, name) for name in names}
        values["agency"] = str(member.agency_id or "")
        return SheetRow(member.pk, digest(values), str(member), member.agency_id, values)

    def may_write(self, row):
        return self.user.has_perm(self.enter, self.masterplan)

    def filled(self, values):
        """Who is named without a place is a member."""
        return values | {"role": values.get("role") or BodyRole.MEMBER.value}

    def check(self, row, merged, changed):
        mends = list(self._each(changed))
        if not (merged.get("name") or merged.get("position")):
            mends.append(Mend("name", "Tulis nama, jabatan, atau keduanya."))
        if merged.get("role") in IN_A_POKJA and not merged.get("dimension"):
            mends.append(Mend("dimension", NAME_A_DIMENSION))
        person = key_of(self._put(MandateMember(), merged))
        pk = row.key if row else None
        if person in self.keys and self.keys[person] != pk:
            mends.append(Mend("name", TWICE))
        self.keys.setdefault(person, pk)
        return mends

    def _each(self, changed):
        for name, value in changed.items():
            try:
                self.column_of(name).check(value)
                if name == "email" and value:
                    validate_email(value)
            except ValidationError as error:
                yield Mend(name, error.messages[0])

    def _put(self, member, values):
        for name, value in values.items():
            setattr(member, name, self.agencies.get(value) if name == "agency" else value)
        return member

    @transaction.atomic
    def save(self, changes: list[Change], *, progress) -> None:
        Mandate.objects.select_for_update().get(pk=self.mandate.pk)
        versions = {row.key: row.version for row in self.rows()}
        stale = [one.key for one in changes if one.key and versions.get(one.key) != one.version]
        if stale:
            raise StaleRows(stale)
        members = {one.pk: one for one in self.mandate.members.all()}
        officials = known_officials(self.masterplan.region)
        for change in changes:
            member = members.get(change.key) or MandateMember(mandate=self.mandate)
            self._put(member, change.values)
            if not change.key:
                member.official = official_of(member, officials)
            try:
                save_member(member, by=self.user)
            except MandateError as error:
                raise RowsRefused(f"{member}: {error}") from error
