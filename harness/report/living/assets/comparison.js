// The matrix of several runs: which of its lines are shown.

const form = document.getElementById("filter");
const rows = [...document.querySelectorAll("table.matrix > tbody > tr")];

function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
}

function apply() {
  const told = new FormData(form);
  const words = plain(told.get("words")).split(" ").filter(Boolean);
  let shown = 0;
  for (const row of rows) {
    const text = plain(row.textContent);
    row.hidden = !(
      words.every((word) => text.includes(word)) &&
      (!told.get("verdict") || row.dataset.verdicts.split("|").includes(told.get("verdict"))) &&
      (!told.get("differs") || row.dataset.differs === "yes")
    );
    if (!row.hidden) shown += 1;
  }
  const all = shown === rows.length;
  document.getElementById("found").textContent = all ? "" : `${shown} sur ${rows.length} exigences à l'écran.`;
}

/** Whoever follows a link to a line that is hidden wants to see it. */
function show() {
  const line = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!line?.hidden) return;
  form.reset();
  apply();
  line.scrollIntoView();
}

form.hidden = false;
form.addEventListener("input", apply);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(apply));
addEventListener("hashchange", show);
