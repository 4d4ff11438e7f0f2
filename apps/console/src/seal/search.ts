export type SealSearch = {
  /** The message that is open. */
  readonly frame?: string;
};

/** Reads the address of a seal; anything it does not know is left out. */
export function sealSearch(search: Record<string, unknown>): SealSearch {
  return typeof search.frame === 'string' ? { frame: search.frame } : {};
}
