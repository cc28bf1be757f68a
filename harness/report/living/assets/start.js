// Puts everything to work once the page is there.

startScenarios();
startFilter();
startMatrix();

addEventListener("hashchange", () => follow(location.hash));
// A second click on the same link leads there again.
addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#"]');
  if (link && link.hash === location.hash) follow(link.hash);
});
if (location.hash) follow(location.hash);

/** The strip of every scenario, made when the matrix opens. */
function startMatrix() {
  const matrix = document.querySelector("#matrice details");
  whenOpened(matrix, async (inside) => {
    inside.remove();
    const { scenarios } = await loaded();
    for (const cell of matrix.querySelectorAll("td[data-scenarios]")) {
      const numbers = cell.dataset.scenarios.split(" ").filter(Boolean).map(Number);
      cell.append(...numbers.map((number) => square(scenarios[number])));
    }
  });
}

function square(scenario) {
  const label = `${scenario.name}, ${scenario.word}`;
  const link = { class: `square ${scenario.tone}`, href: `#${scenario.anchor}`, title: label, "aria-label": label };
  return make("a", link, scenario.sign);
}
