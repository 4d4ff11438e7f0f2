import { addMs, type Instant, isoOf, MINUTE_MS } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import { z } from 'zod';
import type { CaseId } from '../core/index.ts';
import {
  type AlarmSeen,
  alarmsOf,
  type CaseFact,
  type CaseSeen,
  caseFacts,
  findNotes,
} from '../store/index.ts';
import type { AlarmsDeps } from './deps.ts';
import { caseSchema, iso, nameIn, viewCases, whySchema, whyView } from './views.ts';

const SO_FAR = [
  'alarm',
  'acknowledged',
  'acknowledgement-withdrawn',
  'assigned',
  'check-set',
  'note',
  'shelved',
  'unshelved',
  'escalated',
  'step',
  'close-proposed',
  'close-declined',
  'closed',
  'merged',
  'joined',
  'reopened',
  'reviewed',
] as const;

const soFarSchema = z.object({
  at: z.string(),
  type: z.enum(SO_FAR),
  by: z.string().nullable(),
  text: z.string().nullable(),
  /** Names, codes and instants of what was done. */
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});

export const detailSchema = caseSchema
  .extend({
    alarmList: z.array(
      z.object({
        id: z.string(),
        occurredAt: z.string(),
        receivedAt: z.string(),
        recordedAt: z.string(),
        late: z.boolean(),
        why: z.array(whySchema),
      }),
    ),
    facts: z.object({
      batteryPct: z.number().nullable(),
      speedKmh: z.number().nullable(),
      positionAt: z.string().nullable(),
      receivedAt: z.string().nullable(),
      driver: z.object({ name: z.string().nullable(), phone: z.string().nullable() }).nullable(),
      sealOwner: z.string(),
      routeKm: z.number().nullable(),
      nearestPlace: z.string().nullable(),
    }),
    soFar: z.array(soFarSchema),
    recent: z.array(
      z.object({
        at: z.string(),
        lat: z.number().nullable(),
        lon: z.number().nullable(),
        speedKmh: z.number().nullable(),
        motorLocked: z.boolean().nullable(),
        ropeCut: z.boolean().nullable(),
      }),
    ),
  })
  .meta({ id: 'CaseDetail' });

export type DetailView = z.infer<typeof detailSchema>;
type SoFar = z.infer<typeof soFarSchema>;

/** What a mini replay beside the case shows. */
const RECENT_MS = 30 * MINUTE_MS;
/** The history is of people; of a flood of alarms the newest do. */
const SO_FAR_ALARMS_MAX = 50;

/** A case with its alarms, what is known now, what was done, and what led to it. */
export async function viewDetail(tx: Sql, seen: CaseSeen, deps: AlarmsDeps): Promise<DetailView> {
  const { id, journey, seal } = seen.case;
  const [view] = await viewCases(tx, [seen], deps);
  if (view === undefined) throw new Error('a case that was seen has no view');
  const alarms = await alarmsOf(tx, id);
  const journeyWords = (await deps.journeysOf(tx, [journey])).get(journey);
  const sealWords = (await deps.sealsOf(tx, [seal])).get(seal);
  const first = firstOf(alarms, seen);
  const from = addMs(first, -RECENT_MS);
  const recent = await deps.readingsOf(tx, { seal, from, until: addMs(first, 1) });
  return {
    ...view,
    alarmList: alarms.map((alarm) => ({
      id: alarm.id,
      occurredAt: isoOf(alarm.occurredAt),
      receivedAt: isoOf(alarm.receivedAt),
      recordedAt: isoOf(alarm.recordedAt),
      late: alarm.late,
      why: whyView(alarm.why),
    })),
    facts: {
      batteryPct: sealWords?.batteryPct ?? null,
      speedKmh: sealWords?.speedKmh ?? null,
      positionAt: iso(sealWords?.positionAt ?? null),
      receivedAt: iso(sealWords?.receivedAt ?? null),
      driver: journeyWords?.driver ?? null,
      sealOwner: sealWords?.owner ?? '',
      routeKm: journeyWords?.routeKm ?? null,
      nearestPlace: view.place?.near ?? null,
    },
    soFar: await soFarOf(tx, { id, alarms, deps }),
    recent: recent.map(({ at, ...point }) => ({ at: isoOf(at), ...point })),
  };
}

/** By device time, since that is what the replay runs by. */
function firstOf(alarms: readonly AlarmSeen[], seen: CaseSeen): Instant {
  return alarms.at(-1)?.occurredAt ?? seen.case.openedAt;
}

type History = {
  readonly id: CaseId;
  readonly alarms: readonly AlarmSeen[];
  readonly deps: AlarmsDeps;
};

async function soFarOf(tx: Sql, { id, alarms, deps }: History): Promise<SoFar[]> {
  const facts = await caseFacts(tx, id);
  const notes = await findNotes(tx, [id]);
  const people = facts.flatMap(({ body }) => [body['by'], body['to']].filter(isText));
  const nameOf = nameIn(await deps.peopleOf(tx, [...new Set(people)]));
  const done = facts.flatMap((fact) => doneOf(fact, nameOf, notes));
  const raised = alarms
    .slice(0, SO_FAR_ALARMS_MAX)
    .map(
      ({ occurredAt }) =>
        ({ at: isoOf(occurredAt), type: 'alarm', by: null, text: null, params: {} }) as const,
    );
  return [...raised, ...done].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

const TYPES: Readonly<Record<string, SoFar['type']>> = {
  'case-acknowledged': 'acknowledged',
  'case-acknowledgement-withdrawn': 'acknowledgement-withdrawn',
  'case-assigned': 'assigned',
  'case-check-set': 'check-set',
  'case-noted': 'note',
  'case-shelved': 'shelved',
  'case-unshelved': 'unshelved',
  'case-escalated': 'escalated',
  'case-step-noted': 'step',
  'case-close-proposed': 'close-proposed',
  'case-close-declined': 'close-declined',
  'case-closed': 'closed',
  'case-merged': 'merged',
  'case-joined': 'joined',
  'case-reopened': 'reopened',
  'case-reviewed': 'reviewed',
};

/** Which members of a fact a screen says beside who did it. */
const SAID = ['outcome', 'cause', 'step', 'of', 'verdict', 'into', 'case', 'about'] as const;
const SAID_INSTANTS = ['until', 'checkAt'] as const;

const isText = (value: unknown): value is string => typeof value === 'string';

function doneOf(
  { type, occurredAt, body }: CaseFact,
  nameOf: (person: string) => string,
  notes: ReadonlyMap<string, string>,
): SoFar[] {
  const done = TYPES[type];
  if (done === undefined) return [];
  const { by, to, noteSha256 } = body;
  const params: Record<string, string | number> = {};
  for (const name of SAID) {
    const value = body[name];
    if (isText(value) || typeof value === 'number') params[name] = value;
  }
  for (const name of SAID_INSTANTS) {
    const value = body[name];
    if (typeof value === 'number') params[name] = isoOf(value as Instant);
  }
  if (isText(to)) params['to'] = nameOf(to);
  return [
    {
      at: isoOf(occurredAt),
      type: done,
      by: isText(by) ? nameOf(by) : null,
      text: isText(noteSha256) ? (notes.get(noteSha256) ?? null) : null,
      params,
    },
  ];
}
