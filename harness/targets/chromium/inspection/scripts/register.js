// Run in every frame, once: the bench's own notebook, which pages never see.
() => {
  const KEY = Symbol.for("sesame.inspection");
  if (window[KEY]) return;
  const nodes = [];
  const ranks = new Map();

  function* all(root) {
    for (const element of root.querySelectorAll("*")) {
      yield element;
      if (element.shadowRoot) yield* all(element.shadowRoot);
    }
  }

  function number(element) {
    if (!ranks.has(element)) {
      ranks.set(element, nodes.length);
      nodes.push(element);
    }
    return ranks.get(element);
  }

  // In the order of the source; what scripts add later is numbered when it is met.
  for (const element of all(document)) number(element);

  function source(element) {
    const shallow = element.cloneNode(false);
    const text = element.childElementCount ? "" : element.textContent.trim();
    const html = shallow.outerHTML.replace(/<\/[^>]*>$/, "")
      .replace(' style=""', "");
    return (html + text).replace(/\s+/g, " ").slice(0, 160);
  }

  function words(element) {
    const labels = [...(element.labels || [])].map((label) => label.innerText);
    const named = element.getAttribute("aria-label") || labels.join(" ")
      || element.innerText || element.value || element.title || element.alt
      || element.name || "";
    return String(named).trim().replace(/\s+/g, " ").slice(0, 80);
  }

  function group(element) {
    if (element.type !== "radio" || !element.name) return `n${number(element)}`;
    const form = element.form ? number(element.form) : "";
    return `radio:${form}:${element.name}`;
  }

  function rect(element) {
    const box = element.getBoundingClientRect();
    return [box.left, box.top, box.width, box.height];
  }

  function pinned(element) {
    for (let each = element; each instanceof Element; each = each.parentElement) {
      if (["fixed", "sticky"].includes(getComputedStyle(each).position)) return true;
    }
    return false;
  }

  window[KEY] = {
    nodes, all, number, source, words, group, rect, pinned, clickable: new Set(),
  };
}
