// What is done about a case on the road and on the telephone: in one commit the fact of its own, and the step on the case.
import {
  type Case,
  type CaseEvents,
  type Step as CaseStep,
  isOpenCase,
  noteStep,
} from '@lakiri/alarms';
import type { Decision, Id, Instant, Json, Position } from '@lakiri/kit';
import { actingAs, type Viewer } from '@lakiri/parties';
import { type Done, execute } from '@lakiri/platform/execute';
import { type DomainEvent, newId, saltedHash } from '@lakiri/platform/facts';
import type { Sql } from '@lakiri/platform/sql';
import {
  type Call,
  type Dispatch,
  type DispatchId,
  type Finding,
  logCall,
  type Notification,
  notifyPartner,
  type Reckoned,
  reckon,
  sendUnit,
  stepDispatch,
  type Unit,
  type UnitId,
} from '../core/index.ts';
import {
  callAggregate,
  dispatchAggregate,
  dispatchesOut,
  keepPhotos,
  keepResponseWords,
  missingPhoto,
  notificationAggregate,
  type ResponseWord,
  speedsAt,
  unitAggregate,
} from '../store/index.ts';
import type { ResponseDeps } from './deps.ts';
import type { ResponseRefusal } from './refusals.ts';

export type ResponseDone = Done<ResponseRefusal>;
type Decided = Decision<DomainEvent, ResponseRefusal>;
type By = { readonly viewer: Viewer; readonly key: string };
type OnCase = By & { readonly case: Id<'Case'> };

const hashed = (text: string | null): ResponseWord | null => {
  if (text === null || text.trim() === '') return null;
  const { salt, hash: sha256 } = saltedHash(text.trim());
  return { text: text.trim(), salt, sha256 };
};

type Acting<Loaded> = {
  readonly viewer: Viewer;
  readonly key: { readonly id: string; readonly request: Json };
  readonly at: Instant;
  readonly now: Instant;
  readonly words: readonly (ResponseWord | null)[];
  readonly photos?: readonly string[];
  readonly load: (tx: Sql) => Promise<Loaded>;
  readonly decide: (loaded: Loaded) => Decided;
  readonly result: Json;
};

function carryOut<Loaded>(deps: ResponseDeps, act: Acting<Loaded>): Promise<ResponseDone> {
  const words = act.words.filter((word) => word !== null);
  return execute<Loaded, DomainEvent, ResponseRefusal>(deps, {
    ...actingAs(act.viewer),
    occurredAt: act.at,
    receivedAt: act.now,
    key: act.key,
    aggregates: {
      case: deps.caseAggregate,
      dispatch: dispatchAggregate,
      call: callAggregate,
      notification: notificationAggregate,
    },
    load: act.load,
    decide: act.decide,
    also: async (tx, events) => {
      for (const event of events)
        await keepResponseWords(tx, event as DomainEvent & { body: object } as never, words);
      await keepPhotos(tx, act.photos ?? []);
    },
    result: () => act.result,
  });
}

/** The facts, and on the case that they were done; a case that is over takes no step any more. */
function withStep(
  decision: Decided,
  one: Case | undefined,
  step: { readonly step: CaseStep; readonly about: string; readonly by: Id; readonly at: Instant },
): Decided {
  if (!decision.accepted || one === undefined || !isOpenCase(one)) return decision;
  const noted = noteStep({ ...step, by: step.by as Id<'Person'>, case: one });
  const steps: readonly CaseEvents[] = noted.accepted ? noted.facts : [];
  return { accepted: true, facts: [...decision.facts, ...steps] };
}

const briefOf = (one: Case | undefined) =>
  one && { id: one.id, journey: one.journey, isOpen: isOpenCase(one) };

type Sending = {
  readonly one: Case | undefined;
  readonly unit: Unit | undefined;
  readonly busy: DispatchId | undefined;
  readonly reckoned: Reckoned | null;
};

/** Sends a unit to a case; the result is `{ dispatch }`. */
export function sendAct(
  deps: ResponseDeps,
  asked: OnCase & { readonly unit: UnitId },
): Promise<ResponseDone> {
  const now = deps.now();
  const id = newId<'Dispatch'>(now);
  const by = asked.viewer.person.id;
  return carryOut<Sending>(deps, {
    ...{ viewer: asked.viewer, at: now, now, words: [] },
    key: { id: asked.key, request: { act: 'send-unit', case: asked.case, unit: asked.unit } },
    load: async (tx) => {
      const one = (await deps.caseAggregate.find(tx, asked.case))?.state;
      const unit = (await unitAggregate.find(tx, asked.unit))?.state;
      return {
        ...{ one, unit, busy: (await dispatchesOut(tx)).get(asked.unit)?.id },
        reckoned: unit === undefined || one === undefined ? null : await wayTo(deps, tx, unit, one),
      };
    },
    decide: ({ one, ...loaded }) =>
      withStep(sendUnit({ ...loaded, id, case: briefOf(one), by, at: now }), one, {
        ...{ step: 'unit-dispatched', about: id, by, at: now },
      }),
    result: { dispatch: id },
  });
}

async function wayTo(deps: ResponseDeps, tx: Sql, unit: Unit, one: Case): Promise<Reckoned | null> {
  const target: Position | null = await deps.placeOf(tx, one.seal);
  if (target === null) return null;
  const now = deps.now();
  const [routes, speeds] = [await deps.routesAt(tx, now), await speedsAt(tx, now)];
  return reckon(unit.place ?? unit.base, { target, routes, speeds });
}

