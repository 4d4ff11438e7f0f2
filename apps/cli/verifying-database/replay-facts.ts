// What people did, done again: every fact through the very `evolve` and `save` that wrote its state, in the order
// of the log, with what a commit leaves beside it. Seals are folded apart, with their frames.
import { type Alarm, type AlarmEvents, type CaseEvents, evolveCase } from '@lakiri/alarms';
import {
  caseAggregate,
  keepMadeVersions,
  keepNote,
  storeAlarms,
  storeRaised,
} from '@lakiri/alarms/store';
import type { CommandId } from '@lakiri/commands';
import { commandAggregate, keepCommandWord, passwordAggregate } from '@lakiri/commands/store';
import {
  bulletinAggregate,
  deadZoneAggregate,
  draftAggregate,
  fenceAggregate,
  placeAggregate,
  routeAggregate,
} from '@lakiri/corridors/store';
import {
  CASE_NO_FIELD,
  type ExportEvents,
  type ExportId,
  exportAggregate,
  keepExportWord,
  REASON_FIELD,
  runAggregate,
} from '@lakiri/evidence/store';
import { incidentAggregate } from '@lakiri/expectations/store';
import { feedAggregate } from '@lakiri/feeds/store';
import type { ExceptionReported, Journey, JourneyEvent } from '@lakiri/journeys';
import {
  journeyAggregate,
  keepExceptionNote,
  keepPermits,
  keepReason,
} from '@lakiri/journeys/store';
import type { Id, Instant } from '@lakiri/kit';
import { carrierAggregate, channelAggregate, subscriptionAggregate } from '@lakiri/notices/store';
import type { PartyId } from '@lakiri/parties';
import {
  driverAggregate,
  keepHashes,
  keepUsed,
  partyAggregate,
  permitOverseer,
  personAggregate,
  sessionAggregate,
  vehicleAggregate,
} from '@lakiri/parties/store';
import type { Aggregate, Versioned } from '@lakiri/platform/execute';
import {
  FACT_COLUMNS,
  type FactRow,
  factOfRow,
  type RecordedFact,
} from '@lakiri/platform/fact-entry';
import type { Sql } from '@lakiri/platform/sql';
import { scheduleAggregate } from '@lakiri/reports/store';
import {
  callAggregate,
  dispatchAggregate,
  keepResponseWords,
  namePhotos,
  notificationAggregate,
  unitAggregate,
  wordHashes,
} from '@lakiri/response/store';
import { ruleAggregate } from '@lakiri/rules/store';
import { modelAggregate, modelDraftAggregate } from '@lakiri/seals/store';
import { keepHandOver, modeAggregate, shiftAggregate } from '@lakiri/shifts/store';
import { cellAggregate, sealKeyAggregate } from '@lakiri/trust/store';
import type { Report } from './finding.ts';
import { streamed } from './rows.ts';

// biome-ignore lint/suspicious/noExplicitAny: each kind has its own state; the pairing is by name
const AGGREGATES: Readonly<Record<string, Aggregate<any, any>>> = {
  party: partyAggregate,
  person: personAggregate,
  vehicle: vehicleAggregate,
  driver: driverAggregate,
  session: sessionAggregate,
  place: placeAggregate,
  route: routeAggregate,
  'dead-zone': deadZoneAggregate,
  draft: draftAggregate,
  bulletin: bulletinAggregate,
  fence: fenceAggregate,
  cell: cellAggregate,
  journey: journeyAggregate,
  feed: feedAggregate,
  incident: incidentAggregate,
  'seal-key': sealKeyAggregate(),
  case: caseAggregate,
  shift: shiftAggregate,
  mode: modeAggregate,
  command: commandAggregate,
  // Its bytes are held against the hash in the fact; nothing stands for them here.
  password: passwordAggregate(new Uint8Array(0)),
  run: runAggregate,
  unit: unitAggregate,
  dispatch: dispatchAggregate,
  call: callAggregate,
  notification: notificationAggregate,
  // Sealed bytes are held against the hashes in their facts, as those of passwords are.
  'notice-channel': channelAggregate(new Uint8Array(0)),
  'notice-carrier': carrierAggregate(new Uint8Array(0)),
  'notice-subscription': subscriptionAggregate,
  'report-schedule': scheduleAggregate,
  model: modelAggregate,
  'model-draft': modelDraftAggregate,
  rule: ruleAggregate(keepMadeVersions),
};
/** Proved elsewhere: seals with their frames, batches by their roots. */
const ELSEWHERE: readonly string[] = ['seal', 'batch'];
/** States held so that the next fact on a subject need not read it; the oldest goes first. */
const STATES_HELD_MAX = 10_000;
const NO_SALT = new Uint8Array(0);

