// A page of the portal is shown, and does nothing: it is parsed where nothing runs or
// loads, what acts is taken out, and what is left stands in a frame without scripts,
// origin or network.

const FRAME_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
const ACTIVE =
  "script, base, meta, link, iframe, frame, frameset, object, embed, applet, audio, " +
  "video, source, track, template, portal, fencedframe";
const LEADING = ["srcset", "ping", "action", "formaction", "poster", "background", "target", "autofocus"];
const READING =
  "body { margin: 1rem; color: #1e1e1e; background: #fff; font: 1rem/1.5 sans-serif; " +
  "overflow-wrap: anywhere } img { max-width: 100% }";

/** The frame that shows `html`, a page with its style sheets or the body of a mail. */
function frameOf(html, title, styles = []) {
  const read = new DOMParser().parseFromString(html, "text/html");
  const sheets = styles.length || read.querySelector("style") ? styles : [READING];
  for (const element of read.querySelectorAll(ACTIVE)) element.remove();
  for (const element of read.querySelectorAll("*")) defuse(element);
  const head = `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${FRAME_POLICY}">`;
  const style = sheets.map((sheet) => `<style>${sheet.replace(/<\/style/gi, "<\\/style")}</style>`).join("");
  return make("iframe", {
    sandbox: "",
    title,
    srcdoc: `<!DOCTYPE html>${head}${style}${read.documentElement.outerHTML}`,
  });
}

function defuse(element) {
  for (const { name } of [...element.attributes]) {
    const plain = name.toLowerCase();
    if (plain.startsWith("on") || LEADING.includes(plain)) element.removeAttribute(name);
    else if (plain === "href" || plain === "xlink:href") disarm(element, name);
    else if (plain === "src" && !/^data:image\//i.test(element.getAttribute(name))) element.removeAttribute(name);
  }
}

/** A link says where it led, and leads nowhere. */
function disarm(element, name) {
  const told = element.getAttribute(name);
  if (element.localName === "a" || element.localName === "area") {
    element.setAttribute("title", `Mène à ${told}`);
    element.setAttribute(name, "#");
  } else if (!told.startsWith("#")) {
    element.removeAttribute(name);
  }
}
