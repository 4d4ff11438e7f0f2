/**
 * How sure we are that a report is the seal's own. 0: it only names itself. 1: a vendor's gateway signed for it.
 * 2: the seal's own symmetric key. 3: a key that never leaves the seal's secure element, in an unbroken
 * chain of records.
 */
export type Tier = 0 | 1 | 2 | 3;

export const TIERS = [0, 1, 2, 3] as const satisfies readonly Tier[];

/** The tier of a number that came from a table or a peer; `undefined` for any other number. */
export function parseTier(value: number): Tier | undefined {
  return TIERS.find((tier) => tier === value);
}
