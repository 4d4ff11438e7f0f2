import type { FactSearch } from '../api/evidence-queries.ts';
import { dayStart } from '../clock/instants.ts';

/** `from` and `to` are days on the clock of East Africa, `2026-02-04`, both inside. */
export type EvidenceSearch = {
  readonly q?: string;
  readonly type?: string;
  readonly from?: string;
  readonly to?: string;
  /** Only facts about this, by its id. */
  readonly subject?: string;
};

const DAY = /^\d{4}-\d\d-\d\d$/;
const DAY_MS = 24 * 3_600_000;
/** A reference, a plate or an id; longer is no search. */
const TEXT_CHARS_MAX = 80;
const TYPE = /^[a-z-]{1,63}$/;
const ID = /^[0-9a-f-]{36}$/i;

const text = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number'
    ? String(value).slice(0, TEXT_CHARS_MAX) || undefined
    : undefined;

function day(value: unknown): string | undefined {
  const said = text(value);
  return said !== undefined && DAY.test(said) && !Number.isNaN(Date.parse(said)) ? said : undefined;
}

function like(form: RegExp, value: unknown): string | undefined {
  const said = text(value);
  return said !== undefined && form.test(said) ? said : undefined;
}

/** Reads the address of the search; anything it does not know is left out. */
export function evidenceSearch(search: Record<string, unknown>): EvidenceSearch {
  return set({
    q: text(search.q),
    type: like(TYPE, search.type),
    from: day(search.from),
    to: day(search.to),
    subject: like(ID, search.subject),
  });
}

/** A search without what is not set, as the address is written. */
export function set(
  search: { readonly [Key in keyof EvidenceSearch]: string | undefined },
): EvidenceSearch {
  return Object.fromEntries(
    Object.entries(search).filter(([, value]) => value !== undefined && value !== ''),
  );
}

/** What the centre is asked for: days become the instants at which they begin and end. */
export function askedOf({ from, to, ...rest }: EvidenceSearch): FactSearch {
  return {
    ...rest,
    from: from === undefined ? undefined : new Date(dayStart(from, 'EAT')).toISOString(),
    to: to === undefined ? undefined : new Date(dayStart(to, 'EAT') + DAY_MS).toISOString(),
  };
}

export const isFiltered = (search: EvidenceSearch): boolean => Object.keys(search).length > 0;
