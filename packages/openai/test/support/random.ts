/** Chance that repeats itself: the same seed gives the same decisions. */
export interface Random {
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number;
  pick<T>(choices: readonly T[]): T;
  /** Cuts a text into pieces that add up to it. */
  cut(text: string): string[];
  /** One list of all items, each list's own order kept. */
  interleave<T>(lists: readonly (readonly T[])[]): T[];
}

/** Makes chance from a seed (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    pick: (choices) => choices[below(choices.length)]!,
    cut: (text) => {
      const pieces: string[] = [];
      for (let at = 0; at < text.length || pieces.length === 0; at += pieces.at(-1)!.length) {
        pieces.push(text.slice(at, at + 1 + below(9)));
        if (text === '') break;
      }
      return pieces;
    },
    interleave: (lists) => {
      const queues = lists.map((list) => [...list]);
      const merged = [];
      for (let left = queues.filter(({ length }) => length); left.length; left = left.filter(({ length }) => length)) {
        merged.push(left[below(left.length)]!.shift()!);
      }
      return merged;
    },
  };
}
