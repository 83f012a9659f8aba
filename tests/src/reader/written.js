// What is written on everything that can take the focus, on every heading, and where lists are, in the order of the page; and what a
// person can see of its state. The tree that a screen reader is given has to tell the same.
const modal = document.querySelector("dialog:modal");
const hidden = (it) => !it.checkVisibility({ visibilityProperty: true }) || it.closest("[aria-hidden=true], [inert]");
const text = (it) => {
  const walk = document.createTreeWalker(it, NodeFilter.SHOW_TEXT);
  let said = "";
  while (walk.nextNode()) if (!hidden(walk.currentNode.parentElement)) said += walk.currentNode.data;
  return said;
};
const described = (it) => {
  const ids = (it.getAttribute("aria-describedby") ?? "").split(/\s+/).filter(Boolean);
  return ids.map((id) => document.getElementById(id)).map((at) => (at ? text(at) : "nothing is described here"));
};
// A field's name is its label; of a row that can be pressed anywhere, what is said after the name is no part of it.
const label = (it) => {
  const named = (it.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean);
  if (named.length) return named.map((id) => text(document.getElementById(id))).join("");
  return [...(it.labels ?? [])].map(text).join("");
};
const KINDS = [
  ["[role=tab]", ["page tab"]],
  ["h1, h2, h3, h4, h5, h6", ["heading"]],
  ["[aria-pressed], [role=switch]", ["toggle button"]],
  // The window's web view has no role for it; that it opens something is heard from its state.
  ["summary", ["unknown"]],
  ["a[href]", ["link"]],
  ["button", ["push button"]],
  ["input[type=radio]", ["radio button"]],
  ["input[type=checkbox]", ["check box"]],
  ["input[type=password]", ["password text"]],
  ["input[type=range]", ["slider"]],
  ["input, textarea", ["entry"]],
  ["select", ["combo box"]],
  ["ul, ol", ["list"]],
];
const sought = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex], h1, h2, h3, h4, h5, h6, ul, ol";
const told = [];
for (const it of (modal ?? document).querySelectorAll(sought)) {
  if (hidden(it)) continue;
  const field = it.matches("input, select, textarea");
  const list = it.matches("ul, ol");
  if (list && !it.querySelector(":scope > li")) continue;
  const heading = /^H[1-6]$/.test(it.tagName);
  const [, roles] = KINDS.find(([selector]) => it.matches(selector)) ?? ["", []];
  const states = {
    focusable: !(heading || list) || it.hasAttribute("tabindex"),
    checked: it.checked === true,
    pressed: it.getAttribute("aria-pressed") === "true",
    selected: it.getAttribute("aria-selected") === "true",
    required: it.required === true || it.getAttribute("aria-required") === "true",
    invalid: it.getAttribute("aria-invalid") === "true",
    enabled: !(it.disabled === true || it.getAttribute("aria-disabled") === "true"),
    expanded: it.tagName === "SUMMARY" ? it.parentElement.open : it.getAttribute("aria-expanded") === "true",
    focused: it === document.activeElement,
  };
  const region = list || it.matches("main, section, div, dialog, form");
  told.push({
    roles,
    written: region ? "" : field ? label(it) : text(it),
    named: !region,
    level: heading ? it.tagName[1] : null,
    described: described(it),
    states,
  });
}
return told;
