// Owns what the app knows: who is signed in, the tasks, and the outbox with its sending. Screens look at a snapshot.
import { idOf } from '@lakiri/kit';
import { act, leave, look, sendPhoto } from '../api/client.ts';
import type { Journey, Session, Tasks } from '../api/contract.ts';
import type { Kept } from '../kept/database.ts';
import { noticed } from '../kept/noticed.ts';
import {
  actOf,
  answered,
  type Doing,
  dueItems,
  type Item,
  isForgettable,
  type KeptItem,
  retried,
  stateAfter,
} from '../outbox/item.ts';
import { sendItem } from '../outbox/send.ts';

export type Me = Session['person'];
export type Snapshot = {
  readonly me: Me | undefined;
  /** The centre does not know this session any more; what is kept waits for a new one. */
  readonly isSignedOut: boolean;
  /** Whether the centre answered when it was last asked. */
  readonly link: 'up' | 'down' | 'unknown';
  readonly tasks: Tasks | undefined;
  /** When the tasks were told, by the centre's clock. */
  readonly tasksAt: number | undefined;
  readonly items: readonly Item[];
  /** The phone did not take what was last written: its storage is full. */
  readonly isFull: boolean;
};

/** What was done, to be kept at once and sent when it can be. */
export type ToDo = {
  readonly about: string;
  readonly label: string;
  readonly doing: Doing;
  readonly photos?: readonly string[];
  /** The name of the draft that it was written in, which ends with it. */
  readonly draft?: string;
};

const TASKS = 'tasks';
const ME = 'me';
const CLOCK = 'clock';
/** One window of this phone sends at a time; the keys of the items would save us, the photographs would go twice. */
const LOCK = 'lakiri-field-send';

type Told = { readonly tasks: Tasks; readonly at: number };

export async function openPhone(kept: Kept): Promise<Phone> {
  const told = await kept.get<Told>(TASKS);
  const phone = new Phone(kept, (await kept.get<number>(CLOCK)) ?? 0, {
    me: await kept.get<Me>(ME),
    isSignedOut: false,
    link: 'unknown',
    tasks: told?.tasks,
    tasksAt: told?.at,
    items: await kept.items(),
    isFull: false,
  });
  return phone;
}

/** A class, because it owns the outbox and its sending. */
export class Phone {
  readonly kept: Kept;
  #snapshot: Snapshot;
  /** How far the centre's clock is ahead of this phone's, ms. */
  #clock: number;
  #isSending = false;
  #isAskedAgain = false;
  /** Steps that are being written down. */
  readonly #pressed = new Set<string>();
  readonly #listeners = new Set<() => void>();