export type ReplayFacts = {
  readonly real: Sql;
  readonly scratch: Sql;
  readonly report: Report;
  /** Told how many facts have been replayed, now and then. */
  readonly progress: (facts: number) => void;
};

const PROGRESS_EVERY = 5_000;

/** Writes again all that follows from facts alone. Returns how many there were. */
export async function replayFacts(parts: ReplayFacts): Promise<number> {
  const held = new Map<string, Versioned<unknown>>();
  let facts = 0;
  const all = streamed<FactRow>(
    parts.real,
    `SELECT ${FACT_COLUMNS} FROM fact.fact f ORDER BY f.xid, f.ordinal`,
  );
  for await (const row of all) {
    const fact = factOfRow(row);
    try {
      await replayOne({ ...parts, held }, fact);
    } catch (error) {
      const say = `cannot follow on what was before it: ${(error as Error).message}`;
      parts.report({ ...named(fact), column: 'body', is: fact.body, shouldBe: null, say });
    }
    if (++facts % PROGRESS_EVERY === 0) parts.progress(facts);
  }
  return facts;
}

const named = (fact: RecordedFact) => ({ table: 'fact.fact', key: { id: fact.id } });

type Replaying = ReplayFacts & { readonly held: Map<string, Versioned<unknown>> };

async function replayOne(parts: Replaying, fact: RecordedFact): Promise<void> {
  const { subjectKind } = fact;
  if (ELSEWHERE.includes(subjectKind)) return;
  if (subjectKind === 'alarm') return replayAlarm(parts, fact);
  const aggregate = subjectKind === 'export' ? exportOf(fact) : AGGREGATES[subjectKind];
  if (aggregate === undefined) {
    const say = 'no module makes a state of this kind';
    parts.report({ ...named(fact), column: 'subject_kind', is: subjectKind, shouldBe: null, say });
    return;
  }
  const event = eventOf(fact);
  const { scratch, held } = parts;
  const id = fact.subject as Id;
  const before = held.get(id) ?? (await aggregate.find(scratch, id));
  const version = (before?.version ?? 0) + 1;
  checkVersion(parts, fact, version);
  const state: unknown = aggregate.evolve(before?.state, event);
  if (event.type === 'case-opened')
    await storeAlarms(scratch, {
      watches: new Map(),
      alarms: [],
      opened: [evolveCase(undefined, event as unknown as CaseEvents)],
    });
  else await aggregate.save(scratch, { id, state, versionBefore: version - 1, version });
  hold(held, id, { state, version });
  await alsoKeep(scratch, { event, state, receivedAt: Date.parse(fact.receivedAt) as Instant });
}

function hold(held: Replaying['held'], id: string, at: Versioned<unknown>): void {
  held.delete(id);
  held.set(id, at);
  for (const oldest of held.keys()) {
    if (held.size <= STATES_HELD_MAX) break;
    held.delete(oldest);
  }
}

/** An export is recorded when it is made: its row is what its fact says, the checkpoint by its hash. */
function exportOf({ type, subject, actor, occurredAt, body }: RecordedFact) {
  if (type !== 'evidence-exported') return exportAggregate();
  const said = JSON.parse(body) as (ExportEvents & { type: 'evidence-exported' })['body'];
  const { manifest: manifestSha256, subject: exported, log, size, tool, files, bytes } = said;
  return exportAggregate({
    id: subject as ExportId,
    subject: exported,
    by: actor.replace(/^person:/, ''),
    at: Date.parse(occurredAt) as Instant,
    ...{ log, size, tool, files, bytes, manifestSha256 },
    checkpoint: said.checkpoint,
    policy: null,
    stamps: [],
  });
}

type Event = {
  readonly subjectKind: string;
  readonly subject: string;
  readonly type: string;
  readonly body: Readonly<Record<string, unknown>>;
};

function eventOf({ subjectKind, subject, type, body }: RecordedFact): Event {
  return { subjectKind, subject, type, body: JSON.parse(body) as Event['body'] };
}

function checkVersion({ report }: ReplayFacts, fact: RecordedFact, version: number): void {
  if (fact.subjectVersion === version) return;
  const column = 'subject_version';
  report({ ...named(fact), column, is: String(fact.subjectVersion), shouldBe: String(version) });
}

async function replayAlarm(parts: Replaying, fact: RecordedFact): Promise<void> {
  checkVersion(parts, fact, 1);
  const { subject, body } = eventOf(fact) as unknown as AlarmEvents;
  const kept = await storeRaised(parts.scratch, [{ id: subject, ...body } as Alarm]);
  // It may have made its case graver.
  parts.held.delete(body.case);
  if (kept === 1) return;
  const say = 'a second alarm of the same rule, reading and instant';
  parts.report({ ...named(fact), column: 'body', is: fact.body, shouldBe: null, say });
}

