"use strict";
// Everything shown is made here, element by element: no text ever becomes markup.

const NO_BREAK = "\u00a0";

/** Makes an element; null children are left out, text children stay text. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null) element.setAttribute(name, value);
  }
  element.append(...children.flat(2).filter((each) => each !== null));
  return element;
}

/** The sign of an outcome; its word follows for whoever does not see it. */
function sign(mark) {
  return make("span", { class: `sign ${mark.tone}`, "aria-hidden": "true" }, mark.sign);
}

/** A list of names and values. */
function facts(pairs, kind = "facts") {
  return make(
    "dl",
    { class: kind },
    pairs.map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, value))),
  );
}

/** Text as it came, lines and spaces kept; it scrolls, by keyboard too. */
function verbatim(text, label) {
  return make("pre", { tabindex: "0", role: "group", "aria-label": label }, text);
}

/** Something that opens; what is inside is made the first time. */
function opening(kind, summary, fill) {
  const details = make("details", { class: kind }, make("summary", {}, summary));
  whenOpened(details, fill);
  return details;
}

/** Calls `fill` with a container the first time that `details` opens. */
function whenOpened(details, fill) {
  const once = () => {
    if (!details.open || details.dataset.filled) return;
    details.dataset.filled = "yes";
    const inside = make("div", { class: "inside" });
    details.append(inside);
    details.filled = Promise.resolve(fill(inside)).catch((wrong) => {
      inside.append(make("p", { class: "wrong" }, `Illisible${NO_BREAK}: ${wrong.message}`));
    });
  };
  details.addEventListener("toggle", once);
  details.fill = once;
}

/** Opens `details` and waits until its contents are there. */
async function opened(details) {
  details.open = true;
  details.fill?.();
  await details.filled;
}
