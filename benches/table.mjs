// How a benchmark says what it found: a Markdown table, so that it can stand in README.md as it is.

export const milliseconds = (time) => `${time < 10 ? time.toFixed(1) : Math.round(time)} ms`;
export const times = (ratio) => `${ratio < 10 ? ratio.toFixed(1) : Math.round(ratio)}×`;
export const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

export function table(title, header, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [`### ${title}`, "", line(header), line(header.map(() => "---")), ...rows.map(line), ""].join("\n");
}
