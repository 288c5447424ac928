"""Aims and the plan's own pages in a real browser: by keyboard, and no letter is lost."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from strategy.documents import AimDocument
from strategy.models import Aim
from tests.factories import AimFactory, AlignmentFactory, MembershipFactory, StrategyFactory

pytestmark = pytest.mark.django_db(transaction=True)
expect.set_options(timeout=20_000)


@pytest.fixture
def browser(launch_browser):
    """The real one; beside it, this room's tests call the test client so."""
    real = launch_browser()
    yield real
    real.close()


@pytest.fixture
def sits(desk, parts, page, masterplan):
    """`sits(person)` opens the page of aims, or another one, in a browser of her own."""

    def go(person, address=None, **options):
        return desk(person, path=address or page("aims"), **options)

    return go


def state(form):
    return form.locator("[data-save-state]")


def test_an_aim_with_strategies_is_written_by_keyboard_alone(sits, lead, parts):
    seen = sits(lead)
    place = seen.locator("[data-aims]").nth(1)
    place.locator("[data-aim-add]").focus()
    seen.keyboard.press("Enter")
    seen.keyboard.type("Data satu pintu", delay=5)
    form = place.locator("form").last
    form.locator(".sp-lines textarea").first.focus()
    seen.keyboard.type("Menunjuk walidata", delay=5)
    seen.keyboard.press("Enter")
    seen.keyboard.type("Membuka portal", delay=5)
    seen.keyboard.press("Alt+ArrowUp")
    expect(state(form)).to_contain_text("Tersimpan pukul")
    expect(form.locator("[data-aim-tools]")).to_be_visible()

    aim = Aim.objects.get()
    assert (aim.text, aim.subdimension) == ("Data satu pintu", parts[1])
    assert [s.text for s in aim.strategies.all()] == ["Membuka portal", "Menunjuk walidata"]
    assert AimDocument(aim.masterplan, aim).revisions().count() == 1


def test_the_count_at_the_head_follows_what_is_saved(sits, lead, masterplan, parts):
    aim = AimFactory(masterplan=masterplan, subdimension=parts[0], text="Layanan")
    seen = sits(lead)
    far = seen.locator(".sp-ask .sp-far__label")
    expect(far).to_contain_text("0 dari 4 subdimensi")
    form = seen.locator("form[data-autosave]").first
    form.locator(".sp-lines textarea").first.focus()
    seen.keyboard.type("Membuka portal", delay=5)
    expect(far).to_contain_text("1 dari 4 subdimensi")
    expect(form.locator(".sp-lines textarea").first).to_be_focused()
    assert aim.strategies.count() == 1


def test_what_is_typed_without_a_network_is_sent_when_it_is_back(sits, lead, parts, masterplan):
    aim = AimFactory(masterplan=masterplan, subdimension=parts[0], text="Layanan")
    seen = sits(lead)
    form = seen.locator("form[data-autosave]").first
    seen.context.set_offline(True)
    form.locator("[name=text]").focus()
    seen.keyboard.press("End")
    seen.keyboard.type(" selesai dalam satu jam", delay=5)
    expect(state(form)).to_contain_text("tidak ada sambungan")
    seen.context.set_offline(False)
    expect(state(form)).to_contain_text("Tersimpan pukul")

    aim.refresh_from_db()
    assert aim.text == "Layanan selesai dalam satu jam"


def test_two_people_in_one_aim_choose_and_both_texts_stay(sits, lead, region, parts, masterplan):
    aim = AimFactory(masterplan=masterplan, subdimension=parts[0], text="Layanan cepat")
    StrategyFactory(aim=aim, text="Menyatukan loket")
    retno = MembershipFactory(region=region, role="lead", user__name="Retno Wulandari").user
    mine, hers = sits(lead), sits(retno)
    hers.locator("[name=text]").first.fill("Layanan menurut Retno")
    expect(state(hers.locator("form[data-autosave]").first)).to_contain_text("Tersimpan pukul")

    mine.locator("[name=text]").first.fill("Layanan menurut saya")
    expect(mine.get_by_text("Retno Wulandari menyimpan isian ini")).to_be_visible()
    mine.get_by_role("button", name="Pakai tulisan saya").click()
    expect(state(mine.locator("form[data-autosave]").first)).to_contain_text("Tersimpan pukul")

    aim.refresh_from_db()
    assert aim.text == "Layanan menurut saya"
    texts = {revision.parts["text"] for revision in AimDocument(aim.masterplan, aim).revisions()}
    assert {"Layanan menurut Retno", "Layanan menurut saya"} <= texts


def test_missions_are_added_moved_and_removed_in_place(sits, lead, masterplan):
    address = reverse("strategy:vision", args=[masterplan.slug])
    seen = sits(lead, address)
    seen.locator("[name=misi-0-text]").fill("Misi pertama")
    seen.locator("[data-row-add]").click()
    seen.keyboard.type("Misi kedua", delay=5)
    seen.keyboard.press("Alt+ArrowUp")
    expect(state(seen.locator("form[data-autosave]"))).to_contain_text("Tersimpan pukul")
    assert [m.text for m in masterplan.missions.all()] == ["Misi kedua", "Misi pertama"]

    seen.get_by_role("button", name="Hapus misi").first.click()
    expect(state(seen.locator("form[data-autosave]"))).to_contain_text("Belum tersimpan")
    expect(state(seen.locator("form[data-autosave]"))).to_contain_text("Tersimpan pukul")
    assert [m.text for m in masterplan.missions.all()] == ["Misi pertama"]


@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_serious(width, sits, lead, page, parts, masterplan):
    row = AlignmentFactory(masterplan=masterplan, dimension=parts[0].dimension)
    aim = AimFactory(masterplan=masterplan, subdimension=parts[0], alignment=row)
    StrategyFactory(aim=aim)
    pages = [page("aims"), page("alignment")]
    pages += [reverse(f"strategy:{one}", args=[masterplan.slug]) for one in ("alignment",)]
    seen = sits(lead, viewport={"width": width, "height": 800})
    for address in pages:
        seen.goto(f"{seen.url.split('/masterplan')[0]}{address}")
        for button in seen.locator("[data-aim-add], [data-row-add]").all()[:1]:
            button.click()
        found = Axe().run(seen).response["violations"]
        bad = [one for one in found if one["impact"] in ("serious", "critical")]
        assert [(one["id"], one["nodes"][0]["html"][:150]) for one in bad] == []
        assert seen.evaluate("document.documentElement.scrollWidth") <= width
