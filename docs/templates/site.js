"use strict";
const rules = Array.from(document.querySelectorAll("details"));
const search = document.getElementById("search");
function open() {
  const rule = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (rule instanceof HTMLDetailsElement) { rule.open = true; rule.scrollIntoView(); }
}
search.addEventListener("input", () => {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const rule of rules) {
    const text = rule.textContent.toLowerCase();
    rule.hidden = !words.every((word) => text.includes(word));
  }
  for (const group of document.querySelectorAll(".group")) {
    group.hidden = !group.querySelector("details:not([hidden])");
  }
});
window.addEventListener("hashchange", open);
window.addEventListener("beforeprint", () => { for (const rule of rules) rule.open = true; });
open();
