import { type Instant, isoOf } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import { z } from 'zod';
import { type Case, KINDS, OUTCOMES, type Why } from '../core/index.ts';
import { type CaseSeen, findNotes } from '../store/index.ts';
import type { CaseWords, JourneyWords, SealWords } from './deps.ts';

const severity = z.literal([1, 2, 3, 4]);
const named = z.object({ id: z.string(), name: z.string() });

export const whySchema = z
  .object({
    code: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  })
  .meta({ id: 'Why', description: 'a fact that made the rule fire' });

export const caseSchema = z
  .object({
    id: z.string(),
    version: z.int(),
    kind: z.enum(KINDS),
    severity,
    state: z.enum(['open', 'acknowledged', 'closed']),
    openedAt: z.string(),
    lastAlarmAt: z.string(),
    alarms: z.int(),
    ackDueAt: z.string(),
    journey: z.object({
      id: z.string(),
      ref: z.string(),
      plate: z.string(),
      routeName: z.string(),
      cargo: z.string().nullable(),
    }),
    seal: z.object({ id: z.string(), number: z.string(), owner: z.string() }),
    place: z
      .object({
        lat: z.number(),
        lon: z.number(),
        near: z.string().nullable(),
        km: z.number().nullable(),
        offRouteM: z.number().nullable(),
      })
      .nullable(),
    owner: named.nullable().meta({ description: 'who acknowledged it' }),
    rule: z.object({ kind: z.enum(KINDS), version: z.int() }),
    why: z.array(whySchema),
    outcome: z
      .object({
        outcome: z.enum(OUTCOMES),
        cause: z.string(),
        note: z.string(),
        by: z.string(),
        at: z.string(),
      })
      .nullable(),
  })
  .meta({ id: 'Case' });

export type CaseView = z.infer<typeof caseSchema>;

/** A name that was forgotten, or is not the viewer's to see. */
export const nameIn =
  (names: ReadonlyMap<string, string>) =>
  (person: string): string =>
    names.get(person) ?? `…${person.slice(-4)}`;

/** Cases in the words of the modules around them, in the order given. */
export async function viewCases(
  tx: Sql,
  seen: readonly CaseSeen[],
  words: CaseWords,
): Promise<CaseView[]> {
  if (seen.length === 0) return [];
  const cases = seen.map((one) => one.case);
  const placed = seen.flatMap(({ place }) => (place === null ? [] : [place]));
  const journeys = await words.journeysOf(tx, unique(cases.map((one) => one.journey)));
  const seals = await words.sealsOf(tx, unique(cases.map((one) => one.seal)));
  const names = await words.peopleOf(tx, unique(cases.flatMap(peopleOf)));
  const near = await words.placesNear(tx, placed);
  const closed = cases.filter((one) => one.state === 'closed').map((one) => one.id);
  const notes = closed.length === 0 ? new Map<string, string>() : await findNotes(tx, closed);
  const context = { journeys, seals, nameOf: nameIn(names), notes };
  let at = 0;
  return seen.map((one) => viewOf(one, context, one.place === null ? null : (near[at++] ?? null)));
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)];

function peopleOf(one: Case): string[] {
  if (one.state === 'open') return [];
  return one.state === 'closed' ? [one.acknowledged.by, one.closed.by] : [one.acknowledged.by];
}

type Context = {
  readonly journeys: ReadonlyMap<string, JourneyWords>;
  readonly seals: ReadonlyMap<string, SealWords>;
  readonly nameOf: (person: string) => string;
  readonly notes: ReadonlyMap<string, string>;
};

function viewOf(seen: CaseSeen, context: Context, near: string | null): CaseView {
  const { case: one, place } = seen;
  const journey = context.journeys.get(one.journey);
  const seal = context.seals.get(one.seal);
  const owner = one.state === 'open' ? null : one.acknowledged.by;
  return {
    id: one.id,
    version: seen.version,
    kind: one.kind,
    severity: one.severity,
    state: one.state,
    openedAt: isoOf(one.openedAt),
    lastAlarmAt: isoOf(seen.lastAlarmAt),
    alarms: seen.alarms,
    ackDueAt: isoOf(one.ackDueAt),
    journey: {
      id: one.journey,
      ref: journey?.ref ?? '',
      plate: journey?.plate ?? '',
      routeName: journey?.routeName ?? '',
      cargo: journey?.cargo ?? null,
    },
    seal: { id: one.seal, number: seal?.number ?? '', owner: seal?.owner ?? '' },
    place: place && {
      lat: place.lat,
      lon: place.lon,
      near,
      km: place.km === null ? null : Math.round(place.km * 10) / 10,
      offRouteM: place.offM === null ? null : Math.round(place.offM),
    },
    owner: owner === null ? null : { id: owner, name: context.nameOf(owner) },
    rule: one.rule,
    why: whyView(seen.why),
    outcome: outcomeOf(one, context),
  };
}

export const whyView = (why: readonly Why[]): z.infer<typeof whySchema>[] =>
  why.map(({ code, params }) => ({ code, params: { ...params } }));

function outcomeOf(one: Case, { nameOf, notes }: Context): CaseView['outcome'] {
  if (one.state !== 'closed') return null;
  const { outcome, cause, noteSha256, by, at } = one.closed;
  return { outcome, cause, note: notes.get(noteSha256) ?? '', by: nameOf(by), at: isoOf(at) };
}

export const iso = (at: Instant | null): string | null => (at === null ? null : isoOf(at));
