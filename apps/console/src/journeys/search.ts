import type { JourneyState } from '../api/contract.ts';
import { type ComparisonSearch, comparisonSearch } from '../comparison/search.ts';

export const journeyStates = [
  'created',
  'sealed',
  'armed',
  'in-transit',
  'arrived',
  'disarmed',
  'closed',
] as const satisfies readonly JourneyState[];

export type JourneysSearch = { readonly q?: string; readonly state?: JourneyState };

/** Reads the address of the list; anything it does not know is left out. */
export function journeysSearch(search: Record<string, unknown>): JourneysSearch {
  const { q } = search;
  const state = journeyStates.find((it) => it === search.state);
  return {
    ...(typeof q === 'string' || typeof q === 'number' ? { q: String(q) } : {}),
    ...(state === undefined ? {} : { state }),
  };
}

/** `t`: the moment of the replay, ISO 8601; absent is live. `known`: as the centre knew it then; absent is all that is known. */
export type JourneySearch = ComparisonSearch & {
  readonly t?: string;
  readonly known?: string;
  readonly tab?: 'signals' | 'stops' | 'compared';
};

const TABS = ['signals', 'stops', 'compared'] as const;

export function journeySearch(search: Record<string, unknown>): JourneySearch {
  const { t, known } = search;
  const tab = TABS.find((it) => it === search.tab);
  return {
    ...(isInstant(t) ? { t } : {}),
    ...(isInstant(known) ? { known } : {}),
    ...(tab === undefined ? {} : { tab }),
    ...comparisonSearch(search),
  };
}

const isInstant = (value: unknown): value is string =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value));
