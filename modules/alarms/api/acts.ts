import { createHash } from 'node:crypto';
import { type Decision, type Instant, type Json, refuse } from '@lakiri/kit';
import { actingAs, type Viewer } from '@lakiri/parties';
import { type Done, execute } from '@lakiri/platform/execute';
import { saltedHash } from '@lakiri/platform/facts';
import type { Sql } from '@lakiri/platform/sql';
import type { Seal, SealEvents } from '@lakiri/seals';
import type {
  Case,
  CaseClock,
  CaseEvents,
  CaseId,
  Note,
  PersonRef,
  Verdict,
} from '../core/index.ts';
import { caseAggregate, closeInWatch, keepNote, loadClocks } from '../store/index.ts';
import { decideAct } from './decide.ts';
import type { AlarmsDeps } from './deps.ts';
import type { ActRefusal } from './refusals.ts';

/** What a person does about a case, in the words of the request. */
export type ActWords =
  | { readonly act: 'acknowledge'; readonly note: string | null }
  | { readonly act: 'withdraw' }
  | { readonly act: 'assign'; readonly to: PersonRef }
  | { readonly act: 'check'; readonly checkAt: Instant }
  | { readonly act: 'note'; readonly note: string }
  | { readonly act: 'shelve'; readonly until: Instant; readonly note: string }
  | { readonly act: 'unshelve' }
  | { readonly act: 'merge'; readonly into: CaseId }
  | {
      readonly act: 'close';
      readonly outcome: string | null;
      readonly cause: string;
      readonly note: string;
      readonly evidence?: readonly string[];
    }
  | { readonly act: 'confirm' }
  | { readonly act: 'decline'; readonly note: string }
  | { readonly act: 'reopen'; readonly note: string }
  | { readonly act: 'review'; readonly verdict: Verdict; readonly note: string | null };

export type CaseAct = {
  readonly viewer: Viewer;
  /** The client's idempotency key. */
  readonly key: string;
  readonly case: CaseId;
} & ActWords;

type Refusal = Exclude<ActRefusal, { readonly code: 'key-reused' }>;
export type CaseDone = Done<Refusal>;

/** What a decision needs; what an act does not ask for is not read. */
export type Loaded = {
  readonly case: Case | undefined;
  readonly seal: Seal | undefined;
  readonly into: Case | undefined;
  readonly clocks: readonly CaseClock[];
  /** Whether the person it is given to may act on cases. */
  readonly mayAct: boolean;
};
type ActEvents = CaseEvents | SealEvents;
export type Decided = Decision<ActEvents, Refusal>;

type Deps = Pick<AlarmsDeps, 'database' | 'origin' | 'now' | 'sealAggregate' | 'officersOf'>;

/** Does it, or refuses. */
export function actOnCase(deps: Deps, asked: CaseAct): Promise<CaseDone> {
  const at = deps.now();
  const { viewer, key, ...request } = asked;
  const text = 'note' in asked ? asked.note : null;
  const hashed = text === null ? null : saltedHash(text);
  const note: Note | null = text === null || hashed === null ? null : { text, sha256: hashed.hash };
  return execute<Loaded, ActEvents, Refusal>(deps, {
    ...actingAs(viewer),
    occurredAt: at,
    receivedAt: at,
    key: { id: key, request: request as Json },
    aggregates: { case: caseAggregate, seal: deps.sealAggregate },
    load: (tx) => load(tx, deps, asked),
    decide: (loaded) =>
      loaded.case === undefined
        ? refuse({ code: 'no-such-case' })
        : decideAct(asked, { ...loaded, case: loaded.case }, { at, note }),
    also: async (tx, events, loaded) => {
      if (note !== null && hashed !== null)
        await keepNote(tx, { case: asked.case, note, salt: hashed.salt, at });
      if (loaded.case !== undefined && events.some(isEnd)) await closeInWatch(tx, loaded.case);
    },
    result: () => ({ case: asked.case }),
  });
}

const isEnd = ({ type }: ActEvents): boolean => type === 'case-closed' || type === 'case-merged';

async function load(tx: Sql, deps: Deps, asked: CaseAct): Promise<Loaded> {
  const found = (await caseAggregate.find(tx, asked.case))?.state;
  const ends = ['close', 'confirm', 'merge'].includes(asked.act);
  return {
    case: found,
    seal:
      found === undefined || !ends
        ? undefined
        : (await deps.sealAggregate.find(tx, found.seal))?.state,
    into: asked.act === 'merge' ? (await caseAggregate.find(tx, asked.into))?.state : undefined,
    clocks: await loadClocks(tx),
    mayAct: asked.act === 'assign' && (await deps.officersOf(tx)).has(asked.to),
  };
}

/** Cases of one request: a storm over a whole corridor; each takes a transaction of its own. */
export const ACTED_CASES_MAX = 500;

export type BulkAct = {
  readonly viewer: Viewer;
  readonly key: string;
  readonly cases: readonly CaseId[];
  readonly words: ActWords;
};

/** Transactions of one request at once: each waits for the disk, and most connections stay free for others. */
const AT_ONCE = 4;

/** One act on many cases: each keeps its own record, and one refusal stops none of the others. Told in the order asked. */
export async function actOnCases(
  deps: Deps,
  { viewer, key, cases, words }: BulkAct,
): Promise<readonly { readonly id: CaseId; readonly done: CaseDone }[]> {
  const left = [...new Set(cases)];
  const outcomes: { id: CaseId; done: CaseDone }[] = [];
  while (left.length > 0)
    outcomes.push(
      ...(await Promise.all(
        left.splice(0, AT_ONCE).map(async (id) => {
          const own = { viewer, key: keyOf(key, id), case: id };
          return { id, done: await actOnCase(deps, { ...own, ...words }) };
        }),
      )),
    );
  return outcomes;
}

/** The key of one case of many: the same for the same request sent again (RFC 9562 §5.8). */
function keyOf(key: string, id: CaseId): string {
  const hex = createHash('sha256').update(`${key} ${id}`).digest('hex');
  const [a, b, c, d, e] = [
    [0, 8],
    [8, 12],
    [13, 16],
    [17, 20],
    [20, 32],
  ].map(([from, until]) => hex.slice(from, until));
  return `${a}-${b}-8${c}-8${d}-${e}`;
}
