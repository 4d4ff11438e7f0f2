import type { ModelVersion } from '../api/contract.ts';
import { instantOnWall } from '../clock/instants.ts';
import { type Entry, entriesOf, profileIn } from './profile-entries.ts';

/** What a person says anew of a model, as typed; an interval that nobody knows is empty. */
export type RevisionSaid = {
  readonly reportIntervalS: string;
  readonly parkedIntervalS: string;
  readonly asleepIntervalS: string;
  readonly drainPctPerHour: string;
  readonly tierMax: string;
  readonly basis: ModelVersion['basis'];
  readonly source: string;
  /** `2026-02-04T08:30` on the wall of East Africa; empty: as soon as may be. */
  readonly effectiveFrom: string;
  readonly profile: readonly Entry[];
};
export type RevisionField = Exclude<keyof RevisionSaid, 'tierMax' | 'basis'>;

export const BASES = [
  'manual',
  'approval',
  'measured',
  'assumed',
] as const satisfies readonly ModelVersion['basis'][];
export const TIERS = [0, 1, 2, 3] as const;

/** What stands, to be changed. Whose word it is must be said anew. */
export function saidOf(version: ModelVersion): RevisionSaid {
  const text = (value: number | null): string => (value === null ? '' : String(value));
  return {
    reportIntervalS: text(version.reportIntervalS),
    parkedIntervalS: text(version.parkedIntervalS),
    asleepIntervalS: text(version.asleepIntervalS),
    drainPctPerHour: text(version.drainPctPerHour),
    tierMax: text(version.tierMax),
    basis: version.basis,
    source: '',
    effectiveFrom: '',
    profile: entriesOf(version.profile),
  };
}

// The server's own bounds.
const DAY_S = 86_400;
const isInterval = (text: string): boolean =>
  /^\d{1,5}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= DAY_S;
const isIntervalOrNone = (text: string): boolean => text.trim() === '' || isInterval(text);
const isPercent = (text: string): boolean =>
  /^\d{1,3}([.,]\d{1,4})?$/.test(text.trim()) && numberIn(text) <= 100;

/** A decimal comma is as good as a point. */
const numberIn = (text: string): number => Number(text.trim().replace(',', '.'));

/** The fields that are missing or cannot be right, in the order in which they stand. */
export function faultyIn(said: RevisionSaid): readonly RevisionField[] {
  const faults: readonly (readonly [RevisionField, boolean])[] = [
    ['reportIntervalS', !isInterval(said.reportIntervalS)],
    ['parkedIntervalS', !isIntervalOrNone(said.parkedIntervalS)],
    ['asleepIntervalS', !isIntervalOrNone(said.asleepIntervalS)],
    ['drainPctPerHour', !isPercent(said.drainPctPerHour)],
    ['profile', 'wrong' in profileIn(said.profile)],
    ['source', said.source.trim() === ''],
    [
      'effectiveFrom',
      said.effectiveFrom !== '' && instantOnWall(said.effectiveFrom, 'EAT') === undefined,
    ],
  ];
  return faults.filter(([, isFaulty]) => isFaulty).map(([field]) => field);
}

/** What a version says, without its number and its time. */
export type ModelData = Omit<ModelVersion, 'version' | 'effectiveFrom'>;

/** The data that is said; only of what is not faulty. */
export function dataOf(said: RevisionSaid): ModelData {
  const interval = (text: string): number | null => (text.trim() === '' ? null : Number(text));
  const made = profileIn(said.profile);
  return {
    reportIntervalS: Number(said.reportIntervalS),
    parkedIntervalS: interval(said.parkedIntervalS),
    asleepIntervalS: interval(said.asleepIntervalS),
    drainPctPerHour: numberIn(said.drainPctPerHour),
    tierMax: Number(said.tierMax),
    profile: 'wrong' in made ? null : made.profile,
    basis: said.basis,
    source: said.source.trim(),
  };
}

/** The same as the server asks for it. */
export function bodyOf(said: RevisionSaid): object {
  const effectiveFrom =
    said.effectiveFrom === '' ? undefined : instantOnWall(said.effectiveFrom, 'EAT');
  return { ...dataOf(said), ...(effectiveFrom === undefined ? {} : { effectiveFrom }) };
}

const FIGURES = [
  'reportIntervalS',
  'parkedIntervalS',
  'asleepIntervalS',
  'drainPctPerHour',
  'tierMax',
] as const satisfies readonly (keyof ModelData)[];

/** `before` or `after` is undefined where nothing stood or nothing stands. */
export type Change = {
  readonly what: { readonly figure: (typeof FIGURES)[number] } | { readonly path: string };
  readonly before: string | undefined;
  readonly after: string | undefined;
};

/** What is other in a version than in the one before it; whose word it is does not change what is judged. */
export function changesBetween(before: ModelData, after: ModelData): readonly Change[] {
  const text = (value: number | null): string | undefined =>
    value === null ? undefined : String(value);
  const figures = FIGURES.map((figure) => ({
    what: { figure },
    before: text(before[figure]),
    after: text(after[figure]),
  }));
  const [old, now] = [before, after].map(
    ({ profile }) => new Map(entriesOf(profile).map(({ path, value }) => [path, value])),
  );
  const paths = [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])].sort();
  const entries = paths.map((path) => ({
    what: { path },
    before: old?.get(path),
    after: now?.get(path),
  }));
  return [...figures, ...entries].filter((it) => it.before !== it.after);
}
