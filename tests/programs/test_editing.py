"""Changing a program that others change too: stale pages, closed plans, removal."""

import pytest

from audit.models import Event
from programs.models import BudgetLine, Indicator, Program
from tests.factories import MembershipFactory, QuickWinFactory
from tests.markup import one_line
from tests.programs.reading import FULL, boxes, sent, words, written_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def stale(program, browser, signed_in, people, region, page):
    """Two people opened the form; Retno was faster. Gives the answer to the slower one."""
    retno = MembershipFactory(region=region, role="lead", user__name="Retno Wulandari").user
    mine = sent(browser.get(page("edit", program.pk)), outcome="Menurut saya.")
    hers = signed_in(retno)
    hers.post(
        page("edit", program.pk),
        sent(
            hers.get(page("edit", program.pk)),
            outcome="Menurut Retno.",
            **{"budget-2024-apbd": "5.000"},
        ),
    )
    return browser.post(page("edit", program.pk), mine)


def test_a_stale_page_is_refused_and_shows_both(stale, program):
    program.refresh_from_db()
    assert (program.outcome, program.version) == ("Menurut Retno.", 2)
    assert stale.status_code == 409
    shown = words(stale)
    assert "Retno Wulandari menyimpan program ini ketika Anda masih mengisi" in shown
    assert "Hasil bagi warga Menurut saya. Menurut Retno." in shown
    assert "Anggaran 2024" not in shown.split("Yang berbeda")[1].split("Simpan isian saya")[0]
    assert boxes(stale)["outcome"] == "Menurut saya."


def test_what_is_stored_is_not_overwritten_by_showing_both(stale, program):
    assert BudgetLine.objects.get(program=program, year=2024).amount == 5_000


def test_saving_mine_is_one_knowing_click_and_keeps_what_only_she_changed(
    stale, program, browser, page
):
    response = browser.post(page("edit", program.pk), sent(stale))

    assert response.status_code == 302
    program.refresh_from_db()
    assert (program.outcome, program.version) == ("Menurut saya.", 3)
    assert BudgetLine.objects.get(program=program, year=2024).amount == 5_000


def test_both_texts_stay_in_the_history(stale, program, lead):
    told = [
        (revision.author.name, revision.refused, revision.parts.get("outcome"))
        for revision in written_in(program)
    ]

    assert told == [
        (lead.name, True, "Menurut saya."),
        ("Retno Wulandari", False, "Menurut Retno."),
        (lead.name, False, "Warga dilayani di desanya sendiri."),
    ]


def test_keeping_theirs_is_one_link(stale, program, page):
    assert f'href="{page("edit", program.pk)}">Pakai yang tersimpan' in one_line(
        stale.content.decode()
    )


def test_a_second_stale_save_is_refused_again(stale, program, browser, signed_in, people, page):
    national = MembershipFactory(region=program.region, role="lead").user
    other = signed_in(national)
    other.post(
        page("edit", program.pk),
        sent(other.get(page("edit", program.pk)), outcome="Menurut orang ketiga."),
    )

    assert browser.post(page("edit", program.pk), sent(stale)).status_code == 409


def test_a_stage_handed_in_meanwhile_keeps_what_was_typed(program, browser, page, typed, hand_in):
    shown = browser.get(page("edit", program.pk))
    hand_in()

    edited = browser.post(page("edit", program.pk), sent(shown, outcome="Tulisan saya."))
    added = browser.post(page("add"), typed(**FULL))

    for response in (edited, added):
        assert response.status_code == 409
        assert "Masterplan ini tidak sedang ditulis" in words(response)
    assert boxes(edited)["outcome"] == "Tulisan saya."
    assert FULL.items() <= boxes(added).items()
    program.refresh_from_db()
    assert program.outcome != "Tulisan saya."
    assert Program.objects.count() == 1


def test_a_program_removed_meanwhile_can_be_saved_anew(program, browser, page, lead):
    form = sent(browser.get(page("edit", program.pk)), outcome="Tulisan saya.")
    browser.post(page("remove", program.pk), {"version": 1, "reason": "Digabung."})

    response = browser.post(page("edit", program.pk), form)

    assert response.status_code == 409
    assert f"{lead.name} menghapus program ini" in words(response)
    assert f'action="{page("add")}"' in one_line(response.content.decode())
    assert browser.post(page("add"), sent(response)).status_code == 302
    assert Program.objects.get().outcome == "Tulisan saya."


def test_removing_needs_a_reason_and_keeps_the_content_in_the_trail(program, browser, page):
    without = browser.post(page("remove", program.pk), {"version": 1, "reason": " "})
    assert "Tulis alasannya." in words(without)
    assert Program.objects.count() == 1

    browser.post(page("remove", program.pk), {"version": 1, "reason": "Digabung dengan Sapa."})

    assert not Program.objects.exists()
    assert not Indicator.objects.exists()
    event = Event.objects.get(verb="program.removed")
    assert event.data["reason"] == "Digabung dengan Sapa."
    assert event.data["content"]["Masalah yang dijawab"] == program.problem
    assert event.region_code == "33.04"


def test_a_program_that_was_changed_meanwhile_is_not_removed(program, browser, page):
    Program.objects.filter(pk=program.pk).update(version=2)

    response = browser.post(
        page("remove", program.pk), {"version": 1, "reason": "Digabung."}, follow=True
    )

    assert "belum dihapus" in words(response)
    assert Program.objects.count() == 1


def test_a_quick_win_is_let_go_before_its_program_is_removed(program, browser, page, lead):
    QuickWinFactory(program=program, nominated_by=lead)

    response = browser.post(page("remove", program.pk), {"version": 1, "reason": "Digabung."})

    assert "Batalkan dahulu pencalonannya" in words(response)
    assert Program.objects.count() == 1


def test_looking_at_the_page_of_removal_removes_nothing(program, browser, page):
    assert "Hapus program Banter dengan alasan" in words(browser.get(page("remove", program.pk)))
    assert Program.objects.count() == 1


def test_years_that_the_plan_has_lost_stay_in_the_form_and_are_warned_about(
    program, browser, page, masterplan
):
    program.schedule.create(year=2033, activity="operate")
    form = sent(browser.get(page("edit", program.pk)), name="Banter Desa")
    masterplan.last_year = 2030
    masterplan.save()

    response = browser.post(page("edit", program.pk), form, follow=True)

    assert program.schedule.filter(year=2033).exists()
    assert "Jadwal tahun 2033 berada di luar masa masterplan (2024–2030)." in words(response)
    assert "schedule-2033" in boxes(browser.get(page("edit", program.pk)))


def test_odd_things_are_said_and_do_not_stand_in_the_way(browser, page, typed):
    said = FULL | {"indicators-0-target_2025": "80", "budget-2030-apbd": "1.000"}

    shown = words(browser.post(page("add"), typed(**said), follow=True))

    assert "Target “Layanan selesai sehari” tahun 2025 mundur" in shown
    assert "lebih buruk daripada nilai awal (84,6)" in shown
    assert "Ada anggaran tahun 2030, tetapi tidak ada kegiatan." in shown


def test_a_link_from_an_empty_subdimension_fills_it_in(browser, page, parts):
    shown = boxes(browser.get(page("add"), {"subdimensi": parts[2].pk}))

    assert shown["subdimension"] == str(parts[2].pk)
