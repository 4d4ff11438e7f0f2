/** The first retry comes at once for people, later ones must not eat a core. */
export const RETRY_MS_MIN = 200;
/** Nobody should wait longer than this for a node after its cause has gone. */
export const RETRY_MS_MAX = 10_000;
/** What ran this long was well; the next trouble is a new one. */
export const STEADY_MS = 30_000;

/** How long to wait before the `attempt`th try in a row (1 is the first). */
export function backoffMs(attempt: number): number {
  return Math.min(RETRY_MS_MAX, RETRY_MS_MIN * 2 ** (attempt - 1));
}
