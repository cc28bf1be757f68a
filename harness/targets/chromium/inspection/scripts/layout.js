// Where every text of the page stands now, what is cut, and what sticks out.
() => {
  const book = window[Symbol.for("sesame.inspection")];
  const root = document.documentElement;
  const width = root.clientWidth;
  const TWO_DIMENSIONS = "img, svg, picture, video, canvas, object, embed, pre, math,"
    + " table:not([role=presentation]):not([role=none])";
  const SLACK = 1.5;

  // Texts are numbered at the first call; later calls speak of the same ones.
  if (!book.texts) {
    book.texts = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      const unread = parent.closest("script, style, noscript, template, option");
      if (!unread && walker.currentNode.textContent.trim()) {
        book.texts.push(walker.currentNode);
      }
    }
  }

  function tiny(box) {
    return box.width <= 1 || box.height <= 1;
  }

  // Which edge of an ancestor hides a part of the text, if any.
  function cut(node, rects) {
    for (let each = node.parentElement; each && each !== root; each = each.parentElement) {
      const style = getComputedStyle(each);
      const box = each.getBoundingClientRect();
      if (style.position === "fixed") break;
      const hides = (value) => value === "hidden" || value === "clip";
      const clipped = style.clipPath !== "none" || style.clip !== "auto";
      if (tiny(box) && (clipped || hides(style.overflowX))) return "";
      for (const rect of rects) {
        if (hides(style.overflowX) && each !== document.body
            && (rect.right > box.right + SLACK || rect.left < box.left - SLACK)) {
          return "coupé sur le côté";
        }
        if (hides(style.overflowY) && each !== document.body
            && (rect.bottom > box.bottom + SLACK || rect.top < box.top - SLACK)) {
          return "coupé en hauteur";
        }
      }
      if (/auto|scroll/.test(style.overflowX + style.overflowY)) break;
    }
    const page = getComputedStyle(root).overflowX + getComputedStyle(document.body).overflowX;
    for (const rect of rects) {
      if (rect.right <= 0 || rect.bottom + window.scrollY <= 0) return "hors de la fenêtre";
      if (/hidden|clip/.test(page) && rect.right > width + SLACK) {
        return "coupé par le bord de la fenêtre";
      }
    }
    return "";
  }

  const texts = book.texts.map((node) => {
    const parent = node.parentElement;
    const text = node.textContent.trim().replace(/\s+/g, " ").slice(0, 80);
    if (!node.isConnected || !parent.checkVisibility({ visibilityProperty: true })) {
      return { text, rects: [], cut: "", parents: [] };
    }
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter((rect) => !tiny(rect));
    return {
      text,
      rects: rects.map((r) => [r.left, r.top, r.right, r.bottom]),
      cut: cut(node, rects),
    };
  });

  // Buttons and fields hold texts that are no text nodes.
  for (const field of document.querySelectorAll(
    "input[type=submit], input[type=button], input[type=reset]")) {
    const cutShort = field.scrollWidth > field.clientWidth + SLACK;
    texts.push({
      text: field.value, rects: [], cut: cutShort ? "coupé sur le côté" : "",
    });
  }

  function scrolls(element) {
    for (let each = element.parentElement; each && each !== document.body;
      each = each.parentElement) {
      if (/auto|scroll|hidden|clip/.test(getComputedStyle(each).overflowX)) return true;
    }
    return false;
  }

  const over = [];
  if (root.scrollWidth > width + 1) {
    for (const element of book.all(document.body)) {
      const box = element.getBoundingClientRect();
      if (tiny(box) || box.right <= width + 1 || scrolls(element)) continue;
      if (over.length && over[over.length - 1].node.contains(element)) over.pop();
      const spatial = Boolean(element.closest(TWO_DIMENSIONS));
      over.push({ node: element, right: box.right + window.scrollX, spatial });
    }
  }
  return {
    width, content: root.scrollWidth, texts,
    over: over.slice(0, 8).map((each) => ({
      element: book.source(each.node), right: each.right, spatial: each.spatial,
    })),
  };
}
