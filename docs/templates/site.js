"use strict";
const rules = Array.from(document.querySelectorAll("details"), (rule) => ({ rule, text: rule.textContent.toLowerCase() }));
const groups = document.querySelectorAll(".group");
const input = document.getElementById("search");
const found = document.getElementById("found");
function show() {
  const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const { rule, text } of rules) rule.hidden = !words.every((word) => text.includes(word));
  for (const group of groups) group.hidden = !group.querySelector("details:not([hidden])");
  found.value = words.length === 0 ? "" : `${rules.filter(({ rule }) => !rule.hidden).length} / ${rules.length}`;
}
function open() {
  for (const link of document.querySelectorAll(".languages a")) link.hash = location.hash;
  const place = document.getElementById(location.hash.slice(1));
  if (!place) return;
  if (place.closest("[hidden]")) { input.value = ""; show(); }
  if (place instanceof HTMLDetailsElement) place.open = true;
  place.scrollIntoView();
}
let closed = [];
window.addEventListener("beforeprint", () => {
  closed = rules.map(({ rule }) => rule).filter((rule) => !rule.open);
  for (const rule of closed) rule.open = true;
});
window.addEventListener("afterprint", () => { for (const rule of closed) rule.open = false; });
window.addEventListener("hashchange", open);
input.addEventListener("input", show);
input.parentElement.hidden = false;
show();
open();