type Kept = { readonly event: Event; readonly state: unknown; readonly receivedAt: Instant };

/** What the commit of a fact leaves beside its state. */
async function alsoKeep(tx: Sql, { event, state, receivedAt }: Kept): Promise<void> {
  const { type, body, subjectKind } = event;
  if (type === 'party-registered' && body['home'] === true)
    await permitOverseer(tx, event.subject as PartyId);
  if (['person-registered', 'vehicle-registered', 'driver-registered'].includes(type))
    await keepHashes(tx, event as unknown as Parameters<typeof keepHashes>[1], receivedAt);
  if (subjectKind === 'journey') {
    const journey = state as Journey;
    await keepPermits(tx, event as unknown as JourneyEvent, { journey, receivedAt });
    if (type === 'journey-created') {
      const { vehicle, trailer, driver } = journey.truck;
      await keepUsed(tx, [vehicle, trailer, driver], receivedAt);
    }
  }
  await keepWords(tx, event, receivedAt);
}

/** An officer's words stand beside; their hash stands in their place here. */
async function keepWords(tx: Sql, event: Event, receivedAt: Instant): Promise<void> {
  const { type, subject, subjectKind, body } = event;
  const at = body['at'] as Instant;
  const { noteSha256, reasonSha256, proposedBy } = body;
  // Who agrees to a closing repeats the words of who proposed it; they are kept since then.
  const isOwnWord = typeof noteSha256 === 'string' && typeof proposedBy !== 'string';
  if (subjectKind === 'case' && isOwnWord) {
    const note = { text: noteSha256, sha256: noteSha256 };
    await keepNote(tx, { case: subject as Id<'Case'>, note, salt: NO_SALT, at });
  }
  if (type === 'shift-handed-over' && typeof noteSha256 === 'string') {
    const words = { text: noteSha256, sha256: noteSha256, salt: NO_SALT, at };
    await keepHandOver(tx, { shift: subject as Id<'Shift'>, ...words });
  }
  await keepOrderedWords(tx, event, at);
  await keepToldOfRoad(tx, event);
  await keepExportedWords(tx, event, receivedAt);
  if (typeof reasonSha256 !== 'string') return;
  if (type === 'journey-arrived' || type === 'journey-disarmed')
    await keepReason(tx, {
      journey: subject as Journey['id'],
      type,
      text: reasonSha256,
      salt: NO_SALT,
      at,
    });
}

/** The words and photographs of what befell a journey and of what was done about its cases. */
async function keepToldOfRoad(tx: Sql, event: Event): Promise<void> {
  // A hash that stands already was not written anew: who takes a unit over says nothing of its phone.
  const { rows: kept } = await tx.query<{ value: string }>(
    'SELECT value FROM fact.personal WHERE subject = $1',
    [event.subject],
  );
  const words = wordHashes(event)
    .filter((sha256) => kept.every(({ value }) => value !== sha256))
    .map((sha256) => ({ sha256, text: sha256, salt: NO_SALT }));
  await keepResponseWords(tx, event, words);
  const { photos } = event.body;
  if (event.type === 'dispatch-reported') await namePhotos(tx, photos as readonly string[]);
  if (event.type !== 'journey-exception-reported') return;
  const { exception, noteSha256, at, what } = event.body as ExceptionReported;
  if (noteSha256 !== null)
    await keepExceptionNote(tx, {
      ...{
        journey: event.subject as Journey['id'],
        exception,
        text: noteSha256,
        salt: NO_SALT,
        at,
      },
    });
  if (what.kind === 'reseal') await namePhotos(tx, [what.oldPhotoSha256, what.newPhotoSha256]);
  if (what.kind === 'seal-mismatch' && what.photoSha256 !== undefined)
    await namePhotos(tx, [what.photoSha256]);
}

async function keepOrderedWords(tx: Sql, { type, subject, body }: Event, at: Instant) {
  if (type !== 'command-requested') return;
  for (const [word, text] of [
    ['reason', body['reasonSha256']],
    ['override', body['overrideSha256']],
  ] as const) {
    const kept = { command: subject as CommandId, word, salt: NO_SALT, at };
    if (typeof text === 'string') await keepCommandWord(tx, { ...kept, text });
  }
}

async function keepExportedWords(tx: Sql, { type, subject, body }: Event, receivedAt: Instant) {
  if (type !== 'evidence-exported') return;
  const made = { id: subject as ExportId, at: receivedAt };
  for (const [field, value] of [
    [REASON_FIELD, body['reasonSha256']],
    [CASE_NO_FIELD, body['caseNoSha256']],
  ] as const)
    if (typeof value === 'string') await keepExportWord(tx, made, { field, value, salt: NO_SALT });
}
