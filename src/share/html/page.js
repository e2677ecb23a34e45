"use strict";
// Shows what a mark says beside it, for mouse, touch and keys; without this the browser's own tooltip does.
const chart = document.querySelector(".chart");
if (chart) {
  const tip = chart.appendChild(document.createElement("div"));
  tip.className = "tip";
  tip.hidden = true;
  for (const mark of chart.querySelectorAll(".mark")) {
    const text = mark.getAttribute("aria-label");
    mark.querySelector("title").remove();
    const show = () => {
      tip.textContent = text;
      tip.hidden = false;
      const frame = chart.getBoundingClientRect();
      const box = mark.getBoundingClientRect();
      const left = box.left - frame.left + chart.scrollLeft;
      const room = chart.scrollLeft + chart.clientWidth - tip.offsetWidth;
      tip.style.left = Math.max(chart.scrollLeft, Math.min(left, room)) + "px";
      tip.style.top = Math.max(0, box.top - frame.top - tip.offsetHeight - 8) + "px";
    };
    const hide = () => { tip.hidden = true; };
    mark.addEventListener("pointerenter", show);
    mark.addEventListener("pointerleave", hide);
    mark.addEventListener("focus", show);
    mark.addEventListener("blur", hide);
  }
}
