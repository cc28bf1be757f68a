"""One whole journey through the affiliate, against the same requests made by hand.

Both go from the home page to a log-in with the new password, on the same portal, with
the same SMTP hand-over and the same hashes; by hand, pages are searched with regular
expressions and nothing is kept. Prints the medians and their ratio (aim: 1.3 or less).
"""

from __future__ import annotations

import argparse
import json
import quopri
import re
import statistics
import time

import httpx

from fixtures.person import Person
from harness.checks import stages
from harness.journeys.demand import Channel, request_reset
from harness.journeys.login import log_in
from harness.journeys.mails import open_reset_mail
from harness.journeys.password import follow_link_and_choose
from harness.journeys.surroundings import open_surroundings
from harness.journeys.world import World
from harness.targets.embedded import EmbeddedTarget

PASSWORD = "Soleil2026"  # noqa: S105 - invented
CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')
SITE_KEY = re.compile(r'data-sitekey="([^"]+)"')
LINK = re.compile(rb"https://www2\S+token=[\w.-]+")


def by_tasks(world: World) -> None:
    """Walk the journey as the features do."""
    camille = world.person("Camille")
    request_reset(camille, Channel.MAIL)
    open_reset_mail(camille)
    follow_link_and_choose(camille, PASSWORD)
    log_in(camille, PASSWORD)
    stages.is_inside(camille.page)


def by_hand(world: World, target: EmbeddedTarget, person: Person) -> None:
    """Send the same requests with nothing around them."""
    client = httpx.Client(
        transport=httpx.WSGITransport(target.app), follow_redirects=True
    )
    site, accounts = "https://www.carpimko.com/", "https://www2.carpimko.com/Comptes/"

    def post(url: str, page: str, **fields: str) -> httpx.Response:
        token = CSRF.search(page)
        assert token is not None  # noqa: S101 - a benchmark's own check
        return client.post(url, data={"csrf_token": token[1], **fields})

    who = {"situation": "affilie", "dossier": person.dossier}
    client.get(site)
    client.get(f"{accounts}Connexion")
    page = client.get(f"{accounts}MotDePasseOublie").text
    key = SITE_KEY.search(page)
    solved = world.captcha.solve(key[1] if key else "", "www2.carpimko.com")
    choice = post(
        f"{accounts}MotDePasseOublie", page, **who, **{"g-recaptcha-response": solved}
    )
    post(str(choice.url), choice.text, envoi="mail")
    raw = world.mailbox.to(person.email or "")[-1].raw
    found = LINK.search(quopri.decodestring(raw))
    link = found[0].decode() if found else ""
    page = client.get(link).text
    post(
        link.partition("?")[0],
        page,
        token=link.partition("token=")[2],
        dossier=person.dossier,
        mot_de_passe=PASSWORD,
        confirmation=PASSWORD,
    )
    client.get(site)
    page = client.get(f"{accounts}Connexion").text
    inside = post(f"{accounts}Connexion", page, **who, mot_de_passe=PASSWORD)
    assert "Mon espace personnel" in inside.text  # noqa: S101 - a benchmark's own check
    client.close()


def main() -> None:
    """Measure both, in turn, in one run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    target, surroundings = EmbeddedTarget(), open_surroundings()
    seconds: dict[str, list[float]] = {"tasks": [], "hand": []}
    clock = time.perf_counter
    for number in range(options.rounds):
        for way in ("tasks", "hand") if number % 2 else ("hand", "tasks"):
            world = World(target, surroundings, seed=number, scenario="benchmark")
            world.introduce("Camille")
            world.settle()
            surroundings.empty()
            began = clock()
            if way == "tasks":
                by_tasks(world)
            else:
                by_hand(world, target, world.person("Camille").person)
            seconds[way].append(clock() - began)
    surroundings.stop()
    tasks, hand = (statistics.median(seconds[way]) for way in ("tasks", "hand"))
    result = {
        "rounds": options.rounds,
        "journey_ms": round(tasks * 1000, 2),
        "by_hand_ms": round(hand * 1000, 2),
        "ratio": round(tasks / hand, 3),
    }
    print(json.dumps(result) if options.json else _table(result))


def _table(result: dict[str, float]) -> str:
    return (
        f"journey through the affiliate  {result['journey_ms']:8.2f} ms\n"
        f"the same requests by hand      {result['by_hand_ms']:8.2f} ms\n"
        f"ratio                          {result['ratio']:8.3f}   (aim: 1.3 or less)"
    )


if __name__ == "__main__":
    main()
