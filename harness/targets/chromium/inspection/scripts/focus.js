// Where the focus is in this frame; null if it is not in it.
() => {
  const book = window[Symbol.for("sesame.inspection")];
  if (!document.hasFocus()) return null;
  let element = document.activeElement;
  while (element && element.shadowRoot && element.shadowRoot.activeElement) {
    element = element.shadowRoot.activeElement;
  }
  if (!element) return null;
  const COMPOSITE = "[role=radiogroup], [role=tablist], [role=menu], [role=menubar],"
    + " [role=listbox], [role=tree], [role=grid], [role=treegrid], [role=toolbar]";
  const composite = element.closest(COMPOSITE);
  return {
    body: element === document.body || element === document.documentElement,
    inFrame: element.tagName === "IFRAME" || element.tagName === "FRAME",
    title: element.title || element.getAttribute("aria-label") || "",
    key: book.group(element),
    name: book.words(element),
    element: book.source(element),
    href: element.href ? String(element.href) : "",
    holder: composite ? book.group(composite) : "",
    rank: book.number(element),
    rect: book.rect(element),
    pinned: book.pinned(element),
    tag: element.tagName.toLowerCase(),
    type: element.type || "",
  };
}
