import type { OrderWord } from '@lakiri/kit';

/**
 * What can be ordered of a seal, by its dialect: as the dialects' own `orders` have it, which the gateway's tests hold
 * against this. Here because the server, and a button, must know it and neither knows dialects.
 */
export const SPOKEN: Readonly<Record<string, readonly OrderWord[]>> = {
  jointech: ['unlock', 'locate', 'set-interval'],
  jt808: ['unlock', 'lock', 'set-interval'],
  gt06: ['unlock', 'lock', 'locate', 'set-interval'],
  teltonika: ['unlock', 'lock', 'locate'],
  omni: ['unlock', 'locate', 'set-interval'],
  eseal: ['unlock'],
  queclink: ['locate'],
  suntech: ['unlock', 'lock', 'locate'],
  meitrack: ['unlock', 'lock', 'locate', 'set-interval'],
  lakiri: ['unlock', 'lock', 'locate', 'set-interval'],
};

/** Models that open only with their own password. Sub-locks of the same maker open by their master's word. */
export const WITH_PASSWORD: readonly string[] = ['JT701D', 'JT701', 'JT600'];

export function wordsOf(dialect: string): readonly OrderWord[] {
  return Object.hasOwn(SPOKEN, dialect) ? (SPOKEN[dialect] ?? []) : [];
}
