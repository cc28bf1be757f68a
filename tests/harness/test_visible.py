"""Which words of a page a person can read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.pages import Page

MakePage = Callable[..., Page]


@pytest.mark.parametrize(
    "markup",
    [
        "<p hidden>Caché</p>",
        '<p hidden="">Caché</p>',
        '<p hidden="until-found">Caché</p>',
        '<p style="display:none">Caché</p>',
        '<p style="color: red; DISPLAY : NONE !important">Caché</p>',
        '<p style="visibility: hidden">Caché</p>',
        "<div hidden><section><p>Caché</p></section></div>",
        "<script>Caché</script>",
        "<style>Caché</style>",
        "<template><p>Caché</p></template>",
        "<noscript><p>Caché</p></noscript>",
        "<head><title>Caché</title></head>",
        "<p><!-- Caché --></p>",
    ],
)
def test_what_is_not_displayed_is_not_read(page: MakePage, markup: str) -> None:
    """Hidden elements, scripts, templates and comments say nothing to a reader."""
    assert "Avant Après" == page(f"<p>Avant</p>{markup}<p>Après</p>").text


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Caché ?</p>",
        '<p style="display:block">Caché ?</p>',
        '<p style="">Caché ?</p>',
        '<p class="hidden">Caché ?</p>',
        '<p data-hidden="1">Caché ?</p>',
    ],
)
def test_what_is_displayed_is_read(page: MakePage, markup: str) -> None:
    """Without the attribute or the style nothing is taken for hidden."""
    assert "Caché ?" == page(markup).text


def test_what_follows_a_hidden_element_is_read(page: MakePage) -> None:
    """Hiding an element hides neither the text after it nor its neighbours."""
    markup = "<p>un<span hidden>deux</span> trois<!-- quatre --> cinq</p>"

    assert "un trois cinq" == page(markup).text


@pytest.mark.parametrize(
    ("markup", "read"),
    [
        ("<p>Pre<b>sque</b> fini</p>", "Presque fini"),
        ("<p>mon<em><strong>**</strong></em>adresse</p>", "mon**adresse"),
        ("<p>un</p><p>deux</p>", "un deux"),
        ("<ul><li>un</li><li>deux</li></ul>", "un deux"),
        ("un<br>deux", "un deux"),
        ("<table><tr><td>un</td><td>deux</td></tr></table>", "un deux"),
        ("<div>un<div>deux</div>trois</div>", "un deux trois"),
        ("l&rsquo;adresse&nbsp;?", "l'adresse ?"),
        ("<p>&lt;b&gt;</p>", "<b>"),
    ],
)
def test_words_are_parted_as_they_are_seen(
    page: MakePage, markup: str, read: str
) -> None:
    """Blocks part words, inline elements do not, entities are decoded."""
    assert read == page(markup).text


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        ("<a href=x>Espace personnel</a>", "Espace personnel"),
        ("<a href=x>\n Espace <span>personnel</span>\n</a>", "Espace personnel"),
        ("<a href=x><img src=i alt='Espace personnel'></a>", "Espace personnel"),
        ("<a href=x><img src=i alt=''>Espace personnel</a>", "Espace personnel"),
        ("<a href=x title='Espace personnel'></a>", "Espace personnel"),
        ("<a href=x aria-label='Espace personnel'></a>", "Espace personnel"),
        ("<a href=x title='Aide'>Espace personnel</a>", "Espace personnel"),
        ("<a href=x><svg><title>Clef</title></svg>Espace</a>", "Espace"),
        ("<a href=x><b hidden>Vieux</b>Espace personnel</a>", "Espace personnel"),
    ],
)
def test_a_link_has_the_name_that_is_read(
    page: MakePage, markup: str, name: str
) -> None:
    """Text first; for want of text, the image's alternative, then the title."""
    assert [name] == [link.text for link in page(markup).links]


@pytest.mark.parametrize(
    "markup",
    [
        "<a href=x><i aria-hidden=true>lock</i> Espace personnel</a>",
        "<a href=x aria-label='Espace personnel (nouvelle page)'>Espace personnel</a>",
    ],
)
def test_a_link_is_found_by_what_is_read(page: MakePage, markup: str) -> None:
    """An icon's ligature or a longer label for screen readers hides no link."""
    assert ["Espace personnel"] == [link.text for link in page(markup).links]


def test_a_label_for_screen_readers_does_not_rename_a_link(page: MakePage) -> None:
    """A link that reads « Mon compte » is no « Espace personnel »."""
    markup = "<a href=x aria-label='Espace personnel'>Mon compte</a>"

    assert "Espace personnel" not in [link.text for link in page(markup).links]


@pytest.mark.parametrize(
    "markup",
    [
        "mon**<wbr>adresse",
        "mon**<font>adresse</font>",
        "mon**<time>adresse</time>",
        "mon**<bdo dir=ltr>adresse</bdo>",
        "mon**<x-letters>adresse</x-letters>",
    ],
)
def test_only_blocks_part_words(page: MakePage, markup: str) -> None:
    """Elements that browsers lay out in the line do not part words."""
    assert "mon**adresse" == page(f"<p>{markup}</p>").text
