// The compact forms in which stores keep fixes, clocks and bits. The orders are storage formats: append, never reorder.
import type { Fix, SealBits } from '@lakiri/kit';
import type { ClockVerdict } from './seal.ts';

const FIXES: readonly Fix[] = ['none', 'cell', 'gnss'];
const CLOCKS: readonly ClockVerdict[] = ['none', 'right', 'ahead', 'behind'];

const BITS = [
  'motorLocked',
  'ropeInserted',
  'ropeCut',
  'coverOpen',
  'motorStuck',
  'wrongPassword',
  'illegalCard',
  'longUnlocked',
  'lowBattery',
  'charging',
] as const satisfies readonly (keyof SealBits)[];

export const fixCode = (fix: Fix): number => FIXES.indexOf(fix);
export const fixOf = (code: number): Fix => FIXES[code] ?? 'none';
export const clockCode = (clock: ClockVerdict): number => CLOCKS.indexOf(clock);
export const clockOf = (code: number): ClockVerdict => CLOCKS[code] ?? 'none';

/** Two bits for each: said, value. */
export function packBits(bits: SealBits): number {
  let packed = 0;
  for (let at = 0; at < BITS.length; at++) {
    const said = bits[BITS[at] as keyof SealBits];
    if (said !== null) packed |= (said ? 3 : 1) << (2 * at);
  }
  return packed;
}

export function unpackBits(packed: number): SealBits {
  const bit = (at: number): boolean | null => {
    const pair = (packed >> (2 * at)) & 3;
    return pair === 0 ? null : pair === 3;
  };
  return Object.fromEntries(BITS.map((name, at) => [name, bit(at)])) as SealBits;
}
