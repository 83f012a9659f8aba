// What is wrong with the page as it is drawn: sizes, targets, contrast, what is cut off. Measured from boxes and computed
// colours, not from style sheets. Arguments: whether large text is on; the contrast asked of every text.
const [large, asked] = arguments;
const faults = new Set();
const smallest = large ? 18 : 14;
const press = large ? 60 : 44;

const name = (it) => `${it.tagName.toLowerCase()}.${it.getAttribute("class") ?? ""} “${(it.textContent || it.value || "").trim().slice(0, 24)}”`;
const shown = (it) => it.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !it.closest(".unseen, noscript, template");
const drawn = (box) => box.width > 0 && box.height > 0;

// Colours, with everything below that shines through. A canvas reads every way of writing a colour.
const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
const rgba = (colour) => {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
  return [r, g, b, a / 255];
};
const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
const ground = (it) => {
  if (!it) return [255, 255, 255, 1];
  const own = rgba(getComputedStyle(it).backgroundColor);
  return own[3] === 1 ? own : over(own, ground(it.parentElement));
};
const light = ([r, g, b]) => {
  const part = (of) => (of / 255 <= 0.04045 ? of / 255 / 12.92 : ((of / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
};
const contrast = (ink, paper) => {
  const [dark, bright] = [light(over(ink, paper)), light(paper)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
};
const read = (it, style) => {
  const ratio = contrast(rgba(style.color), ground(it));
  if (ratio < asked - 0.005) faults.add(`contrast ${ratio.toFixed(2)}: ${name(it)}`);
  const size = parseFloat(style.fontSize);
  if (size < smallest - 0.05) faults.add(`text of ${size.toFixed(1)} px: ${name(it)}`);
};

// Every text.
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let text = texts.nextNode(); text; text = texts.nextNode()) {
  const it = text.parentElement;
  if (!text.data.trim() || !shown(it) || it.closest("svg, option, script, .skip")) continue;
  const range = document.createRange();
  range.selectNodeContents(text);
  const boxes = [...range.getClientRects()].filter(drawn);
  if (boxes.length === 0) continue;
  const style = getComputedStyle(it);
  read(it, style);
  const lines = new Set(boxes.map((box) => Math.round(box.top)));
  const gap = parseFloat(style.lineHeight) / parseFloat(style.fontSize);
  const tight = it.closest("h1, h2, h3, button, a, summary, legend, label, th, kbd") ? 1.3 : 1.5;
  if (lines.size > 1 && gap < tight - 0.005) faults.add(`lines ${gap.toFixed(2)} apart: ${name(it)}`);
  if (/italic|oblique/.test(style.fontStyle)) faults.add(`slanted: ${name(it)}`);
  for (const box of boxes) {
    if (box.left < -1 || box.right > document.documentElement.clientWidth + 1) faults.add(`beyond the edge: ${name(it)}`);
  }
  // Cut off by something around it that shows only a part and can't be scrolled.
  for (let around = it; around && around !== document.body; around = around.parentElement) {
    const of = getComputedStyle(around);
    const cuts = (way) => of[way] === "hidden" || of[way] === "clip";
    const frame = around.getBoundingClientRect();
    const out = boxes.some((box) =>
      (cuts("overflowX") && (box.left < frame.left - 1 || box.right > frame.right + 1)) ||
      (cuts("overflowY") && box.bottom > frame.bottom + 2));
    if (out) faults.add(`cut off by ${name(around)}: ${name(it)}`);
    if (of.overflowX === "auto" || of.overflowY === "auto") break;
  }
}
for (const field of document.querySelectorAll("input, textarea, select")) {
  if (!shown(field) || ["radio", "checkbox", "range"].includes(field.type)) continue;
  read(field, getComputedStyle(field));
  const hint = getComputedStyle(field, "::placeholder");
  const ratio = contrast(rgba(hint.color), ground(field));
  if (field.placeholder && ratio < asked - 0.005) faults.add(`contrast ${ratio.toFixed(2)} of the hint in ${name(field)}`);
}

// Every target. A row that can be pressed anywhere counts as a whole; a link within a sentence is as high as its line.
const area = (it) => {
  const over = getComputedStyle(it, "::after");
  if (over.content !== "none" && over.position === "absolute" && it.tagName === "A") {
    for (let around = it; around; around = around.parentElement) {
      if (getComputedStyle(around).position !== "static") return around;
    }
  }
  return it.closest("label") ?? it;
};
const inText = (it) => {
  if (it.tagName !== "A" || getComputedStyle(it).display !== "inline") return false;
  return [...it.parentElement.childNodes].some((node) => node !== it && node.nodeType === Node.TEXT_NODE && node.data.trim());
};
const sought = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=switch], [role=tab]";
const targets = new Map();
for (const it of document.querySelectorAll(sought)) {
  if (!shown(it) || it.matches(".skip") || inText(it)) continue;
  const whole = area(it);
  const box = whole.getBoundingClientRect();
  if (drawn(box)) targets.set(whole, box);
}
for (const [it, box] of targets) {
  if (box.height < press - 0.5 || box.width < press - 0.5) {
    faults.add(`target of ${Math.round(box.width)} × ${Math.round(box.height)} px: ${name(it)}`);
  }
}
// Small ones keep apart, so that a thumb hits one of them.
const small = [...targets].filter(([, box]) => box.height < 60 || box.width < 60);
for (const [at, [it, box]] of small.entries()) {
  for (const [other, far] of small.slice(at + 1)) {
    if (it.contains(other) || other.contains(it)) continue;
    const x = Math.max(box.left, far.left) - Math.min(box.right, far.right);
    const y = Math.max(box.top, far.top) - Math.min(box.bottom, far.bottom);
    if (x < 0 && y > -1 && y < 7.5) faults.add(`${y.toFixed(0)} px between ${name(it)} and ${name(other)}`);
    if (y < 0 && x > -1 && x < 7.5) faults.add(`${x.toFixed(0)} px between ${name(it)} and ${name(other)}`);
  }
}

// A state is a word and a picture, never a colour alone.
for (const chip of document.querySelectorAll(".chip:not(.chip-fact)")) {
  if (shown(chip) && !(chip.querySelector("svg") && chip.textContent.trim())) faults.add(`a colour alone: ${name(chip)}`);
}
// Nothing moves for long.
for (const motion of document.getAnimations()) {
  const { duration, iterations } = motion.effect.getComputedTiming();
  if (duration * iterations > 5000) faults.add(`moves for over 5 s: ${name(motion.effect.target)}`);
}
// Where the device asks for stillness nothing would move at all.
if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
  const still = (of) => of.animationName === "none" && parseFloat(of.transitionDuration) === 0 && of.scrollBehavior === "auto";
  for (const it of document.querySelectorAll("*")) {
    if (![undefined, "::before", "::after"].every((part) => still(getComputedStyle(it, part)))) faults.add(`moves: ${name(it)}`);
  }
}
// Nothing comes from anywhere else, and nothing plays by itself.
for (const { name: address } of performance.getEntriesByType("resource")) {
  if (!address.startsWith("blob:") && new URL(address).origin !== location.origin) faults.add(`asks ${address}`);
}
if (document.querySelector("[autoplay]")) faults.add("plays by itself");
return [...faults];
