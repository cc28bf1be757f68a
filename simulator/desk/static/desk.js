// What is new appears without reloading. Without this script the pages work as well.
"use strict";
(() => {
  const body = document.body;
  const announce = document.getElementById("annonce");
  let known = JSON.parse(body.dataset.state);
  let readAt = performance.now();
  let refreshing = false;
  let again = false;

  // The sentences that say what changed between two states.
  function news(before, after) {
    const told = [];
    const mails = after.mails - before.mails;
    const letters = after.letters - before.letters;
    if (mails > 0) told.push(mails > 1 ? `${mails} nouveaux mails` : "1 nouveau mail");
    if (letters > 0) told.push(letters > 1 ? `${letters} nouveaux courriers` : "1 nouveau courrier");
    const moved = after.held && before.held
      ? after.now !== before.now
      : after.held === before.held && Math.abs(after.offset - before.offset) > 3;
    if (moved) told.push("L'horloge a été déplacée");
    if (after.held !== before.held) told.push(after.held ? "L'horloge est arrêtée" : "L'horloge court");
    const fresh = after.faults.filter((each) => !before.faults.includes(each));
    for (const fault of fresh) told.push(`En panne : ${fault}`);
    if (before.faults.length > after.faults.length && !fresh.length) {
      told.push(after.faults.length ? "Une panne est réparée" : "Tout est réparé");
    }
    return told;
  }

  // Replaces what is marked as live by what the server shows now; the focus stays.
  async function refresh() {
    if (refreshing) { again = true; return; }
    refreshing = true;
    try {
      do {
        again = false;
        const answer = await fetch(location.href, { headers: { "X-Requested-With": "live" } });
        if (!answer.ok) break;
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        for (const region of document.querySelectorAll("[data-live]")) {
          const fresh = page.getElementById(region.id);
          if (!fresh || fresh.innerHTML === region.innerHTML) continue;
          const focused = region.contains(document.activeElement) ? document.activeElement.id : "";
          region.replaceChildren(...fresh.childNodes);
          if (focused) (document.getElementById(focused) ?? document.getElementById("contenu")).focus();
        }
      } while (again);
    } catch {
      // The server is away: the stream comes back by itself, and so does this.
    } finally {
      refreshing = false;
    }
  }

  function take(state) {
    const told = news(known, state);
    const changed = state.number !== known.number || state.mails !== known.mails;
    known = state;
    readAt = performance.now();
    if (told.length) announce.textContent = `${told.join(". ")}.`;
    if (told.length || changed) refresh();
  }

  // The minute shown at the top moves on with the world's own time.
  function tick() {
    if (known.held) return;
    const now = new Date(Date.parse(known.now) + performance.now() - readAt);
    const zone = { timeZone: "Europe/Paris" };
    const day = new Intl.DateTimeFormat("fr-FR", { ...zone, weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(now);
    const hour = new Intl.DateTimeFormat("fr-FR", { ...zone, hour: "2-digit", minute: "2-digit" }).format(now);
    const shown = document.querySelector("#heure-du-monde time");
    const text = `${day.replace(" 1 ", " 1er ")} à ${hour}`;
    if (shown && shown.textContent !== text) shown.textContent = text;
    const dial = document.querySelector("#cadran .big");
    if (dial && dial.textContent !== text) dial.textContent = text;
  }

  // A page that nobody looks at asks for nothing; it catches up when looked at again.
  let stream = null;
  function listen() {
    if (document.hidden) {
      stream?.close();
      stream = null;
    } else if (!stream) {
      stream = new EventSource(body.dataset.stream);
      stream.addEventListener("etat", (event) => take(JSON.parse(event.data)));
    }
  }
  document.addEventListener("visibilitychange", listen);
  listen();
  setInterval(tick, 1000);
})();
