// Which requirements and scenarios are shown: by verdict, pack, tag and words.

let chosen = null;
let searched = null;

/** Text as it is searched: without accents, capitals and kinds of spaces. */
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
}

function startFilter() {
  const form = document.getElementById("filter");
  form.hidden = false;
  let waiting = 0;
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 120);
  };
  form.addEventListener("input", later);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    apply();
  });
  form.addEventListener("reset", () => setTimeout(apply));
}

/** Takes every filter away. */
function showAll() {
  if (chosen !== null) {
    document.getElementById("filter").reset();
    chosen = null;
    display(() => true, () => true);
  }
}

async function apply() {
  const form = new FormData(document.getElementById("filter"));
  const wanted = {
    verdicts: form.getAll("verdict"),
    pack: form.get("pack") ?? "",
    tag: form.get("tag"),
    words: plain(form.get("words")).split(" ").filter(Boolean),
  };
  const nothing = !wanted.verdicts.length && !wanted.pack && !wanted.tag && !wanted.words.length;
  searched ??= (await loaded()).scenarios.map(textOf);
  chosen = nothing ? null : wanted;
  display(requirementFits, scenarioFits);
}

function textOf(scenario) {
  const steps = scenario.steps.map((step) => `${step.keyword} ${step.text} ${step.error}`);
  return {
    tags: scenario.tags,
    text: plain([scenario.name, scenario.rule, scenario.file, scenario.error, ...scenario.assumptions, ...steps].join(" ")),
  };
}

function requirementFits(article) {
  if (chosen === null) return true;
  const { verdicts, pack } = chosen;
  if (verdicts.length && !verdicts.includes(article.dataset.verdict)) return false;
  return !pack || pack === article.dataset.pack;
}

function scenarioFits(number, about) {
  if (chosen === null) return true;
  const { tags, text } = searched[number];
  if (chosen.tag && !tags.includes(chosen.tag)) return false;
  return chosen.words.every((word) => text.includes(word) || about.includes(word));
}

function display(fits, example) {
  const shown = { requirements: 0, scenarios: new Set() };
  for (const article of document.querySelectorAll("article.requirement")) {
    const about = plain(article.querySelector(".about").textContent);
    let any = false;
    for (const group of article.querySelectorAll("details.group")) {
      const left = numbersOf(group).filter((number) => example(number, about));
      group.hidden = !left.length;
      group.fitting = chosen === null ? null : new Set(left);
      filterRows(group);
      any ||= left.length > 0;
      if (fits(article)) for (const number of left) shown.scenarios.add(number);
    }
    const alone = chosen === null || (!chosen.tag && chosen.words.every((word) => about.includes(word)));
    article.hidden = !(fits(article) && (any || alone));
    if (!article.hidden) shown.requirements += 1;
  }
  for (const chapter of document.querySelectorAll("section.chapter")) {
    chapter.hidden = !chapter.querySelector("article:not([hidden])");
  }
  say(shown);
}

/** Hides the examples of an opened plan that do not fit. */
function filterRows(group) {
  for (const row of group.querySelectorAll("details.scenario")) {
    row.hidden = Boolean(group.fitting) && !group.fitting.has(Number(row.dataset.number));
  }
}

function say({ requirements, scenarios }) {
  const status = document.getElementById("found");
  const many = (count, one) => `${count}${NO_BREAK}${one}${count > 1 ? "s" : ""}`;
  if (chosen === null) status.textContent = "";
  else if (!requirements) status.textContent = "Rien ne correspond à ce choix.";
  else status.textContent = `${many(requirements, "exigence")} et ${many(scenarios.size, "scénario")} à l'écran.`;
}
