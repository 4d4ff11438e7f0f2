// What a person did and the centre may not know yet: each item stands alone, with a key of its own, so that it is done
// once however often it is sent. Kept on this phone, then received or refused. Items about one thing go in their order;
// items about different things never wait for each other.
import type { DispatchState, Finding } from '@lakiri/response';
import { STATE_AFTER } from '@lakiri/response';
import type { Problem } from '../api/contract.ts';

/** What is to be asked of the centre; photographs by their hashes, sent before. */
export type Doing =
  | { readonly act: 'see' | 'accept' | 'arrive' | 'release' }
  | { readonly act: 'decline'; readonly reason: string }
  | { readonly act: 'report'; readonly finding: Finding; readonly text: string }
  | {
      readonly act: 'mismatch';
      readonly journey: string;
      readonly seen: string;
      readonly note: string;
    }
  /** Read where no list of fitted seals was at hand: the centre's is asked when there is a network. */
  | { readonly act: 'check'; readonly truck: string; readonly seen: string; readonly note: string };

type Common = {
  /** The idempotency key. */
  readonly id: string;
  /** Who did it: nobody else's session may send it. */
  readonly by: string;
  /** When it was done, by the centre's clock as this phone knows it; UTC milliseconds. */
  readonly at: number;
  /** The dispatch, journey or truck that it is about. */
  readonly about: string;
  /** What a person calls that. */
  readonly label: string;
  readonly photos: readonly string[];
};

export type KeptItem = Common & {
  readonly state: 'kept';
  readonly doing: Doing;
  /** Photographs that the centre has already. */
  readonly sent: readonly string[];
  readonly tries: number;
  /** Not tried again before this. */
  readonly nextAt: number;
};
export type RefusedItem = Omit<KeptItem, 'state'> & {
  readonly state: 'refused';
  readonly problem: Problem;
};
/** Of what the centre has, only that it has it. */
export type ReceivedItem = Omit<Common, 'photos'> & {
  readonly state: 'received';
  readonly act: Doing['act'];
  readonly receivedAt: number;
  /** Of a check: whether the number was one of the fitted ones. */
  readonly matches: boolean | null;
};
export type Item = KeptItem | RefusedItem | ReceivedItem;

export type Sent =
  | { readonly ok: true; readonly matches?: boolean; readonly sent: readonly string[] }
  | { readonly ok: false; readonly problem: Problem; readonly sent: readonly string[] };

/** Longer than this nobody waits for a network that has come back unnoticed. */
const WAIT_MS_MAX = 60_000;
const WAIT_MS_MIN = 2_000;
/** As long as one shift: who comes off the road sees that all was received. */
const RECEIVED_KEPT_MS = 12 * 3_600_000;

export function actOf(item: Item): Doing['act'] {
  return item.state === 'received' ? item.act : item.doing.act;
}

/** What may be sent now, the oldest first: of each thing only the first that still waits. */
export function dueItems(
  items: readonly Item[],
  { person, now }: { readonly person: string; readonly now: number },
): readonly KeptItem[] {
  const waiting = new Set<string>();
  return inOrder(items).filter((item): item is KeptItem => {
    if (item.state !== 'kept' || item.by !== person || waiting.has(item.about)) return false;
    waiting.add(item.about);
    return item.nextAt <= now;
  });
}

/** Ids begin with the time at which they were made, and so does their order. */
export function inOrder(items: readonly Item[]): readonly Item[] {
  return [...items].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What an answer makes of an item. No answer, a fault of the centre, a lost session: it stays, and is tried again. */
export function answered(item: KeptItem, answer: Sent, now: number): Item {
  const { sent } = answer;
  if (answer.ok) {
    const { id, by, at, about, label, doing } = item;
    const matches = answer.matches ?? null;
    return {
      id,
      by,
      at,
      about,
      label,
      state: 'received',
      act: doing.act,
      receivedAt: now,
      matches,
    };
  }
  const { problem } = answer;
  if (problem.code === 'no-such-photo') return again({ ...item, sent: [] }, now);
  if (isPassing(problem)) return again({ ...item, sent }, now);
  return { ...item, sent, state: 'refused', problem };
}

function again(item: KeptItem, now: number): KeptItem {
  const waitMs = Math.min(WAIT_MS_MAX, WAIT_MS_MIN * 2 ** Math.min(item.tries, 10));
  return { ...item, tries: item.tries + 1, nextAt: now + waitMs };
}

/** Says nothing against the act itself. */
function isPassing({ status }: Problem): boolean {
  return status === 0 || status >= 500 || status === 401 || status === 408 || status === 429;
}

/** Tried again at once, because a person says so or the network is back; a refused one under its old key. */
export function retried(item: KeptItem | RefusedItem): KeptItem {
  if (item.state === 'kept') return { ...item, nextAt: 0 };
  const { problem: _, ...rest } = item;
  return { ...rest, state: 'kept', tries: 0, nextAt: 0 };
}

/** How far each state is. */
const RANK = {
  sent: 0,
  seen: 1,
  accepted: 2,
  'on-site': 3,
  reported: 4,
  released: 5,
  declined: 5,
} as const satisfies Record<DispatchState, number>;

export function rankOf(state: DispatchState): number {
  return RANK[state];
}

/** Where a dispatch stands by what this phone knows: the centre's word, and what it has done since. */
export function stateWith(
  state: DispatchState,
  dispatch: string,
  items: readonly Item[],
): DispatchState {
  return items
    .flatMap((it) =>
      it.about === dispatch && it.state !== 'refused' ? [stateAfter(actOf(it))] : [],
    )
    .reduce<DispatchState>(
      (furthest, one) => (one !== undefined && RANK[one] > RANK[furthest] ? one : furthest),
      state,
    );
}

export function stateAfter(act: Doing['act']): DispatchState | undefined {
  return act === 'mismatch' || act === 'check' ? undefined : STATE_AFTER[act];
}

/** Refused only because the centre has written down the same already: by radio, or by another phone. */
export function isDoneAlready({ doing, problem }: RefusedItem): boolean {
  return (
    problem.code === 'dispatch-not-so-far' &&
    'state' in problem &&
    problem['state'] === stateAfter(doing.act)
  );
}

/** What need not stay: received, and its task is over or the shift is. */
export function isForgettable(
  item: Item,
  { out, now }: { readonly out: ReadonlySet<string>; readonly now: number },
): boolean {
  if (item.state !== 'received') return false;
  if (now - item.receivedAt > RECEIVED_KEPT_MS) return true;
  return stateAfter(item.act) !== undefined && !out.has(item.about);
}
