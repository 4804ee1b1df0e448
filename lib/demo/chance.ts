import 'server-only';

/** Dice that fall the same way every time they are made from the same seed. */
export type Chance = {
  /** From 0 up to, but not including, 1. */
  share: () => number;
  /** A whole number from 0 up to, but not including, `n`. */
  below: (n: number) => number;
  /** True in this share of the cases. */
  hits: (share: number) => boolean;
  pick: <T>(list: readonly T[]) => T;
  /** One of some things, each as likely as its weight. */
  weigh: <T>(list: readonly (readonly [T, number])[]) => T;
  shuffled: <T>(list: readonly T[]) => T[];
};

export function chanceOf(seed: number): Chance {
  const share = mulberry32(seed);
  const below = (n: number) => Math.floor(share() * n);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  return {
    share,
    below,
    pick,
    hits: (wanted) => share() < wanted,
    weigh: (list) => {
      let left = share() * list.reduce((sum, [, weight]) => sum + weight, 0);
      return (list.find(([, weight]) => (left -= weight) < 0) ?? list[0])![0];
    },
    shuffled: (list) =>
      list
        .map((item) => [share(), item] as const)
        .sort(([a], [b]) => a - b)
        .map(([, item]) => item),
  };
}

/** Tommy Ettinger's 32-bit generator: short, even enough for a demo, the same on every machine. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
