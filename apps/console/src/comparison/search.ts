import type { Align } from './alignment.ts';

/** `with`: the other journey; `align`: absent is the time of day. */
export type ComparisonSearch = { readonly with?: string; readonly align?: 'departure' };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a text is the id of a journey, as addresses have it. */
export const isJourneyId = (text: unknown): text is string =>
  typeof text === 'string' && UUID.test(text);

/** Reads the address; what names no journey compares nothing. */
export function comparisonSearch(search: Record<string, unknown>): ComparisonSearch {
  if (!isJourneyId(search.with)) return {};
  return { with: search.with, ...(search.align === 'departure' ? { align: 'departure' } : {}) };
}

export const alignOf = ({ align }: ComparisonSearch): Align => align ?? 'clock';
