import { assign, type Case, type CaseEvents, type PersonRef } from '@lakiri/alarms';
import { type Decision, type Instant, type Json, refuse } from '@lakiri/kit';
import { actingAs, type Viewer } from '@lakiri/parties';
import { type Aggregate, type Done, execute } from '@lakiri/platform/execute';
import { newId, saltedHash } from '@lakiri/platform/facts';
import type { Database, Sql } from '@lakiri/platform/sql';
import {
  acceptShift,
  endShift,
  handOver,
  type Shift,
  type ShiftEvents,
  type ShiftId,
  startShift,
} from '../core/index.ts';
import { keepHandOver, shiftAggregate, shiftsOn } from '../store/index.ts';
import type { ActRefusal } from './refusals.ts';

export type ActDeps = {
  readonly database: Database;
  readonly origin: string;
  readonly now: () => Instant;
  readonly caseAggregate: Aggregate<Case, CaseEvents>;
  /** The open cases that a person holds. */
  heldBy(tx: Sql, person: PersonRef): Promise<readonly Case[]>;
};

type ShiftWords =
  | { readonly act: 'start'; readonly endsAt: Instant }
  | { readonly act: 'hand-over'; readonly shift: ShiftId; readonly note: string }
  | { readonly act: 'accept'; readonly shift: ShiftId }
  | { readonly act: 'end'; readonly shift: ShiftId };
export type ShiftAct = { readonly viewer: Viewer; readonly key: string } & ShiftWords;

type Refusal = Exclude<ActRefusal, { readonly code: 'key-reused' }>;
type Events = ShiftEvents | CaseEvents;
type Loaded = {
  readonly shift: Shift | undefined;
  /** The shift of who acts, that has not ended. */
  readonly own: Shift | undefined;
  /** What the shift's person holds. */
  readonly held: readonly Case[];
};

/** Does it, or refuses. */
export function actOnShift(deps: ActDeps, asked: ShiftAct): Promise<Done<Refusal>> {
  const at = deps.now();
  const { viewer, key, ...request } = asked;
  const id = asked.act === 'start' ? newId<'Shift'>(at) : asked.shift;
  const text = asked.act === 'hand-over' ? asked.note : null;
  const hashed = text === null ? null : saltedHash(text);
  return execute<Loaded, Events, Refusal>(deps, {
    ...actingAs(viewer),
    occurredAt: at,
    receivedAt: at,
    key: { id: key, request: request as Json },
    aggregates: { shift: shiftAggregate, case: deps.caseAggregate },
    load: (tx) => load(tx, deps, asked),
    decide: (loaded) => decide(asked, loaded, { id, at, sha256: hashed?.hash ?? '' }),
    also: async (tx) => {
      if (text !== null && hashed !== null)
        await keepHandOver(tx, { shift: id, text, sha256: hashed.hash, salt: hashed.salt, at });
    },
    result: () => ({ shift: id }),
  });
}

const personOf = ({ person }: Viewer): PersonRef => person.id as string as PersonRef;

async function load(tx: Sql, deps: ActDeps, asked: ShiftAct): Promise<Loaded> {
  const own = (await shiftsOn(tx)).find(({ person }) => person === personOf(asked.viewer));
  if (asked.act === 'start') return { shift: undefined, own, held: [] };
  const shift = (await shiftAggregate.find(tx, asked.shift))?.state;
  const held = shift === undefined ? [] : await deps.heldBy(tx, shift.person);
  return { shift, own, held };
}

type With = { readonly id: ShiftId; readonly at: Instant; readonly sha256: string };

function decide(
  asked: ShiftAct,
  { shift, own, held }: Loaded,
  { id, at, sha256 }: With,
): Decision<Events, Refusal> {
  const by = personOf(asked.viewer);
  if (asked.act === 'start') return startShift({ id, by, at, endsAt: asked.endsAt, current: own });
  if (shift === undefined) return refuse({ code: 'no-such-shift' });
  return decideOn(asked, { shift, own, held }, { by, at, sha256 });
}

type OnShift = Exclude<ShiftWords, { readonly act: 'start' }>;

function decideOn(
  asked: OnShift,
  { shift, own, held }: Loaded & { readonly shift: Shift },
  { by, at, sha256 }: Omit<With, 'id'> & { readonly by: PersonRef },
): Decision<Events, Refusal> {
  switch (asked.act) {
    case 'hand-over':
      return handOver({ shift, by, at, note: { text: asked.note, sha256 } });
    case 'end':
      return endShift({ shift, by, at, cases: held.length });
    case 'accept': {
      const accepted = acceptShift({ shift, own, by, at, cases: held.length });
      if (!accepted.accepted) return accepted;
      // In the commit that ends the shift, so that no case is held by somebody who has gone home.
      const given = held.flatMap((one) => {
        const decision = assign({ case: one, by, at, to: by, isSupervisor: false });
        return decision.accepted ? decision.facts : [];
      });
      return { accepted: true, facts: [...accepted.facts, ...given] };
    }
  }
}
