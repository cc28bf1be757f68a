// The words near the CAPTCHA's frame that tell another way than solving it.
(frame) => {
  const TELLS = /contact|téléphon|autre (?:moyen|façon|solution)|sans captcha|alternative/i;
  const form = frame.closest("form") || document.body;
  for (const element of form.querySelectorAll("p, a, button, li, div, small, span")) {
    const text = element.innerText.trim().replace(/\s+/g, " ");
    const leaf = !element.querySelector("p, li, div");
    if (leaf && TELLS.test(text) && element.checkVisibility()) return text.slice(0, 200);
  }
  return "";
}
