"""Did everybody get what is hers? Looked up over all that was received, at the end.

Each journey has seen its own pages and its own mail only. Whoever received every mail
sees more: whose link stands in whose mail, what came twice, what never came.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from harness.checks.mail_links import is_reset_mail
from harness.checks.mails import as_delivered
from harness.runs.load.expectations import OPENS_ANOTHER, SHOWS_ANOTHER
from harness.runs.load.journey import Journey
from harness.tokens.reading import claims_of, token_of
from simulator.mail.message import ReceivedMail

_LOGIN = "login"
"""The claim that names the dossier (P7.9)."""


class Wrong(Enum):
    """What somebody may get that is not hers, or not get; the value is the report's."""

    CROSSED = "lien d'un autre"
    MISDIRECTED = "mail à la mauvaise personne"
    LOST = "mail perdu"
    DOUBLED = "mail en double"
    SAME_TOKEN = "même lien envoyé deux fois"  # noqa: S105 - a kind of fault
    OPENED = "lien qui ouvre le dossier d'un autre"
    SHOWN = "page qui montre le dossier d'un autre"


@dataclass(frozen=True, slots=True)
class Fault:
    """One person's share gone wrong, said in French."""

    wrong: Wrong
    sentence: str


@dataclass(frozen=True, slots=True)
class Slip:
    """What the audit needs of a mail: a thousandth of what reading it takes."""

    sequence: int
    delivered: tuple[str, ...]
    """The addresses of the envelope, as they came."""
    written: tuple[str, ...]
    """The addresses in To."""
    is_reset: bool
    tokens: frozenset[str]


@dataclass(frozen=True, slots=True)
class Mails:
    """How many mails came."""

    total: int
    reset: int
    """With a link."""
    courtesy: int
    """Without: a change notified."""


@dataclass(frozen=True, slots=True)
class _Share:
    """What the journeys of one address add up to."""

    dossier: str
    asked: int
    promised: int
    tried: int


def slip_of(mail: ReceivedMail) -> Slip:
    """Read *mail*, and keep nothing of it but this."""
    mail = replace(mail)  # what is decoded goes with this copy
    tokens = {token for link in mail.links if (token := token_of(link.url))}
    return Slip(
        mail.sequence,
        mail.envelope_to,
        mail.to,
        is_reset_mail(mail),
        frozenset(tokens),
    )


def audit(
    mails: Sequence[Slip], journeys: Sequence[Journey], asked: Collection[str]
) -> tuple[Fault, ...]:
    """Return everything that somebody got wrongly, worst first.

    Args:
        mails: every mail received, oldest first.
        journeys: every journey that was told of.
        asked: the addresses at which a mail was to be expected, in lower case: those of
            journeys that a worker could not tell the end of, too.
    """
    shares, dossiers = _shares(journeys), _dossiers(journeys)
    found = [
        *_crossed(mails, shares, dossiers),
        *_same_tokens(mails),
        *_of_pages(journeys),
        *_misdirected(mails, asked),
        *_counts(mails, shares),
    ]
    order = list(Wrong)
    return tuple(sorted(found, key=lambda fault: order.index(fault.wrong)))


def count_mails(mails: Sequence[Slip]) -> Mails:
    """Return how many of each kind came."""
    reset = sum(mail.is_reset for mail in mails)
    return Mails(len(mails), reset, len(mails) - reset)


def overlaps(journeys: Sequence[Journey]) -> tuple[int, ...]:
    """Return the ranks of people whom two workers walked: the bench's own fault."""
    workers: defaultdict[int, set[int]] = defaultdict(set)
    for journey in journeys:
        workers[journey.rank].add(journey.worker)
    return tuple(sorted(rank for rank, those in workers.items() if len(those) > 1))


def _folded(address: str) -> str:
    return as_delivered(address).casefold()


def _shares(journeys: Sequence[Journey]) -> dict[str, _Share]:
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    owner: dict[str, str] = {}
    for journey in journeys:
        address = _folded(journey.email)
        owner[address] = journey.dossier
        sums[address]["asked"] += journey.asked
        sums[address]["promised"] += journey.promised
        sums[address]["tried"] += bool(journey.tried)
    return {
        address: _Share(owner[address], one["asked"], one["promised"], one["tried"])
        for address, one in sums.items()
    }


