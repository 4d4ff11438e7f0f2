import { type Instant, instant } from '@lakiri/kit';

/** Why a case was what it was; the list an officer chooses from when closing. */
export type Cause = {
  readonly code: string;
  readonly from: Instant;
  /** Not to be chosen from then on; what was closed with it stays. */
  readonly until: Instant | null;
};

const from = instant(0) as Instant;

/** Configuration until an administration gives its own list. */
export const CAUSES: readonly Cause[] = [
  'theft',
  'diversion',
  'tampering',
  'accident',
  'breakdown',
  'traffic',
  'rest',
  'road-closed',
  'coverage',
  'device-fault',
  'officer-act',
  'other',
].map((code) => ({ code, from, until: null }));

export function mayUseCause(code: string, at: Instant): boolean {
  return CAUSES.some(
    (cause) =>
      cause.code === code && cause.from <= at && (cause.until === null || at < cause.until),
  );
}
