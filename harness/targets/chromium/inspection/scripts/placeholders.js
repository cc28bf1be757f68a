// The contrast of placeholders that fall short; null where no colour can be told.
() => {
  const { color } = axe.commons;
  const found = [];
  for (const field of document.querySelectorAll("input, textarea")) {
    if (!field.matches(":placeholder-shown") || !field.checkVisibility()) continue;
    if (!field.placeholder.trim() || field.disabled) continue;
    axe.setup(document);
    let ratio = null;
    try {
      const behind = color.getBackgroundColor(field, []);
      const style = getComputedStyle(field, "::placeholder");
      const front = new color.Color();
      front.parseString(style.color);
      front.alpha *= Number(style.opacity);
      if (behind) ratio = color.getContrast(behind, color.flattenColors(front, behind));
    } finally {
      axe.teardown();
    }
    if (ratio !== null && ratio >= 4.5) continue;
    const element = field.cloneNode(false).outerHTML.slice(0, 160);
    found.push({ text: field.placeholder, ratio, element });
  }
  return found;
}
