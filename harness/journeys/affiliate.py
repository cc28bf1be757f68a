"""The affiliate: a person with a browser, a mailbox and a memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fixtures.person import Address, Person
from harness.drawing import Inspected
from harness.errors import ConfigurationError, NotObservable
from harness.forms import Submission
from harness.journeys.numbers import TYPED, as_cast
from harness.pages import Page
from harness.target import Browser
from simulator.mail.message import ReceivedMail

if TYPE_CHECKING:
    from harness.journeys.france_connect import Identification
    from harness.journeys.world import World


class Affiliate:
    """One person of a scenario, and what she has in front of her."""

    def __init__(self, world: World, person: Person) -> None:
        self.world = world
        self.stated: dict[str, object] = {}
        """What the scenario says of her; the rest was drawn."""
        self.unavailable = ""
        """Why nobody of this portal can stand for her; empty if somebody does."""
        self.new_passwords: list[str] = []
        """What she typed where a password is chosen, first one first."""
        self.is_doubtful = False
        """Whether her password may be another by now, or her account be locked."""
        self._person = person
        self.chosen_password: str | None = None
        """The last password she typed at step 8; only a log-in tells if it took."""
        self.concerned = False
        """Whether a mail to her is to be expected: she asked for something."""
        self.former_mails: set[int] = set()
        """Numbers of the mails sent to addresses that were hers at the time."""
        self.mail_mark = 0
        """Number of the last mail that was there when she made her last request."""
        self.personal_space_url: str | None = None
        """Where the portal took her when she last logged in."""
        self.request_page: Page | None = None
        """Step 4 as her browser keeps it for the back button."""
        self.as_stranger: Page | None = None
        """What anybody sees at the address where her last log-in took her."""
        self.used_captcha: str | None = None
        """The last CAPTCHA response she sent."""
        self.simultaneous: tuple[Page, ...] = ()
        """Every answer to the last thing she did several times at once."""
        self.answers: tuple[Page, ...] = ()
        """Every answer to what she did again and again, or in several browsers."""
        self.letter_secrets: list[str] = []
        """Passwords or codes of the letters that she opened, first one first."""
        self.usual_space: Page | None = None
        """What her personal space shows when she logs in with her own password."""
        self.sessions: list[tuple[Browser, str]] = []
        """Browsers in which she logged in, and where each of them led her."""
        self.identification: Identification | None = None
        """What came of her last identification with FranceConnect."""
        self.way_back: str | None = None
        """The address at which FranceConnect last sent her back to the portal."""
        self.inspections: tuple[Inspected, ...] = ()
        """Pages as a real browser draws them, each as she last looked at it closely."""
        self.on_page: Callable[[], None] | None = None
        """Called when another page is in front of her."""
        self._browser: Browser | None = None
        self._page: Page | None = None
        self._mail: ReceivedMail | None = None
        self._again: Callable[[], Page] | None = None
        self._first_browser: tuple[Browser, Page, Callable[[], Page] | None] | None = (
            None
        )

    def describe(self, **stated: Any) -> None:
        """State more about her, before the portal knows her."""
        self.stated |= stated
        self._person = replace(self._person, **stated)

    @property
    def person(self) -> Person:
        """Who she is to the portal: on reserved accounts, whoever stands for her.

        Raises:
            NotObservable: nobody of this portal can stand for her.
        """
        self.world.require_cast()
        if self.unavailable:
            raise NotObservable(self.unavailable)
        return self._person

    @person.setter
    def person(self, person: Person) -> None:
        """Have her be *person* from now on."""
        self._person = person

    def learn(self, fields: Mapping[str, object]) -> None:
        """Take note of a change of her account.

        What was sent to a former address before is hers all the same.
        """
        former = self.person.email
        if "email" in fields and former is not None:
            seen = [mail.sequence for mail in self.world.mailbox.to(former)]
            self.former_mails.update(seen)
        known: dict[str, Any] = dict(fields)
        if known.get("address") is not None:
            known["address"] = Address(**known["address"])
        self.person = replace(self.person, **known)

    @property
    def has_page(self) -> bool:
        """Whether a page is in front of her."""
        return self._page is not None

    @property
    def page(self) -> Page:
        """The page in front of her.

        Raises:
            ConfigurationError: she has not opened any.
        """
        if self._page is None:
            raise ConfigurationError(
                f"{self.person.first_name} has no page before her yet."
            )
        return self._page

    @property
    def mail(self) -> ReceivedMail:
        """The mail she opened last.

        Raises:
            ConfigurationError: she has not opened any.
        """
        if self._mail is None:
            raise ConfigurationError(
                f"{self.person.first_name} has not opened any mail yet."
            )
        return self._mail

    @property
    def browser(self) -> Browser:
        """The browser in front of her, opened if need be."""
        if self._browser is None:
            self._browser = self.world.open_browser()
        return self._browser

    def change_browser(self) -> None:
        """Go on in another browser, which knows no cookie of the first."""
        if self._browser is not None and self._page is not None:
            self._first_browser = (self._browser, self._page, self._again)
        self._browser = self.world.open_browser()

    def return_to_first_browser(self) -> None:
        """Go back to the browser left by :meth:`change_browser`."""
        if self._first_browser is None:
            raise ConfigurationError(
                f"{self.person.first_name} has used one browser only."
            )
        self._browser, self._page, self._again = self._first_browser

    def visit(self, url: str, *, method: str = "GET") -> Page:
        """Open *url*; the page is then in front of her."""
        browser = self.browser
        return self._look(lambda: browser.visit(url, method=method))

    def submit(
        self, submission: Submission, headers: Mapping[str, str] | None = None
    ) -> Page:
        """Send a form; the answer is then in front of her."""
        browser, sent = self.browser, self._ready(submission)
        return self._look(lambda: browser.submit(sent, headers=headers))

    def submit_at_once(self, submissions: Sequence[Submission]) -> None:
        """Send forms at the same instant; the last answer is then in front of her."""
        sent = [self._ready(submission) for submission in submissions]
        self.simultaneous = self.browser.submit_at_once(sent)
        self.show(self.simultaneous[-1])

    def reload(self) -> Page:
        """Press F5: the page is asked for again, or the form sent again.

        After a redirection only its end is asked for again, as browsers do.
        """
        if self._again is None:
            raise ConfigurationError(
                f"{self.person.first_name} has no page to load again."
            )
        if self.page.via:
            return self.visit(self.page.url)
        return self._look(self._again)

    def show(self, page: Page) -> None:
        """Put *page* in front of her."""
        self._page = page

    def open_mail(self, mail: ReceivedMail) -> None:
        """Put *mail* in front of her; it counts as looked at."""
        self._mail = mail
        self.world.mailbox_now.mark_read(mail)
        self.world.evidence.mails.append(mail)

    def _ready(self, submission: Submission) -> Submission:
        """Return *submission* as it is sent; what it may change of her is noted."""
        sent = self._as_cast(submission)
        if sent.form.passwords > 1:
            self.is_doubtful = True
            self.new_passwords += sorted(
                {value for name, value in sent.pairs if name in sent.form.secret_names}
            )
        return sent

    def _as_cast(self, submission: Submission) -> Submission:
        """Return *submission* with the numbers of those who stand for the people."""
        numbers = self.world.numbers
        if not numbers:
            return submission
        typed = {item.name for item in submission.form.fields if item.kind in TYPED}
        pairs = tuple(
            (name, as_cast(value, numbers) if name in typed else value)
            for name, value in submission.pairs
        )
        return replace(submission, pairs=pairs)

    def _look(self, action: Callable[[], Page]) -> Page:
        self._again = action
        page = self._page = action()
        if self.on_page is not None:
            self.on_page()
        return page
