import type { Severity } from '../api/contract.ts';

/** Each severity has its own outline, so that it is told apart without colour (§5.2). A circle has no corners. */
export type Outline = {
  readonly corners: readonly (readonly [x: number, y: number])[] | null;
  /** Where the digit's middle stands. */
  readonly digitY: number;
};

function corner(index: number): readonly [number, number] {
  const angle = Math.PI / 8 + (index * Math.PI) / 4;
  return [12 + 10.4 * Math.cos(angle), 12 + 10.4 * Math.sin(angle)];
}

const octagon = Array.from({ length: 8 }, (_, index) => corner(index));

/** Outlines in a box of 24 by 24. */
export const outlines = {
  1: { corners: octagon, digitY: 12 },
  2: {
    corners: [
      [12, 1.8],
      [22.8, 21],
      [1.2, 21],
    ],
    digitY: 14.8,
  },
  3: {
    corners: [
      [12, 0.9],
      [23.1, 12],
      [12, 23.1],
      [0.9, 12],
    ],
    digitY: 12,
  },
  4: { corners: null, digitY: 12 },
} as const satisfies Record<Severity, Outline>;

/** An outline as the `d` of an SVG path. */
export function pathOf(severity: Severity): string {
  const { corners } = outlines[severity];
  if (corners === null) return 'M12 2a10 10 0 1 1 0 20a10 10 0 1 1 0-20Z';
  return `M${corners.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}Z`;
}

const round = (value: number): number => Math.round(value * 100) / 100;