export type DispatchAct = By & {
  readonly dispatch: DispatchId;
  /** When the unit says it was done; undefined: now. */
  readonly at: Instant | undefined;
} & (
    | { readonly act: 'see' | 'accept' | 'arrive' | 'release' }
    | { readonly act: 'decline'; readonly reason: string }
    | {
        readonly act: 'report';
        readonly finding: Finding;
        readonly text: string;
        readonly photos: readonly string[];
      }
  );

type Stepping = {
  readonly dispatch: Dispatch | undefined;
  readonly one: Case | undefined;
  readonly missing: string | undefined;
};

/** The next step of a dispatch; the result is `{ dispatch }`. */
export function stepAct(deps: ResponseDeps, asked: DispatchAct): Promise<ResponseDone> {
  const now = deps.now();
  const { viewer, key, dispatch: id, at: claim, ...request } = asked;
  const at = claim ?? now;
  const by = viewer.person.id;
  const text = asked.act === 'decline' ? asked.reason : asked.act === 'report' ? asked.text : null;
  const word = hashed(text);
  const photos = asked.act === 'report' ? asked.photos : [];
  return carryOut<Stepping>(deps, {
    ...{ viewer, at, now, words: [word], photos },
    key: {
      id: key,
      request: {
        ...{ ...request, act: `${asked.act}-dispatch`, dispatch: id },
        ...(claim === undefined ? {} : { at: claim }),
      },
    },
    load: async (tx) => {
      const dispatch = (await dispatchAggregate.find(tx, id))?.state;
      const one = dispatch && (await deps.caseAggregate.find(tx, dispatch.case))?.state;
      return { dispatch, one, missing: await missingPhoto(tx, photos) };
    },
    decide: ({ dispatch, one, missing }) => {
      const sha256 = word?.sha256 ?? null;
      const decision = stepDispatch({
        ...{ dispatch, by, at, now },
        step: stepOf(asked, { sha256, missing }),
      });
      if (asked.act !== 'arrive') return decision;
      return withStep(decision, one, { step: 'on-site', about: id, by, at });
    },
    result: { dispatch: id },
  });
}

function stepOf(
  asked: DispatchAct,
  { sha256, missing }: { readonly sha256: string | null; readonly missing: string | undefined },
): Parameters<typeof stepDispatch>[0]['step'] {
  if (asked.act === 'decline') return { act: 'decline', reasonSha256: sha256 };
  if (asked.act !== 'report') return { act: asked.act };
  const { finding, photos } = asked;
  return { act: 'report', finding, photos, missing, textSha256: sha256 };
}

export type CallAct = OnCase & {
  readonly whom: Call['whom'];
  readonly result: Call['result'];
  readonly number: string | null;
  readonly note: string | null;
  readonly at: Instant | undefined;
};

/** Writes down a call; the result is `{ call }`. */
export function callAct(deps: ResponseDeps, asked: CallAct): Promise<ResponseDone> {
  const now = deps.now();
  const at = asked.at ?? now;
  const id = newId<'Call'>(now);
  const { viewer, key, case: about, whom, result } = asked;
  const [number, note] = [hashed(asked.number), hashed(asked.note)];
  const by = viewer.person.id;
  return carryOut<{ readonly one: Case | undefined }>(deps, {
    ...{ viewer, at, now, words: [number, note] },
    key: { id: key, request: requestOf('log-call', asked) },
    load: async (tx) => ({ one: (await deps.caseAggregate.find(tx, about))?.state }),
    decide: ({ one }) => {
      const hashes = { numberSha256: number?.sha256 ?? null, noteSha256: note?.sha256 ?? null };
      const call = { id, by, at, whom, result, ...hashes };
      const decision = logCall({ ...call, case: briefOf(one), now });
      if (whom !== 'driver') return decision;
      return withStep(decision, one, { step: 'driver-called', about: id, by, at });
    },
    result: { call: id },
  });
}

export type NotifyAct = OnCase & {
  readonly whom: Notification['whom'];
  readonly means: Notification['means'];
  readonly who: string;
  readonly note: string | null;
  readonly at: Instant | undefined;
};

/** Records that a partner was told; the result is `{ notification }`. */
export function notifyAct(deps: ResponseDeps, asked: NotifyAct): Promise<ResponseDone> {
  const now = deps.now();
  const at = asked.at ?? now;
  const id = newId<'Notification'>(now);
  const { viewer, key, case: about, whom, means } = asked;
  const [who, note] = [hashed(asked.who), hashed(asked.note)];
  const by = viewer.person.id;
  return carryOut<{ readonly one: Case | undefined }>(deps, {
    ...{ viewer, at, now, words: [who, note] },
    key: { id: key, request: requestOf('notify-partner', asked) },
    load: async (tx) => ({ one: (await deps.caseAggregate.find(tx, about))?.state }),
    decide: ({ one }) => {
      const hashes = { whoSha256: who?.sha256 ?? null, noteSha256: note?.sha256 ?? null };
      const told = { id, by, at, whom, means, ...hashes };
      const decision = notifyPartner({ ...told, case: briefOf(one), now });
      return withStep(decision, one, { step: 'partner-notified', about: id, by, at });
    },
    result: { notification: id },
  });
}

function requestOf(act: string, asked: CallAct | NotifyAct): Json {
  const { viewer: _, key: __, at, ...request } = asked;
  return { ...request, act, ...(at === undefined ? {} : { at }) } as unknown as Json;
}
