// A scenario as it went: what the feature says, how each step ended, what was seen.

/** Prepares the groups of scenarios: each is filled when it opens. */
function startScenarios() {
  for (const group of document.querySelectorAll("details.group")) {
    whenOpened(group, (inside) => fillGroup(group, inside));
    group.fill();
  }
}

function numbersOf(group) {
  return group.dataset.scenarios.split(" ").map(Number);
}

async function fillGroup(group, inside) {
  const { scenarios } = await loaded();
  const numbers = numbersOf(group);
  if (group.dataset.plan === undefined) {
    fillScenario(scenarios[numbers[0]], inside);
    return;
  }
  for (const number of numbers) {
    const scenario = scenarios[number];
    const row = opening("scenario", [sign(scenario), " ", scenario.name, outcome(scenario)], (body) =>
      fillScenario(scenario, body),
    );
    row.dataset.number = number;
    if (!document.getElementById(scenario.anchor)) row.id = scenario.anchor;
    inside.append(row);
  }
  filterRows(group);
}

function outcome(mark) {
  return make("span", { class: `word ${mark.tone}` }, mark.word);
}

function fillScenario(scenario, inside) {
  const all = make("button", { type: "button", class: "quiet" }, "Ouvrir tout ce qui a été vu");
  const steps = make("ol", { class: "steps" }, scenario.steps.map(stepOf));
  all.addEventListener("click", () => {
    for (const sight of steps.querySelectorAll("details.sight")) sight.open = true;
  });
  inside.append(where(scenario));
  if (scenario.question) inside.append(make("p", { class: "question" }, scenario.question));
  if (scenario.error && !scenario.steps.some((step) => step.error)) {
    inside.append(make("p", { class: "wrong" }, scenario.error));
  }
  inside.append(steps);
  if (scenario.steps.some((step) => step.seen.some((seen) => seen.kind !== "note"))) {
    inside.append(make("p", {}, all));
  }
  inside.append(
    make("p", { class: "replay" }, `Rejouer${NO_BREAK}: `, make("code", {}, scenario.replay)),
  );
}

function where(scenario) {
  const pieces = [
    scenario.rule ? make("span", {}, `Règle${NO_BREAK}: ${scenario.rule}`) : null,
    make("span", {}, make("code", {}, scenario.file)),
    scenario.tags.length ? make("span", { class: "tags" }, scenario.tags.map((tag) => `@${tag}`).join(" ")) : null,
    scenario.assumptions.length ? make("span", {}, "Hypothèses ", scenario.assumptions.map(assumptionLink)) : null,
    make("a", { href: `#${scenario.anchor}` }, "Lien vers ce scénario"),
  ];
  return make("p", { class: "where" }, pieces);
}

function assumptionLink(name) {
  return [make("a", { href: `#${name}` }, name), " "];
}

function stepOf(step) {
  const said = make(
    "p",
    { class: "said" },
    sign(step),
    " ",
    make("b", {}, step.keyword),
    ` ${step.text}`,
    step.tone === "good" ? make("span", { class: "unseen-text" }, ` (${step.word})`) : outcome(step),
  );
  const wrong = step.error ? make("p", { class: "wrong" }, step.error) : null;
  return make("li", { class: `step ${step.tone}` }, said, wrong, step.seen.map(sightOf));
}

/** Opens what an address of this page names: a scenario, its group, its requirement. */
async function follow(hash) {
  const name = decodeURIComponent(hash.slice(1));
  if (!name.startsWith("s-")) return openAround(document.getElementById(name));
  const { scenarios } = await loaded();
  const number = scenarios.findIndex((scenario) => scenario.anchor === name);
  const group = [...document.querySelectorAll("details.group")].find((each) =>
    numbersOf(each).includes(number),
  );
  if (!group) return undefined;
  showAll();
  await opened(group);
  const shown = group.querySelector(`[data-number="${number}"]`) ?? group;
  await opened(shown);
  shown.scrollIntoView();
  shown.querySelector("summary").focus({ preventScroll: true });
  return shown;
}

function openAround(element) {
  const around = element?.closest("details") ?? (element?.matches("section") ? element.querySelector("details") : null);
  if (element?.closest("[hidden]")) showAll();
  if (around) around.open = true;
  element?.scrollIntoView();
}
