// Numbers that are the same in every run, in a browser too.

/** A small fast generator of numbers in [0, 1): xorshift with a fixed seed. */
export function numbers(seed = 20161218) {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
