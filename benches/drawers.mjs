// The same scatter, drawn by the page's own code and by two charting libraries. Runs in the browser.
import * as Plot from "@observablehq/plot";
import { CategoryScale, Chart, LinearScale, PointElement, ScatterController } from "chart.js";
import { numbers } from "./numbers.mjs";
import start, { Scatter } from "./probe.js";

Chart.register(ScatterController, LinearScale, PointElement, CategoryScale);
const COLOURS = ["#d1603d", "#8a8f98", "#12436d"];

function schools(points) {
  const random = numbers();
  return Array.from({ length: points }, (_, at) => {
    const decile = 1 + (at % 10);
    const x = -1000 * decile * Math.log(1 - random());
    return { x, y: x * (0.5 + random()), group: decile <= 2 ? 0 : decile <= 8 ? 1 : 2 };
  });
}

export const drawers = {
  async "Giving Gap"(holder, points) {
    await start();
    const scatter = new Scatter(points);
    const canvas = holder.appendChild(document.createElement("canvas"));
    const draw = () => {
      if (scatter.draw(canvas, 952, devicePixelRatio) === 0) throw new Error("nothing was drawn");
    };
    return { first: draw, again: draw, end: () => scatter.free() };
  },

  async "Chart.js 4"(holder, points) {
    holder.style.height = "560px";
    const canvas = holder.appendChild(document.createElement("canvas"));
    const data = schools(points);
    let chart = null;
    return {
      first: () => {
        chart = new Chart(canvas, {
          type: "scatter",
          data: {
            datasets: COLOURS.map((colour, group) => ({
              data: data.filter((school) => school.group === group),
              backgroundColor: colour,
              radius: 3,
              parsing: false,
              normalized: true,
            })),
          },
          options: { animation: false, maintainAspectRatio: false, events: [] },
        });
      },
      again: () => chart.update("none"),
      end: () => chart.destroy(),
    };
  },

  async "Observable Plot"(holder, points) {
    const data = schools(points);
    const draw = () =>
      holder.replaceChildren(
        Plot.plot({ width: 952, height: 560, color: { range: COLOURS }, marks: [Plot.dot(data, { x: "x", y: "y", fill: "group", r: 3 })] }),
      );
    return { first: draw, again: draw };
  },
};
