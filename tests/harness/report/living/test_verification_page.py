"""The living document of a run, as it is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from harness.journeys.evidence import Evidence
from harness.report.living.shelf import LARGEST_TEXT, Shelf
from harness.report.living.verification_page import report
from harness.runs.verify import Verification
from harness.verdicts.human import human_checks
from harness.verdicts.requirements import Pack, assumptions, requirements
from tests.harness.report.living.conftest import HOSTILE, page, with_evidence
from tests.harness.report.living.reading import root_of, shelved, unpacked

Verified = Callable[..., Verification]
Written = Callable[..., Path]


@pytest.mark.parametrize(
    ("name", "sign", "word"),
    [
        ("P1.1", "✓", "conforme"),
        ("P1.2", "≠", "conforme mais contraire à une norme"),
        ("P1.3", "✗", "non conforme"),
        ("P1.5", "?", "non observable"),
        ("P1.8", "∅", "non couvert"),
    ],
)
def test_each_requirement_has_its_verdict(
    document: Written, name: str, sign: str, word: str
) -> None:
    """Found by its id, with sign and word: never a colour alone."""
    article = root_of(document().read_text("utf-8")).get_element_by_id(name)
    (badge,) = article.find_class("badge")

    assert f"{sign}{word}" == badge.text_content()
    assert word == article.get("data-verdict")
    assert f"« Phrase {name} »" in article.text_content().replace("\u00a0", " ")


def test_how_many_requirements_were_left_out_is_said(document: Written) -> None:
    """Whoever reads that all is well knows of how much."""
    root = root_of(document("P1.1").read_text("utf-8"))
    facts = root.find_class("facts")[0].text_content().replace("\u00a0", " ")

    assert f"1 exigence sur {len(requirements())}, " in facts


def test_a_sentence_without_scenario_stands_out(document: Written) -> None:
    """In its place, and in the list of such sentences."""
    root = root_of(document().read_text("utf-8"))

    assert "∅ Aucun scénario." in root.get_element_by_id("P1.8").text_content()
    section = root.get_element_by_id("sans-scenario").getparent()
    assert ["#P1.8"] == [link.get("href") for link in section.iter("a")]


def test_an_accepted_deviation_gives_its_reason(document: Written) -> None:
    """In its place, and in the list of such deviations."""
    root = root_of(document().read_text("utf-8"))
    section = root.get_element_by_id("acceptes").getparent()

    assert "Accepté" in root.get_element_by_id("P1.6").text_content()
    assert "Connu" in section.text_content()


def test_every_scenario_is_there_with_what_was_seen(document: Written) -> None:
    """Steps, error and evidence, by the name that a link uses."""
    root = root_of(document("P1.3").read_text("utf-8"))
    told = unpacked(root, "scenarios")
    (scenario,) = told["scenarios"]
    (step,) = scenario["steps"]
    first, second, mail, letter, note = step["seen"]

    assert "s-procedure_x-30" == scenario["anchor"]
    assert ("Quand", "Camille lit", "✗") == tuple(
        step[key] for key in ("keyword", "text", "sign")
    )
    assert "Quand x\n«\u00a0[b]Été[/b]\u00a0» manque" == step["error"]
    assert HOSTILE.decode() == shelved(root, first["html"])
    assert "color: rgb(1, 2, 3)" in shelved(root, first["styles"][0])
    assert any("\ufffd" in remark for remark in second["remarks"])
    assert "Réinitialisation" == mail["subject"]
    assert "mardi 10 mars 2026 à 12\u00a0h 00" == mail["at"]
    assert "Votre mot de passe" in shelved(root, letter["text"])
    assert "note" == note["kind"]


def test_a_mail_is_told_with_its_token(document: Written) -> None:
    """Text, page, headers and claims; an instant is said in French."""
    root = root_of(document("P1.1").read_text("utf-8"))
    mail = unpacked(root, "scenarios")["scenarios"][0]["steps"][0]["seen"][2]
    (link,) = mail["links"]

    assert "Lien : https" in shelved(root, mail["text"])
    assert "<p>Bonjour</p>" in shelved(root, mail["html"])
    assert ["Subject", "Réinitialisation"] in mail["headers"]
    assert "HS256" == link["algorithm"]
    assert ["login", "0012345"] == link["claims"][0]
    assert "expire le mercredi 11 mars 2026 à 10\u00a0h 00" in link["claims"][1][1]


def test_no_byte_of_the_portal_is_markup(document: Written) -> None:
    """However it tries, the document holds its own scripts only, and one that runs."""
    text = document().read_text("utf-8")
    root = root_of(text)
    running = [one for one in root.iter("script") if one.get("type") is None]

    assert 1 == len(running)
    assert "volé" not in text
    assert text.count("</script>") == len(list(root.iter("script")))
    assert [] == list(root.iter("iframe", "object", "base", "link", "img"))


def test_nothing_is_asked_of_the_network(document: Written) -> None:
    """Neither by address nor by policy."""
    root = root_of(document().read_text("utf-8"))
    (policy,) = [
        one.get("content")
        for one in root.iter("meta")
        if one.get("http-equiv") == "Content-Security-Policy"
    ]

    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "http" not in policy
    assert all(one.get("href").startswith("#") for one in root.iter("a"))


def test_every_name_is_given_once_and_every_link_leads_somewhere(
    document: Written,
) -> None:
    """An id twice would lead half the links astray."""
    root = root_of(document().read_text("utf-8"))
    names = [str(one) for one in root.xpath("//@id")]
    scenarios = unpacked(root, "scenarios")["scenarios"]
    known = {*names, *(one["anchor"] for one in scenarios)}

    assert len(set(names)) == len(names)
    assert set() == {one.get("href")[1:] for one in root.iter("a")} - known


def test_a_partial_run_says_so_loudly(
    verification: Verified, broken: Verification, tmp_path: Path
) -> None:
    """How much was not run, and the last words, before anything else."""
    root = root_of(report(broken, tmp_path, ""))
    (loud,) = [one for one in root.find_class("loud") if one.get("id") == "partiel"]

    assert "1 scénario sur 1" in loud.text_content().replace("\u00a0", " ")
    assert "Traceback [/]\nBoum" in loud.text_content()
    whole = root_of(report(verification("P1.1"), tmp_path, ""))
    assert [] == [one for one in whole.find_class("loud") if one.get("id") == "partiel"]


def test_a_portal_that_fell_silent_is_named(
    verification: Verified, tmp_path: Path
) -> None:
    """The reason stands in the same place."""
    silent = replace(verification("P1.7"), unreachable="<i>a.test ne répond pas")
    text = root_of(report(silent, tmp_path, "")).get_element_by_id("partiel")

    assert "<i>a.test ne répond pas" in text.text_content()


def test_the_register_of_assumptions_is_whole(document: Written) -> None:
    """Each has a place of its own, with its choice."""
    root = root_of(document("P1.1").read_text("utf-8"))
    for item in assumptions():
        told = root.get_element_by_id(item.id).text_content().replace("\u00a0", " ")
        assert item.question in told
        assert "<" not in told


def test_what_stays_for_a_human_goes_with_the_pack(
    verification: Verified, tmp_path: Path
) -> None:
    """The list is there once accessibility is judged, and only then."""
    judged = verification("P1.1")
    (result,) = judged.results
    pack = replace(result.requirement, pack=Pack.ACCESSIBILITY)
    accessible = replace(judged, results=(replace(result, requirement=pack),))
    told = root_of(report(accessible, tmp_path, "")).get_element_by_id("humain")

    assert len(human_checks()) == len(told.getparent().findall("ul/li"))
    assert 'id="humain"' not in report(judged, tmp_path, "")


@pytest.mark.parametrize(
    ("body", "kind", "shown", "remark"),
    [
        (b"", "text/html", None, "Cette réponse est vide."),
        (b"\x89PNG\r\n", "image/png", "picture", None),
        (b'{"a": 1}', "application/json", "text", None),
        (b"\x00\x01", "application/octet-stream", None, "n'est pas une page"),
        (b"x" * (LARGEST_TEXT + 1), "text/html", "html", "TRONQUÉE"),
        (b"\xff\xfe<\x00p\x00", "text/html", "html", "ne sont pas du texte"),
        (b"<p>x", "text/html; charset=hex", "html", None),
    ],
)
def test_any_answer_is_shown_or_said_not_to_be(
    verification: Verified,
    tmp_path: Path,
    body: bytes,
    kind: str,
    shown: str | None,
    remark: str | None,
) -> None:
    """Bytes that are no text, pages without HTML, huge pages."""
    judged = with_evidence(
        verification("P1.1"), lambda: Evidence([page(body, kind)]), tmp_path
    )
    root = root_of(report(judged, tmp_path, ""))
    (seen,) = unpacked(root, "scenarios")["scenarios"][0]["steps"][0]["seen"]

    assert ({shown} if shown else set()) == {"html", "text", "picture"} & seen.keys()
    said = " ".join(seen["remarks"])
    assert remark in said if remark else "" == said


def test_what_finds_no_room_is_said_where_it_lacks_and_on_top(
    verification: Verified, tmp_path: Path
) -> None:
    """A portal that sends too much does not make a document that no one can open."""
    judged = with_evidence(
        verification("P1.1"), lambda: Evidence([page(b"<p>long</p>")]), tmp_path
    )
    root = root_of(report(judged, tmp_path, "", Shelf(limit=5)))
    (seen,) = unpacked(root, "scenarios")["scenarios"][0]["steps"][0]["seen"]

    assert seen["html"] is None
    assert any("trop grand" in remark for remark in seen["remarks"])
    assert any(
        "Preuves incomplètes" in one.text_content() for one in root.find_class("loud")
    )


def test_without_evidence_the_document_still_tells_the_run(
    verification: Verified, tmp_path: Path
) -> None:
    """Files that are gone leave the main facts."""
    judged = with_evidence(
        verification("P1.1"), lambda: Evidence([page(b"<p>x")]), tmp_path / "e"
    )
    root = root_of(report(judged, tmp_path / "elsewhere", ""))
    (seen,) = unpacked(root, "scenarios")["scenarios"][0]["steps"][0]["seen"]

    assert 200 == seen["status"]
    assert "html" not in seen


def test_the_same_run_makes_the_same_document(document: Written) -> None:
    """Byte for byte: two documents can be compared."""
    first = document().read_bytes()

    assert first == document().read_bytes()


def test_our_own_words_do_not_break_before_their_signs(document: Written) -> None:
    """No ordinary space stands before « : ; ? ! » in what the templates say."""
    root = root_of(document("P1.1").read_text("utf-8"))
    for one in root.xpath("//main//code | //main//option | //script | //style"):
        one.drop_tree()
    found = re.findall(r".{12} [:;?!»].{0,9}", root.body.text_content())

    assert [] == found


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("defect:adresse_en_clair", "volontairement fautif : « L'adresse mail est"),
        ("defect:jeton_opaque", "varié sans être fautif : « Le jeton du lien"),
        ("embedded", "embedded"),
    ],
)
def test_a_portal_that_is_faulty_on_purpose_is_said_to_be(
    target: str, said: str, verification: Verified, tmp_path: Path
) -> None:
    """Forwarded, the page must not read like an incident."""
    judged = replace(verification("P1.7"), target=target)
    told = root_of(report(judged, tmp_path, "")).text_content().replace("\xa0", " ")

    assert said in told.replace("’", "'")
