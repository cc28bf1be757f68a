// What was seen during a step: pages, mails, letters, notes.

const SHOWN = { page: pageSight, mail: mailSight, letter: letterSight };

const LONGEST = 100; // characters of an address in a title

/** One sight: a note stands as it is, everything else opens. */
function sightOf(seen) {
  if (seen.kind === "note") {
    return make("p", { class: "note" }, make("b", {}, `Consigné${NO_BREAK}:`), ` ${seen.text}`);
  }
  const title = titleOf(seen);
  return opening("sight", title, (inside) => SHOWN[seen.kind](seen, inside));
}

function titleOf(seen) {
  if (seen.kind === "page") {
    const title = seen.title ? [make("b", {}, quoted(seen.title)), " "] : [];
    return ["Page ", title, make("span", { class: "address" }, cut(seen.url)), ` (statut ${seen.status})`];
  }
  if (seen.kind === "mail") {
    return ["Mail ", make("b", {}, quoted(seen.subject)), ` à ${seen.to}, ${seen.at}`];
  }
  const expected = seen.facts.find(([name]) => name === "Attendu le");
  return ["Courrier", expected ? ` attendu le ${expected[1]}` : ""];
}

function cut(text) {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function quoted(text) {
  return `«${NO_BREAK}${text}${NO_BREAK}»`;
}

function remarks(seen, inside) {
  for (const remark of seen.remarks) inside.append(make("p", { class: "remark" }, remark));
}

function kept(number) {
  return number !== undefined && number !== null;
}

async function pageSight(seen, inside) {
  remarks(seen, inside);
  if (cut(seen.url) !== seen.url) inside.append(make("p", { class: "address" }, seen.url));
  if (kept(seen.picture)) {
    const alternative = `Capture de la page ${seen.title ? quoted(seen.title) : seen.url}`;
    inside.append(make("img", { class: "capture", alt: alternative, src: pictureAddress(seen.picture) }));
  }
  if (kept(seen.text)) inside.append(verbatim(await shelved(seen.text), "Réponse"));
  if (!kept(seen.html)) return;
  const html = await shelved(seen.html);
  if (!kept(seen.picture)) {
    const styles = await Promise.all(seen.styles.map(shelved));
    inside.append(frameOf(html, `Page ${seen.title || seen.url}`, styles));
  }
  inside.append(source(html));
}

function source(html) {
  return opening("source", "Code HTML", (inside) => inside.append(verbatim(html, "Code HTML")));
}

async function mailSight(seen, inside) {
  remarks(seen, inside);
  inside.append(facts([["Pour", seen.to], ["Objet", seen.subject], ["Reçu", seen.at]]));
  if (kept(seen.html)) {
    const html = await shelved(seen.html);
    inside.append(part("Tel qu'il s'affiche"), frameOf(html, `Mail ${seen.subject}`), source(html));
  }
  if (kept(seen.text)) {
    inside.append(part("Son texte"), verbatim(await shelved(seen.text), "Texte du mail"));
  }
  if (seen.links?.length) inside.append(part("Ses liens"), ...seen.links.map(linkOf));
  if (seen.headers?.length) {
    inside.append(
      opening("source", "En-têtes", (all) => all.append(facts(seen.headers, "facts headers"))),
    );
  }
}

function part(title) {
  return make("p", { class: "part" }, title);
}

/** Where a link leads, in words only; what its token says to whoever reads it. */
function linkOf(link) {
  const shown = make("div", { class: "link" }, make("p", {}, make("b", {}, quoted(link.text))), make("p", { class: "address" }, link.url));
  if (!link.claims) return shown;
  const algorithm = link.algorithm ? ` (${link.algorithm})` : "";
  shown.append(
    make("p", {}, `Ce que dit le jeton à qui le lit${algorithm}${NO_BREAK}:`),
    facts(link.claims, "facts claims"),
  );
  return shown;
}

async function letterSight(seen, inside) {
  remarks(seen, inside);
  inside.append(facts(seen.facts));
  if (seen.address) inside.append(make("address", {}, seen.address));
  if (kept(seen.text)) inside.append(verbatim(await shelved(seen.text), "Texte du courrier"));
}
