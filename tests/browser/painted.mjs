// What a canvas shows, as far as a test can say: how many colours, and on how much of it.

/** `{ colours, share }`: distinct opaque colours, and the share of pixels that differ from the commonest. */
export function painted(canvas) {
  return canvas.evaluate((node) => {
    const { data } = node.getContext("2d").getImageData(0, 0, node.width, node.height);
    const counts = new Map();
    for (let at = 0; at < data.length; at += 4) {
      const colour = data[at + 3] === 0 ? "none" : `${data[at]},${data[at + 1]},${data[at + 2]}`;
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
    const pixels = data.length / 4;
    const commonest = Math.max(...counts.values());
    return { colours: [...counts.keys()].filter((colour) => colour !== "none").length, share: 1 - commonest / pixels };
  });
}
