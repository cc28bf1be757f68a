"""What a real browser shows beside the page's source: looks, focus, room, voice.

A target that draws its pages offers an :class:`Inspector`. What it returns are facts,
measured in the browser; whether they suffice is for ``harness.checks`` to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from harness.pages import Page


@dataclass(frozen=True, slots=True)
class Rect:
    """Where something stands in the window, in CSS pixels."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height


class State(Enum):
    """What is done to the links, buttons and fields; the value reads in a sentence."""

    AT_REST = ""
    HOVERED = "au survol de la souris"
    FOCUSED = "à la prise de focus"
    PRESSED = "pendant le clic"


@dataclass(frozen=True, slots=True)
class AxeFinding:
    """One element that axe-core found fault with, or cannot judge.

    Attributes:
        rule: axe's name for it, as "color-contrast".
        tests: the RGAA's tests that it stands for, as "3.2.1".
        message: what is asked for, in French.
        why: what was measured, in French.
        element: the source of the element, cut short.
        frame: title of the frame it is in; empty for the page itself.
        foreign: whether that frame comes from another site.
    """

    rule: str
    tests: tuple[str, ...]
    message: str
    why: str
    element: str
    frame: str = ""
    foreign: bool = False
    state: State = State.AT_REST

    @property
    def criteria(self) -> str:
        """The criteria of the RGAA, as "3.2, 7.1"."""
        return ", ".join(dict.fromkeys(test.rpartition(".")[0] for test in self.tests))


@dataclass(frozen=True, slots=True)
class AxeReport:
    """What axe-core says of a page as it is drawn."""

    width: int
    """Of the window, in CSS pixels."""
    findings: tuple[AxeFinding, ...]
    doubts: tuple[AxeFinding, ...]
    """What a human is to judge."""


@dataclass(frozen=True, slots=True)
class FocusStop:
    """An element on which the keyboard stops."""

    key: str
    """The same for the same element; radio buttons of one group share it."""
    role: str
    name: str
    element: str
    """Its source, cut short."""
    place: Rect
    rank: int
    """Its place in the source of its frame."""
    frame: str = ""
    """Title of the frame it is in; empty for the page itself."""
    pinned: bool = False
    """Whether it stays where it is when the page scrolls."""
    contrast: float = 1.0
    """Between its looks with and without focus, on as many pixels as it is long."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Something that acts when it is clicked."""

    name: str
    element: str


@dataclass(frozen=True, slots=True)
class Walk:
    """Tab from the top of the page until the focus leaves it, and Shift+Tab back.

    A walk that did not leave is one that a trap ended, at its last stop.
    """

    stops: tuple[FocusStop, ...]
    left: bool
    """Whether the focus left the page."""
    back: tuple[FocusStop, ...]
    left_back: bool
    """Whether, on the way back, the focus left the page at the top."""
    unreached: tuple[Actor, ...]
    """What acts, and was never reached."""
    frames: tuple[str, ...] = ()
    """Titles of the frames that the focus went through."""


class Strain(Enum):
    """How a page is put to the test; the value reads in a sentence."""

    ZOOM = "agrandie à 200 %"
    NARROW = "dans une fenêtre de 320 px"
    SPACED = "avec des textes espacés"


@dataclass(frozen=True, slots=True)
class Loss:
    """A text that reads at ease, and no longer under strain."""

    text: str
    how: str
    """In French: "coupé", "recouvert par « … »", "hors de la fenêtre"."""
    certain: bool = True
    """False where the loss may be meant (a menu that folds)."""


@dataclass(frozen=True, slots=True)
class Overflow:
    """What sticks out of the window on the right."""

    element: str
    right: float
    needs_two_dimensions: bool
    """An image, a table …: these may."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A page under strain."""

    strain: Strain
    window: int
    """Width of the window, in CSS pixels."""
    content: int
    """Width of what scrolls in it."""
    overflows: tuple[Overflow, ...]
    losses: tuple[Loss, ...]


@dataclass(frozen=True, slots=True)
class Captcha:
    """The CAPTCHA as the keyboard and the assistive technologies meet it."""

    reached: bool
    """Whether Tab got into its frame."""
    frame_title: str
    role: str
    name: str
    sounds: tuple[str, ...]
    """Names of what offers to listen instead, in its frames."""
    pictures: int
    """Pictures to be recognised that are shown."""
    other_way: str
    """The words beside it that tell another way; empty if there are none."""


@dataclass(frozen=True, slots=True)
class Voiced:
    """A field, a group or an alert as the browser tells assistive technologies."""

    role: str
    name: str
    description: str
    invalid: bool
    required: bool
    focused: bool


@dataclass(frozen=True, slots=True)
class Inspected:
    """A page, and what the inspector found of it; empty where it was not asked."""

    page: Page
    axe: tuple[AxeReport, ...] = ()
    contrast: AxeReport | None = None
    walk: Walk | None = None
    layouts: tuple[Layout, ...] = ()
    captcha: Captcha | None = None
    voiced: tuple[Voiced, ...] = ()


class Inspector(Protocol):
    """Looks at the page that a real browser shows. It leaves the window as it was."""

    def axe(self, width: int) -> AxeReport:
        """Run axe-core's RGAA rules in a window *width* CSS pixels wide."""
        ...

    def contrast(self) -> AxeReport:
        """Measure the contrast of texts, at rest, hovered, focused and pressed."""
        ...

    def walk(self) -> Walk:
        """Press Tab from the top of the page until the focus leaves; then go back."""
        ...

    def layout(self, strain: Strain) -> Layout:
        """Draw the page under *strain*, and compare."""
        ...

    def captcha(self) -> Captcha:
        """Press Tab until the focus is in the CAPTCHA, and look at it.

        Raises:
            NotObservable: the page shows no CAPTCHA's frame.
        """
        ...

    def voiced(self) -> tuple[Voiced, ...]:
        """Return the fields, groups and alerts as assistive technologies get them."""
        ...

    def send_by_keyboard(self, answers: Mapping[str, str], button: str) -> Page:
        """Fill the form in with the keys alone, CAPTCHA included, and send it.

        Args:
            answers: by label, what is typed; or the choice, by the label of its group.
            button: on which Enter is pressed.

        Raises:
            NotOffered: the keyboard did not reach one of them.
        """
        ...