  constructor(kept: Kept, clock: number, snapshot: Snapshot) {
    this.#clock = clock;
    this.#snapshot = snapshot;
    this.kept = noticed(kept, (isKept) => {
      if (this.#snapshot.isFull === isKept) this.#tell({ isFull: !isKept });
    });
  }

  readonly snapshot = (): Snapshot => this.#snapshot;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The centre's clock, as far as this phone was told; never ahead of it. UTC milliseconds. */
  now(): number {
    return Date.now() + this.#clock;
  }

  lost(): void {
    this.#tell({ link: 'down' });
  }

  async reload(): Promise<readonly Item[]> {
    const items = await this.kept.items();
    this.#tell({ items });
    return items;
  }

  /** Asks for the tasks; what is over is forgotten. */
  async refresh(): Promise<void> {
    if (this.#snapshot.me === undefined) return;
    const answer = await look<Tasks>('/response/tasks');
    if (!answer.ok) return this.#heard(answer.problem.status);
    const tasks = answer.value;
    this.#clock = Date.parse(tasks.now) - Date.now();
    await this.kept.set(CLOCK, this.#clock);
    const at = this.now();
    await this.kept.set(TASKS, { tasks, at } satisfies Told);
    this.#tell({ link: 'up', isSignedOut: false, tasks, tasksAt: at });
    const out = new Set(tasks.tasks.map(({ dispatch }) => dispatch.id));
    for (const item of await this.kept.items())
      if (isForgettable(item, { out, now: at })) await this.kept.dropItem(item.id);
    await this.kept.forgetPhotos();
    await this.reload();
  }

  /** Sends what is due, each for itself, until nothing more is. */
  async send(): Promise<void> {
    this.#isAskedAgain = true;
    if (this.#isSending) return;
    this.#isSending = true;
    try {
      while (this.#isAskedAgain) {
        this.#isAskedAgain = false;
        await alone(() => this.#sendDue());
      }
    } finally {
      this.#isSending = false;
    }
  }

  async #sendDue(): Promise<void> {
    let hasSent = false;
    for (let next = await this.#due(); next !== undefined; next = await this.#due()) {
      const done = await sendItem(next, { act, sendPhoto, findJourneys, photo: this.kept.photo });
      await this.kept.keepItem(answered(next, done, this.now()));
      this.#heard(done.ok ? 200 : done.problem.status);
      await this.reload();
      hasSent ||= done.ok;
    }
    if (hasSent) await this.refresh();
  }

  async #due(): Promise<KeptItem | undefined> {
    const { me, isSignedOut } = this.#snapshot;
    if (me === undefined || isSignedOut || !navigator.onLine) return undefined;
    return dueItems(await this.kept.items(), { person: me.id, now: this.now() })[0];
  }

  /** Keeps what was done, from now on for sure, and sends it when it can. False where the phone did not take it, which every screen says. */
  async keep({ about, label, doing, photos = [], draft }: ToDo): Promise<boolean> {
    const { me, items } = this.#snapshot;
    if (me === undefined) throw new Error('nobody is signed in, and somebody did something');
    const step = `${about} ${doing.act}`;
    // A second press is the same step.
    const isStep = stateAfter(doing.act) !== undefined;
    if (isStep && (this.#pressed.has(step) || isThere(items, about, doing.act))) return true;
    this.#pressed.add(step);
    const at = this.now();
    const id = idOf(at, crypto.getRandomValues(new Uint8Array(10)));
    try {
      const item: KeptItem = {
        ...{ id, by: me.id, at, about, label, doing, photos },
        ...{ state: 'kept', sent: [], tries: 0, nextAt: 0 },
      };
      await this.kept.keepDone(item, draft);
      await this.reload();
    } catch (error) {
      if (!this.#snapshot.isFull) throw error;
      return false;
    } finally {
      this.#pressed.delete(step);
    }
    void this.send();
    return true;
  }

  /** The network is back, or a person says so: nothing waits for its turn any longer. */
  async hurry(): Promise<void> {
    for (const item of await this.kept.items())
      if (item.state === 'kept' && item.nextAt > 0) await this.kept.keepItem(retried(item));
    await this.send();
  }

  async retry(item: Item): Promise<void> {
    if (item.state === 'received') return;
    await this.kept.keepItem(retried(item));
    await this.reload();
    await this.send();
  }

  async drop(item: Item): Promise<void> {
    await this.kept.dropItem(item.id);
    await this.kept.forgetPhotos();
    await this.reload();
  }

  async signedIn(me: Me): Promise<void> {
    const isOther = this.#snapshot.me?.id !== me.id;
    if (isOther) await this.kept.drop(TASKS);
    await this.kept.set(ME, me);
    this.#tell({ me, isSignedOut: false, ...(isOther ? NO_TASKS : {}) });
    await this.refresh();
    await this.send();
  }

  /** Nothing stays but what the centre has not received. False where there is no network: the session would live on. */
  async signOut(): Promise<boolean> {
    const answer = await leave();
    if (!answer.ok && answer.problem.status === 0) return false;
    for (const name of await this.kept.names()) if (name !== CLOCK) await this.kept.drop(name);
    for (const item of await this.kept.items())
      if (item.state === 'received') await this.kept.dropItem(item.id);
    await this.kept.forgetPhotos();
    await this.reload();
    this.#tell({ me: undefined, isSignedOut: false, ...NO_TASKS });
    return true;
  }

  #heard(status: number): void {
    const isSignedOut = status === 401 || this.#snapshot.isSignedOut;
    this.#tell({ link: status === 0 ? 'down' : 'up', isSignedOut });
  }

  #tell(some: Partial<Snapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...some };
    for (const listener of this.#listeners) listener();
  }
}

const NO_TASKS = { tasks: undefined, tasksAt: undefined } as const;

function isThere(items: readonly Item[], about: string, act: Doing['act']): boolean {
  return items.some((it) => it.about === about && it.state !== 'refused' && actOf(it) === act);
}

/** Journeys by the truck's plate or their own reference. */
export async function findJourneys(truck: string) {
  const query = new URLSearchParams({ q: truck.trim() });
  const answer = await look<{ readonly items: readonly Journey[] }>(
    `/journeys?${query.toString()}`,
  );
  return answer.ok ? { ok: true as const, value: answer.value.items } : answer;
}

/** A station without TLS has no locks: there the keys alone see to it that nothing is done twice. */
async function alone(work: () => Promise<void>): Promise<void> {
  if (navigator.locks === undefined) return work();
  await navigator.locks.request(LOCK, work);
}
