// What is wrong with how the page looks: one list for each kind of fault.
const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".s-log, svg");
const name = (element) => `${element.tagName.toLowerCase()}.${element.className} ${element.textContent.trim().slice(0, 40)}`;
const width = document.documentElement.clientWidth;
const texts = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const node = walker.currentNode, element = node.parentElement;
  if (!node.data.trim() || ["SCRIPT", "STYLE"].includes(element.tagName) || !shown(element)) continue;
  const range = document.createRange();
  range.selectNodeContents(node);
  for (const box of range.getClientRects()) if (box.width > 0.5) texts.push({ element, box });
}

// What of a box can be seen, where the elements around it scroll or hide what they have no room for.
const cut = [];
for (const text of texts) {
  let { left, right, top, bottom } = text.box;
  for (let around = text.element; around && around !== document.body; around = around.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(around);
    if (overflowX === "visible" && overflowY === "visible") continue;
    const box = around.getBoundingClientRect();
    const scrolls = ["auto", "scroll"].includes(overflowY);
    if (left < box.left - 1 || right > box.right + 1) cut.push(`sideways: ${name(text.element)}`);
    if (!scrolls && (top < box.top - 1 || bottom > box.bottom + 1)) cut.push(`in height: ${name(text.element)}`);
    [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)];
  }
  if (left < -0.5 || right > width + 0.5) cut.push(`by the window: ${name(text.element)}`);
  text.seen = { left, right, top, bottom };
}

const overlapping = [];
// What stays while the rest scrolls below it covers that on purpose.
const stays = (element) => element.closest("thead");
const seen = texts.filter(({ seen }) => seen.bottom - seen.top > 1);
seen.forEach((one, at) => {
  for (const other of seen.slice(at + 1)) {
    if (one.element === other.element || stays(one.element) || stays(other.element)) continue;
    const wide = Math.min(one.seen.right, other.seen.right) - Math.max(one.seen.left, other.seen.left);
    const high = Math.min(one.seen.bottom, other.seen.bottom) - Math.max(one.seen.top, other.seen.top);
    if (wide > 1 && high > 3) overlapping.push(`${name(one.element)} | ${name(other.element)}`);
  }
});

const targets = [...document.querySelectorAll("figure button, figure label, figure summary")].filter(shown);
const small = targets.filter((target) => {
  const { width, height } = target.getBoundingClientRect();
  return width < 43.5 || height < 43.5;
});

// The contrast that the Web Content Accessibility Guidelines ask for.
const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
const channels = (color) => {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = color;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data];
};
const linear = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
const ground = (element) => {
  const color = channels(getComputedStyle(element).backgroundColor);
  if (color[3] > 250) return color;
  return element.parentElement ? ground(element.parentElement) : [255, 255, 255, 255];
};
const contrast = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
const pale = [...new Set(texts.map(({ element }) => element))].filter(
  (element) => contrast(light(channels(getComputedStyle(element).color)), light(ground(element))) < 4.5);

return {
  errors: window.complaints || [],
  cut: [...new Set(cut)],
  overlapping,
  small: small.map(name),
  pale: pale.map(name),
  sideways: document.documentElement.scrollWidth > width ? [`${document.documentElement.scrollWidth} px`] : [],
};