def _dossiers(journeys: Sequence[Journey]) -> dict[str, set[str]]:
    """Return the addresses of each number: two situations may have the same one."""
    known: dict[str, set[str]] = defaultdict(set)
    for journey in journeys:
        known[journey.dossier].add(journey.email)
    return known


def _crossed(
    mails: Sequence[Slip],
    shares: Mapping[str, _Share],
    dossiers: Mapping[str, Collection[str]],
) -> Iterator[Fault]:
    """Yield mails whose link names another dossier than their recipient's."""
    for mail in mails:
        logins = {
            str(claims[_LOGIN])
            for token in mail.tokens
            if (claims := claims_of(token)) is not None and _LOGIN in claims
        }
        for address in mail.delivered:
            share = shares.get(_folded(address))
            if share is None:
                continue
            for login in sorted(logins - {share.dossier}):
                whose = ", ".join(sorted(dossiers.get(login, ()))) or "personne ici"
                yield Fault(
                    Wrong.CROSSED,
                    f"Le mail n° {mail.sequence}, reçu par {address} (dossier "
                    f"{share.dossier}), porte le lien du dossier {login} ({whose}).",
                )


def _same_tokens(mails: Sequence[Slip]) -> Iterator[Fault]:
    """Yield links that went to several addresses."""
    sent: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for mail in mails:
        for token in mail.tokens:
            sent[token].update(dict.fromkeys(map(_folded, mail.delivered)))
    for addresses in sent.values():
        if len(addresses) > 1:
            yield Fault(
                Wrong.SAME_TOKEN, f"Le même lien est parti à {', '.join(addresses)}."
            )


def _of_pages(journeys: Sequence[Journey]) -> Iterator[Fault]:
    """Yield what a page itself gave away."""
    known = {OPENS_ANOTHER: Wrong.OPENED, SHOWS_ANOTHER: Wrong.SHOWN}
    for journey in journeys:
        if journey.kind in known:
            yield Fault(
                known[journey.kind], f"Dossier {journey.dossier} : {journey.message}"
            )


def _misdirected(mails: Sequence[Slip], asked: Collection[str]) -> Iterator[Fault]:
    """Yield mails to somebody who asked for nothing, or meant for somebody else."""
    expected = {_folded(address) for address in asked}
    for mail in mails:
        strangers = [to for to in mail.delivered if _folded(to) not in expected]
        if strangers:
            yield Fault(
                Wrong.MISDIRECTED,
                f"Le mail n° {mail.sequence} est parti à {', '.join(strangers)}, qui "
                "n'a rien demandé.",
            )
        written = {_folded(address) for address in mail.written}
        delivered = {_folded(address) for address in mail.delivered}
        if not strangers and written != delivered:
            yield Fault(
                Wrong.MISDIRECTED,
                f"Le mail n° {mail.sequence}, écrit à "
                f"{', '.join(mail.written) or 'personne'}, est arrivé chez "
                f"{', '.join(mail.delivered)}.",
            )


def _counts(mails: Sequence[Slip], shares: Mapping[str, _Share]) -> Iterator[Fault]:
    """Yield mails that never came, and those that came once too often.

    A request whose answer was cut off may have brought a mail, or none.
    """
    reset: Counter[str] = Counter()
    courtesy: Counter[str] = Counter()
    for mail in mails:
        kind = reset if mail.is_reset else courtesy
        kind.update(map(_folded, mail.delivered))
    for address, share in shares.items():
        came, told = reset[address], courtesy[address]
        who = f"{address} (dossier {share.dossier})"
        if came < share.promised:
            yield Fault(
                Wrong.LOST,
                f"{who} a obtenu {share.promised} fois la promesse d'un lien, et n'en "
                f"a reçu que {came}.",
            )
        if came > share.asked:
            yield Fault(
                Wrong.DOUBLED,
                f"{who} a demandé {share.asked} lien(s), et en a reçu {came}.",
            )
        if told > share.tried:
            yield Fault(
                Wrong.DOUBLED,
                f"{who} a changé {share.tried} fois de mot de passe, et en a reçu "
                f"{told} avis.",
            )
