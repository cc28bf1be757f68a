// What is kept in the page, compressed, and unfolded when somebody asks for it.

const boxes = new Map();
let contents = null;

async function unpacked(id) {
  const packed = atob(document.getElementById(id).textContent);
  const bytes = Uint8Array.from(packed, (each) => each.charCodeAt(0));
  const unfolded = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(unfolded).text());
}

/** Every scenario, and where each text is. */
function loaded() {
  contents ??= unpacked("scenarios");
  return contents;
}

/** A page, a mail or a letter, by number. */
async function shelved(number) {
  const [box, rank] = (await loaded()).places[number];
  if (!boxes.has(box)) boxes.set(box, unpacked(`box-${box}`));
  return (await boxes.get(box))[rank];
}

/** A picture, by number, as an address of this very page. */
function pictureAddress(number) {
  const kept = document.getElementById(`picture-${number}`);
  return `data:${kept.dataset.kind};base64,${kept.textContent}`;
}
