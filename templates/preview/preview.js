"use strict";
// Shows the findings, and both parts anew whenever the server says that there is something new.
const state = document.getElementById("state");
const list = document.getElementById("findings");
const frame = document.getElementById("report");
let shown = 0;
let place = 0;

async function renew(number) {
  const answer = await fetch("findings");
  if (!answer.ok) return;
  list.innerHTML = await answer.text(); // escaped by the server
  state.textContent = "";
  document.body.dataset.shown = number;
  if (shown !== number) {
    place = frame.contentWindow.scrollY;
    frame.contentWindow.location.replace("report?" + number);
  }
  shown = number;
}

frame.addEventListener("load", () => {
  frame.contentWindow.scrollTo({ top: place, behavior: "instant" });
  for (const link of frame.contentDocument.querySelectorAll('a[href^="http"]')) link.target = "_blank";
});

const events = new EventSource("events");
events.onmessage = (event) => renew(Number(event.data));
events.onerror = () => { state.textContent = state.dataset.lost; };
