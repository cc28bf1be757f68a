// What acts when it is clicked, in this frame: [key, name, source, href].
() => {
  const book = window[Symbol.for("sesame.inspection")];
  const NATIVE = "a[href], area[href], button, input:not([type=hidden]), select,"
    + " textarea, summary, audio[controls], video[controls],"
    + " [contenteditable=''], [contenteditable=true]";
  const ROLES = "[role=button], [role=link], [role=checkbox], [role=radio],"
    + " [role=switch], [role=tab], [role=menuitem], [role=option], [role=textbox],"
    + " [role=combobox], [role=slider], [role=spinbutton]";
  // In these the arrow keys move; one stop of Tab is enough for all they hold.
  const COMPOSITE = "[role=radiogroup], [role=tablist], [role=menu], [role=menubar],"
    + " [role=listbox], [role=tree], [role=grid], [role=treegrid], [role=toolbar]";
  const HOLDERS = "html, body, main, form, label, fieldset, section, article, dialog,"
    + " nav, header, footer, iframe";

  function shown(element) {
    if (!element.checkVisibility({ visibilityProperty: true })) return false;
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0;
  }

  function obeysTheMouse(element) {
    if (element.matches(HOLDERS) || element.querySelector(NATIVE)) return false;
    if (element.parentElement && element.parentElement.closest(`${NATIVE}, label`)) {
      return false;
    }
    if (element.hasAttribute("onclick") || element.onclick) return true;
    const pointer = getComputedStyle(element).cursor === "pointer";
    return book.clickable.has(element) && pointer;
  }

  const found = [];
  for (const element of book.all(document)) {
    const own = element.matches(NATIVE) || element.matches(ROLES);
    if (!own && !obeysTheMouse(element)) continue;
    if (!shown(element) || element.closest("[inert]")) continue;
    if (element.matches(":disabled, [aria-disabled=true]")) continue;
    const composite = element.parentElement && element.parentElement.closest(COMPOSITE);
    found.push({
      key: book.group(element),
      name: book.words(element),
      element: book.source(element),
      href: element.href ? String(element.href) : "",
      holder: composite ? book.group(composite) : "",
    });
  }
  return found;
}
