"""The mailbox page, and one mail whole, whoever wrote it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.desk import mail_view
from simulator.mail.message import ReceivedMail
from tests.simulator.desk.desk_user import LINK, URL, DeskUser, words


def test_an_empty_mailbox_says_so(tester: DeskUser) -> None:
    """Without mail the page says that mails appear here."""
    assert "Aucun mail pour l'instant" in tester.text("/mails")


def test_newest_first(tester: DeskUser) -> None:
    """The list begins with the last mail that came."""
    for name in ("un", "deux", "trois"):
        tester.mail(f"{name}@mail.test")

    listed = tester.page("/mails").xpath("//ol//span[@class='to']/text()")

    expected = ["pour trois@mail.test", "pour deux@mail.test", "pour un@mail.test"]
    assert expected == listed


@pytest.mark.parametrize(
    ("text", "expected"),
    [("CAMILLE", 1), ("modifié", 1), ("ne-pas-repondre", 2), ("personne", 0)],
)
def test_search(tester: DeskUser, text: str, expected: int) -> None:
    """A search finds addresses and subjects, in any case."""
    tester.mail("camille@mail.test")
    tester.courtesy_mail("dominique@mail.test")

    listed = tester.page(f"/mails?q={text}").xpath("//ol[contains(@class, 'mails')]/li")

    assert expected == len(listed)


def test_paging(tester: DeskUser) -> None:
    """Each mail stands on exactly one page; a page beyond the last is the last."""
    for number in range(45):
        tester.mail(f"p{number}@mail.test")

    pages = [
        tester.page(f"/mails?page={page}").xpath("//ol//span[@class='to']/text()")
        for page in (1, 2, 3)
    ]

    assert [20, 20, 5] == [len(page) for page in pages]
    assert 45 == len({mail for page in pages for mail in page})
    assert "page 3 sur 3" in tester.text("/mails?page=99")
    assert "page 1 sur 3" in tester.text("/mails?page=-1")


def test_one_mail_whole(tester: DeskUser) -> None:
    """The page shows text, headers, source, and where the links lead here."""
    page = tester.page(f"/mails/{tester.mail()}")

    text = words(page)
    assert "Demande de réinitialisation du mot de passe" in text
    assert "CARPIMKO <ne-pas-repondre@carpimko.com>" in text
    assert "Bonjour," in text
    assert "Content-Transfer-Encoding: quoted-printable" in text
    local = LINK.replace("https://www2.carpimko.com", URL)
    assert [local, local] == page.xpath("//section[h2/@id='liens']//a/@href")
    assert text.count(LINK) >= 3


def test_download_is_byte_for_byte(tester: DeskUser) -> None:
    """The .eml is what came over SMTP, whatever it is, under a name of our own."""
    raw = b'Subject: a";\r\n\tfilename="../x\r\n\r\n\xff\x00\r\n. \r\n'
    number = tester.mail(raw=raw)

    answer = tester.get(f"/mails/{number}/eml")

    assert raw == answer.data
    assert (
        f'attachment; filename="mail-{number:04d}.eml"'
        == answer.headers["Content-Disposition"]
    )


def test_unknown_mail(tester: DeskUser) -> None:
    """A mail that does not exist is an honest 404 with a way back."""
    answer = tester.get("/mails/99")

    assert 404 == answer.status_code
    assert "Aller à l'accueil" in answer.text


def test_the_frame_may_do_nothing(tester: DeskUser) -> None:
    """Frame and policy allow neither scripts, nor origin, nor network."""
    number = tester.mail()
    page = tester.page(f"/mails/{number}")
    policy = tester.get(f"/mails/{number}/contenu").headers["Content-Security-Policy"]

    allowed = set(page.xpath("//iframe/@sandbox")[0].split())
    assert {"allow-popups", "allow-popups-to-escape-sandbox"} == allowed
    assert "default-src 'none'" in policy
    assert "img-src data:;" in policy
    assert "sandbox allow-popups" in policy
    assert "script-src" not in policy


_HTML = b"""Subject: =?utf-8?q?<script>alert(1)</script>?=\r
Content-Type: text/html; charset=utf-8\r
\r
<base href="https://voleur.example/"><meta http-equiv="refresh" content="0;url=/x">
<script>document.title = 'vol'</script><p onclick="vol()">Bonjour</p>
<a href="https://www2.carpimko.com/a" target="_top">ici</a>
<a href="https://voleur.example/">ailleurs</a><a href="javascript:vol()">piege</a>
<img src="https://voleur.example/p.png" onerror="vol()"><form action="/x">
<p>dedans</p><input name="mot_de_passe"></form><svg onload="vol()"></svg>
"""


def test_hostile_html_is_defused(tester: DeskUser) -> None:
    """What acts, loads or leads away is gone from the view; the words stay."""
    number = tester.mail(raw=_HTML)

    shown = tester.get(f"/mails/{number}/contenu").text

    body = shown.partition("<body>")[2]
    assert "Bonjour" in body
    assert "dedans" in body
    assert f'href="{URL}/a"' in body
    assert 'target="_blank"' in body
    for gone in ("script", "refresh", "base", "voleur", "vol()", "<form", "<input"):
        assert gone not in body
    page = tester.get(f"/mails/{number}").text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_picture_that_the_mail_carries_is_shown(tester: DeskUser) -> None:
    """An attached picture appears in its place; nothing is fetched for it."""
    raw = (
        b'Content-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
        b'Content-Type: text/html\r\n\r\n<img alt="logo" src="cid:logo@x">\r\n--b\r\n'
        b"Content-Type: image/png\r\nContent-ID: <logo@x>\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\niVBORw==\r\n--b--\r\n"
    )

    shown = tester.get(f"/mails/{tester.mail(raw=raw)}/contenu").text

    assert 'src="data:image/png;base64,iVBORw=="' in shown


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff\xfe" * 50,
        b"Subject: =?utf-8?b?4p==?=\r\nFrom: <<>>@,;\r\nTo: \xff\r\n\r\nx",
        b"Content-Type: text/html; charset=martien\r\n\r\n<p>\xe9\x00t\xe9</p>",
        b"Content-Type: multipart/mixed; boundary=\r\n\r\n--\r\n\r\nx\r\n--",
        b"Content-Type: text/html\r\n\r\n" + b"<div>" * 20_000,
        b"Content-Type: text/html\r\n\r\n",
        b"Content-Type: text/plain; charset=utf-16\r\n\r\n\xd8\x00\xd8\x00",
        b"X-A: b\r\n" * 5_000 + b"\r\n" + b"mot " * 400_000,
        "Subject: \u202egnp.exe\r\n\r\n\u202e".encode(),
        b"Content-Type: text/html\r\n\r\n{body} {0} <p>{x}</p> %s",
    ],
)
def test_damaged_mails_are_shown(tester: DeskUser, raw: bytes) -> None:
    """No mail, however broken or big, keeps a page from being shown."""
    number = tester.mail(raw=raw)

    for path in ("/", "/mails", "/mails?q=zzz", f"/mails/{number}"):
        assert 200 == tester.get(path).status_code
    assert 200 == tester.get(f"/mails/{number}/contenu").status_code
    assert raw == tester.get(f"/mails/{number}/eml").data
    assert len(tester.get(f"/mails/{number}").data) < 4_000_000
    assert 200 == tester.api("GET", f"/mails/{number}").status_code


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    header=st.sampled_from(
        [
            b"",
            b"Content-Type: text/html\r\n",
            b"Content-Type: multipart/x; boundary=a\r\n",
        ]
    ),
    rest=st.binary(max_size=200),
)
def test_any_bytes_are_shown(tester: DeskUser, header: bytes, rest: bytes) -> None:
    """Whatever bytes came, their pages answer 200 and their download is them."""
    number = tester.mail(raw=header + rest)

    assert 200 == tester.get(f"/mails/{number}").status_code
    assert 200 == tester.get(f"/mails/{number}/contenu").status_code
    assert header + rest == tester.get(f"/mails/{number}/eml").data


def test_what_turns_the_writing_round_is_shown_as_foreign(tester: DeskUser) -> None:
    """Direction marks and controls cannot make a subject read otherwise."""
    number = tester.mail(raw="Subject: a\u202eb\r\n\r\n".encode())

    mail: ReceivedMail = tester.world.mailbox.all()[number - 1]
    assert "a\ufffdb" == mail_view.subject(mail)
