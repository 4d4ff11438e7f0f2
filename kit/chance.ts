/** Seeded chance (sfc32): the same seed gives the same world, on every machine. Not for secrets. */
export type Chance = {
  /** Uniform in [0, 1). */
  next(): number;
  /** An integer in [from, to], both included. */
  integer(from: number, to: number): number;
  pick<T>(choices: readonly T[]): T;
  /** `size` bytes. */
  bytes(size: number): Uint8Array;
};

export function chanceOf(seed: number): Chance {
  let a = 0x9e3779b9 | 0;
  let b = 0x243f6a88 | 0;
  let c = 0xb7e15162 | 0;
  let d = (seed ^ 0xdeadbeef) | 0;
  const word = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    return t >>> 0;
  };
  for (let warm = 0; warm < 15; warm++) word();
  const next = (): number => word() / 2 ** 32;
  const integer = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    integer,
    pick: (choices) => {
      const choice = choices[integer(0, choices.length - 1)];
      if (choice === undefined) throw new RangeError('nothing to pick from');
      return choice;
    },
    bytes: (size) => Uint8Array.from({ length: size }, () => word() & 0xff),
  };
}
