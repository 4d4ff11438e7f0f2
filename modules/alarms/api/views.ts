import { type Instant, isoOf } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import { z } from 'zod';
import {
  type Acted,
  type Case,
  isOpenCase,
  KINDS,
  OUTCOMES,
  STEPS,
  VERDICTS,
  type Why,
} from '../core/index.ts';
import { type CaseSeen, findNotes } from '../store/index.ts';
import type { CaseWords, JourneyWords, SealWords } from './deps.ts';

const severity = z.literal([1, 2, 3, 4]);
const named = z.object({ id: z.string(), name: z.string() });
const acted = z.object({ by: named, at: z.string() });
const closing = acted.extend({
  outcome: z.enum(OUTCOMES),
  cause: z.string(),
  note: z.string(),
  evidence: z.array(z.string()),
});

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
    state: z.enum(['open', 'acknowledged', 'closed', 'merged', 'reviewed']),
    openedAt: z.string(),
    lastAlarmAt: z.string(),
    alarms: z.int(),
    ackDueAt: z.string(),
    journey: z.object({
      id: z.string(),
      ref: z.string(),
      plate: z.string(),
      routeName: z.string(),
      corridor: z.string().nullable(),
      cargo: z.string().nullable(),
    }),
    seal: z.object({
      id: z.string(),
      number: z.string(),
      owner: z.string(),
      maker: z.string().nullable(),
    }),
    place: z
      .object({
        lat: z.number(),
        lon: z.number(),
        near: z.string().nullable(),
        km: z.number().nullable(),
        offRouteM: z.number().nullable(),
      })
      .nullable(),
    jurisdiction: z
      .string()
      .nullable()
      .meta({ description: 'the administration in whose territory its place lies' }),
    owner: named.nullable().meta({ description: 'who holds it' }),
    acknowledged: acted.nullable(),
    checkAt: z.string().nullable().meta({ description: 'when somebody looks again' }),
    shelved: acted.extend({ until: z.string(), note: z.string() }).nullable(),
    escalated: z
      .object({ at: z.string(), of: z.enum(['acknowledge', 'check']), step: z.int() })
      .nullable()
      .meta({ description: 'what nobody did in time, and how often that was said' }),
    proposed: closing.nullable().meta({ description: 'how the first of two people closes it' }),
    steps: z.array(z.enum(STEPS)),
    reopenedAt: z.string().nullable(),
    merged: acted.extend({ into: z.string() }).nullable(),
    reviewed: acted.extend({ verdict: z.enum(VERDICTS), note: z.string().nullable() }).nullable(),
    rule: z.object({ kind: z.enum(KINDS), version: z.int() }),
    why: z.array(whySchema),
    outcome: z
      .object({
        outcome: z.enum(OUTCOMES),
        cause: z.string(),
        note: z.string(),
        by: z.string(),
        at: z.string(),
        proposedBy: z.string().nullable(),
        evidence: z.array(z.string()),
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
  const noted = cases.filter(hasWords).map((one) => one.id);
  const notes = noted.length === 0 ? new Map<string, string>() : await findNotes(tx, noted);
  const context = { journeys, seals, nameOf: nameIn(names), notes };
  let at = 0;
  return seen.map((one) => viewOf(one, context, one.place === null ? null : (near[at++] ?? null)));
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)];

/** Words that are shown with the case itself; notes are of its history. */
function hasWords(one: Case): boolean {
  return !isOpenCase(one) || one.shelved !== null || one.proposed !== null;
}

function peopleOf(one: Case): string[] {
  const people = [one.owner, one.shelved?.by, one.proposed?.by];
  if (one.state !== 'open') people.push(one.acknowledged.by);
  if (one.state === 'merged') people.push(one.merged.by);
  if (one.state === 'closed' || one.state === 'reviewed')
    people.push(one.closed.by, one.closed.proposedBy);
  if (one.state === 'reviewed') people.push(one.reviewed.by);
  return people.filter((id) => id !== null && id !== undefined);
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
      corridor: journey?.corridor ?? null,
      cargo: journey?.cargo ?? null,
    },
    seal: {
      id: one.seal,
      number: seal?.number ?? '',
      owner: seal?.owner ?? '',
      maker: seal?.maker ?? null,
    },
    place: place && {
      lat: place.lat,
      lon: place.lon,
      near,
      km: place.km === null ? null : Math.round(place.km * 10) / 10,
      offRouteM: place.offM === null ? null : Math.round(place.offM),
    },
    jurisdiction: seen.jurisdiction,
    ...standingOf(one, context),
    rule: one.rule,
    why: whyView(seen.why),
    outcome: outcomeOf(one, context),
  };
}

export const whyView = (why: readonly Why[]): z.infer<typeof whySchema>[] =>
  why.map(({ code, params }) => ({ code, params: { ...params } }));

function standingOf(one: Case, { nameOf, notes }: Context) {
  const named = (id: string) => ({ id, name: nameOf(id) });
  const acted = ({ by, at }: Acted) => ({ by: named(by), at: isoOf(at) });
  const said = (sha256: string) => notes.get(sha256) ?? '';
  const { owner, shelved, escalated, proposed } = one;
  const reviewed = one.state === 'reviewed' ? one.reviewed : null;
  return {
    owner: owner && named(owner),
    acknowledged: one.state === 'open' ? null : acted(one.acknowledged),
    checkAt: iso(one.checkAt),
    shelved: shelved && {
      ...acted(shelved),
      until: isoOf(shelved.until),
      note: said(shelved.noteSha256),
    },
    escalated: escalated && { ...escalated, at: isoOf(escalated.at) },
    proposed: proposed && {
      ...acted(proposed),
      outcome: proposed.outcome,
      cause: proposed.cause,
      note: said(proposed.noteSha256),
      evidence: [...proposed.evidence],
    },
    steps: [...one.steps],
    reopenedAt: iso(one.reopenedAt),
    merged: one.state === 'merged' ? { ...acted(one.merged), into: one.merged.into } : null,
    reviewed: reviewed && {
      ...acted(reviewed),
      verdict: reviewed.verdict,
      note: reviewed.noteSha256 && said(reviewed.noteSha256),
    },
  };
}

function outcomeOf(one: Case, { nameOf, notes }: Context): CaseView['outcome'] {
  if (one.state !== 'closed' && one.state !== 'reviewed') return null;
  const { outcome, cause, noteSha256, by, at, proposedBy, evidence } = one.closed;
  return {
    outcome,
    cause,
    note: notes.get(noteSha256) ?? '',
    by: nameOf(by),
    at: isoOf(at),
    proposedBy: proposedBy && nameOf(proposedBy),
    evidence: [...evidence],
  };
}

export const iso = (at: Instant | null): string | null => (at === null ? null : isoOf(at));
