// The words near the CAPTCHA's frame that tell another way than solving it.
(frame) => {
  const TELLS = /contact|téléphon|autre (?:moyen|façon|solution)|sans captcha|alternative/i;
  // Its own container and what stands beside it; further away, a word such as
  // « contact » is about something else.
  const widget = frame.closest(".g-recaptcha, .h-captcha, .cf-turnstile") || frame;
  const holder = widget.parentElement;
  const near = /^(FORM|BODY|MAIN)$/.test(holder.tagName)
    ? [widget.previousElementSibling, widget, widget.nextElementSibling]
    : [...holder.children, holder.previousElementSibling, holder.nextElementSibling];
  const SAID = "p, a, button, li, div, small, span";
  const OTHERS = "form, nav, header, footer";
  const asks = (one) => one !== widget && one.querySelector("input, select, textarea");
  const elements = near.filter((one) => one && !one.matches(OTHERS) && !asks(one))
    .flatMap((one) => [...(one.matches(SAID) ? [one] : []), ...one.querySelectorAll(SAID)]);
  for (const element of elements) {
    const text = element.innerText.trim().replace(/\s+/g, " ");
    const leaf = !element.querySelector("p, li, div");
    if (leaf && TELLS.test(text) && element.checkVisibility()) return text.slice(0, 200);
  }
  return "";
}
