// Puts the keyboard at the top of the page, as when it has just been opened.
() => {
  const start = document.createElement("span");
  start.tabIndex = -1;
  start.style.cssText = "position: fixed; outline: none";
  document.body.prepend(start);
  start.focus({ preventScroll: true });
  start.remove();
  window.scrollTo(0, 0);
}
