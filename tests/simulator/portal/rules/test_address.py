"""The e-mail address on file: deliverable or not, and what may be shown of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from simulator.portal.rules.address import is_deliverable, mask

_LETTERS = st.characters(categories=["Ll", "Lu", "Nd"])
_LOCAL = st.text(
    st.one_of(_LETTERS, st.sampled_from("._+-'!#$%&/=?^`{|}~")), min_size=1, max_size=30
)
_LABEL = st.text(st.one_of(_LETTERS, st.just("-")), min_size=1, max_size=20)
_ENDING = st.sampled_from(["fr", "com", "re", "paris", "test", "xn--p1ai"])
_ADDRESS = st.builds(
    "{}@{}.{}".format,
    _LOCAL,
    st.lists(_LABEL, min_size=1, max_size=3).map(".".join),
    _ENDING,
)


@given(_ADDRESS)
@settings(max_examples=300)
def test_a_mask_keeps_a_first_letter_and_the_ending_only(address: str) -> None:
    """At most one character of each part is shown, then always five stars."""
    shown = mask(address)

    assert re.fullmatch(r"[^*@]?\*{5}@[^*@]?\*{5}\.[^.@*]+", shown)
    assert address.rpartition(".")[2] == shown.rpartition(".")[2]


@given(_ADDRESS)
@settings(max_examples=300)
@example("a@b.fr")
@example("ab@cd.fr")
@example("abc@def.fr")
@example("a+b.c@mail.univ.test")
def test_the_whole_address_can_never_be_read(address: str) -> None:
    """Neither the address nor a whole part of it is in its mask."""
    shown = mask(address)
    local, _, domain = address.rpartition("@")
    shown_local, _, shown_domain = shown.rpartition("@")

    assert address not in shown
    assert local not in shown_local
    assert domain.rpartition(".")[0] not in shown_domain.removesuffix(
        "." + domain.rpartition(".")[2]
    )


@given(_ADDRESS, _LOCAL, _LABEL)
@settings(max_examples=300)
def test_two_addresses_alike_at_the_ends_have_one_mask(
    address: str, more_local: str, more_label: str
) -> None:
    """What lies between the first letter and the ending, length included, is secret."""
    local, _, domain = address.rpartition("@")
    host, _, ending = domain.rpartition(".")
    assume(len(local) >= 3 and len(host) >= 3)
    longer = f"{local}{more_local}@{host}{more_label}.{ending}"

    assert mask(address) == mask(longer)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("camille.durand@mail.test", "c*****@m*****.test"),
        ("abc@def.fr", "a*****@d*****.fr"),
        ("ab@de.fr", "*****@*****.fr"),
        ("a@b.fr", "*****@*****.fr"),
        ("a+b@mail.test", "a*****@m*****.test"),
        ("_abc@mail.test", "*****@m*****.test"),
        ("é.a@mail.univ.test", "é*****@m*****.test"),
        ('"a b@c"@mail.test', "*****@m*****.test"),
        ("hélène@château.test", "h*****@c*****.test"),
    ],
)
def test_masks(address: str, shown: str) -> None:
    """A part of one or two characters, or that begins with a sign, shows nothing."""
    assert shown == mask(address)


@pytest.mark.parametrize(
    "address",
    [
        "camille@mail.test",
        "a@b.fr",
        "a+b@mail.test",
        "a*b@mail.test",
        "a.b.c@x.mail.test",
        "o'neil@mail.test",
        "hélène@château.test",
        '"a b"@mail.test',
        '"a@b"@mail.test',
    ],
)
def test_a_mail_can_be_sent_there(address: str) -> None:
    """Usual, sub-addressed, international and quoted addresses are written to."""
    assert is_deliverable(address)


@pytest.mark.parametrize(
    "address",
    [
        pytest.param(None, id="none on file"),
        pytest.param("", id="empty"),
        pytest.param(" ", id="blank"),
        pytest.param("inconnue", id="no at sign"),
        pytest.param("@mail.test", id="no local part"),
        pytest.param("camille@", id="no domain"),
        pytest.param("camille@mail", id="no ending"),
        pytest.param("camille@mail.t", id="ending of one letter"),
        pytest.param("camille@.test", id="empty label"),
        pytest.param("camille@mail..test", id="double dot in the domain"),
        pytest.param("camille@mail.test.", id="final dot"),
        pytest.param("***@***.fr", id="its own mask"),
        pytest.param("*****@mail.test", id="a local part that is its own mask"),
        pytest.param("camille@m***.test", id="star in the domain"),
        pytest.param("a b@mail.test", id="space"),
        pytest.param("a@b@mail.test", id="two at signs"),
        pytest.param("camille@mail.test\n", id="final newline"),
        pytest.param("camille@mail.test\r\nBcc: x@y.fr", id="header injection"),
        pytest.param('"a\r\nb"@mail.test', id="quoted header injection"),
        pytest.param('"a\x00b"@mail.test', id="quoted NUL"),
        pytest.param("a\x00b@mail.test", id="NUL"),
        pytest.param("a\x7fb@mail.test", id="delete"),
        pytest.param("ab@ma\x01il.test", id="control character in the domain"),
        pytest.param("ab@mail.te\x08st", id="control character in the ending"),
        pytest.param("a@mail.test,b@mail.test", id="two addresses"),
        pytest.param("Camille <camille@mail.test>", id="display name"),
        pytest.param("camille@[127.0.0.1]", id="address literal"),
    ],
)
def test_no_mail_can_be_sent_there(address: str | None) -> None:
    """Absent, broken, ambiguous or dangerous: no mail is offered."""
    assert not is_deliverable(address)


@given(_ADDRESS, st.sampled_from('\r\n\t ,;<>()[]\\"@:'), st.data())
def test_one_forbidden_sign_makes_an_address_undeliverable(
    address: str, sign: str, data: st.DataObject
) -> None:
    """Nothing that could end the address or start another passes, wherever it is."""
    where = data.draw(st.integers(min_value=0, max_value=len(address)))

    assert not is_deliverable(address[:where] + sign + address[where:])
