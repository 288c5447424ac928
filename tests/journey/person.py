"""Somebody at a browser: opens pages, fills what they ask, presses what is written on buttons."""

import re
import time

from axe_playwright_python.sync_playwright import Axe
from django.urls import resolve
from playwright.sync_api import TimeoutError as NotThere

from example.codes import code

AXE = Axe()
# To measure contrast costs axe more than everything else; it hangs on kinds of elements alone.
STRUCTURE = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": False}}}
ENOUGH = 10  # pages for one process
SERIOUS = {"serious", "critical"}
LANDMARKS = ("landmark-", "region", "heading-order")
LEAVES = """one => Boolean(one.form) && one.type == "submit" && !("rowAdd" in one.dataset)
    && !one.closest("[hx-post]")
"""
KINDS_OF_ELEMENTS = """() => [...new Set([...document.body.querySelectorAll("*")].map((one) =>
    [one.tagName, one.type, one.className, one.role, one.parentElement.className].join(" ")))]
"""


class Person:
    """One person with a browser of her own. Whatever she meets on a page is checked by axe once."""

    checked: set = set()  # kinds of elements, and names of views, that were looked at
    faults: list = []

    def __init__(self, browser, site, *, email, name, password, phone=False):
        size = {"width": 360, "height": 740} if phone else {"width": 1280, "height": 900}
        self.context = browser.new_context(viewport=size, has_touch=phone, locale="id-ID")
        self._takes_a_new_page()
        self.site, self.email, self.name, self.password = site, email, name, password
        self.secret = ""
        self.said = {}  # by path: all words of the page that she saw there last

    def _takes_a_new_page(self):
        """With a process of its own: what pages and axe leave behind in one makes the next slow."""
        self.page = self.context.new_page()
        self.page.set_default_timeout(60_000)  # a busy machine is no fault
        self.page.on("console", self._heard)
        self.opened = 0

    def _heard(self, said):
        if said.type == "error" and "Failed to load resource" not in said.text:
            self.faults.append(f"{self.page.url}: {said.text}")

    # --- pages ---

    def opens(self, path: str):
        """Go to a page by its path or full address."""
        self.opened += 1
        if self.opened > ENOUGH:
            self.page.close()
            self._takes_a_new_page()
        self.page.goto(path if path.startswith("http") else self.site.url + path)
        return self.looks()

    def follows(self, words: str):
        """Click the first link with these words."""
        self.page.get_by_role("link", name=words).first.click()
        return self.looks()

    def presses(self, words: str, within=None):
        """Press the button on which these words stand."""
        button = (within or self.page.locator("main")).get_by_role("button", name=words).first
        # The answer may take its time, and a form that saves itself sends what was typed last
        # before it leaves the page: the next step must not begin on the page that is about to go.
        if button.evaluate(LEAVES):
            with self.page.expect_event("load"):  # a new address alone is not a new page
                button.click()
        else:
            button.click()
        self.page.wait_for_load_state()
        return self.looks()

    def looks(self):
        """Check the page: no error page, and nothing serious for axe where something is new."""
        self.page.wait_for_load_state()
        path = self.page.url.removeprefix(self.site.url).split("?")[0].split("#")[0]
        self.said[path] = f"{self.page.title()}\n{self.page.locator('body').inner_text()}"
        view, kinds = resolve(path).view_name, set(self.page.evaluate(KINDS_OF_ELEMENTS))
        new_kinds = not kinds <= self.checked
        if new_kinds or view not in self.checked:
            self.checked |= kinds | {view}
            found = AXE.run(self.page) if new_kinds else AXE.run(self.page, options=STRUCTURE)
            for fault in found.response["violations"]:
                if fault["impact"] in SERIOUS or fault["id"].startswith(LANDMARKS):
                    where = [node["target"] for node in fault["nodes"][:3]]
                    self.faults.append(f"{path}: {fault['id']} {where}")
        return self

    def words(self) -> str:
        """What stands on the page."""
        return self.page.locator("main").inner_text()

    def reads(self, words: str) -> bool:
        """Whether these words stand on the page."""
        return words in self.words()

    def asks(self, path: str):
        """The answer to an address, without looking at it: for files, and for waiting."""
        return self.context.request.get(self.site.url + path)

    # --- forms ---

    def fills(self, values: dict):
        """Fill fields by name: text, choices (by their words or value), check boxes."""
        for name, value in values.items():
            field = self.page.locator(f'main [name="{name}"]')
            self._finds(field, name)
            kind = field.first.evaluate("e => e.tagName == 'SELECT' ? 'select' : e.type")
            if kind == "select":
                _choose(field.first, value)
            elif kind == "checkbox" and value == "on":
                field.first.check()
            elif kind in ("checkbox", "radio"):
                self.page.locator(f'main [name="{name}"][value="{value}"]').first.check()
            else:
                field.first.fill(str(value))
        return self

    def _finds(self, field, name):
        try:
            field.first.wait_for(state="attached")
        except NotThere as error:
            page = f"{self.page.url}\n{self.page.locator('body').inner_text()}"
            raise AssertionError(f"No field {name!r} on {page}") from error

    def writes(self, text: str):
        """Write into the rich-text editor, as one does with the keyboard."""
        editor = self.page.locator(".ProseMirror").first
        editor.click()
        self.page.keyboard.press("Control+End")
        self.page.keyboard.insert_text(text)
        return self

    # --- coming in ---

    def accepts_invitation(self):
        """Follow the link of the letter, choose a password, come in."""
        self.opens(self.site.link_for(self.email, "mengundang"))
        self.fills({"name": self.name, "password": self.password})
        return self.presses("Buat akun dan masuk")

    def signs_in(self):
        """Sign in with the password, and with the code where one was set up."""
        self.opens("/")
        self.fills({"login": self.email, "password": self.password})
        self._enters("password")
        if self.secret:
            self.fills({"code": self._next_code()})
            self._enters("code")
        return self.looks()

    def signs_out(self):
        """Leave through the account menu."""
        self.page.locator("summary").first.click()
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="Keluar").click()
        self.context.clear_cookies()
        return self

    def sets_up_second_step(self):
        """Install a code app, as the page asks of people in her role."""
        assert self.reads("Peran Anda menuntut langkah kedua")
        self.page.locator('main a[href*="totp"], main a[href*="aplikasi"]').first.click()
        self.looks()
        if self.page.locator('[name="password"]').count():
            self.fills({"password": self.password})
            self._enters("password")
            self.looks()
        self.secret = re.search(r"\b[A-Z2-7]{32}\b", self.page.locator("main").inner_text())[0]
        self.used = code(self.secret)
        self.fills({"code": self.used})
        return self.presses("Pasang aplikasi kode")

    def types_code(self):
        """The code that her app shows now; one that was used already is good no more."""
        return self.fills({"code": self._next_code()})

    def _enters(self, name):
        """Press Enter in a field, and wait for the page that answers.

        The next step must not begin on the page that is about to go: a late answer to an
        abandoned request would change the cookies under the new one.
        """
        with self.page.expect_navigation():
            self.page.press(f'main [name="{name}"]', "Enter")

    def _next_code(self):
        """A code that was not used yet: each opens the door once."""
        while code(self.secret) == self.used:
            time.sleep(1)
        self.used = code(self.secret)
        return self.used


def _choose(field, value):
    labels = field.evaluate("e => [...e.options].map(o => [o.value, o.text])")
    for option, label in labels:
        if value in (option, label) or (len(str(value)) > 3 and str(value) in label):
            field.select_option(value=option)
            return
    raise AssertionError(f"{value!r} is not among {labels}")
