// Sends what officers have approved to the seals whose sessions this process holds, and watches what becomes of it.
// The database says what is to be done; what is held here may be lost with the process at any instant.
import { setTimeout as sleep } from 'node:timers/promises';
import { type Command, isOpen, SEND_MS_MAX } from '@lakiri/commands';
import {
  findPassword,
  keepToldPassword,
  sealPassword,
  watchedCommands,
} from '@lakiri/commands/store';
import type { EncodedOrder, Id, Instant, Orders, OrderTo } from '@lakiri/kit';
import type { Log } from '@lakiri/platform/log';
import { findSeals } from '@lakiri/seals/store';
import type { Item, Peer } from '../connection.ts';
import type { Presence } from '../presence.ts';
import { type ActParts, answered, look, record, sent, unsaid, unsent } from './acts.ts';
import { orderProfile } from './order-profile.ts';
import { listenForActs } from './wake.ts';

const LOOK_EVERY_MS = 1_000;
/** What a WLNET text has room for (§3.1): every other dialect's serials are wider. */
const SERIALS = 999;

export type CommandParts = ActParts & {
  readonly log: Log;
  readonly present: Presence;
  /** Opens the passwords of seals; absent: orders that need one are refused. */
  readonly passwordKey: Uint8Array | undefined;
  /** Planted for a fault test: this process dies between recording and sending. */
  readonly diesBeforeSending: boolean;
};

/** A frame that is stored, with the seal whose it is. */
type Heard = { readonly sealId: string; readonly item: Item };

export type Commands = {
  /** Frames are committed: answers and proofs may be among them. */
  heard(frames: readonly Heard[]): void;
  stop(): Promise<void>;
};

/** Who is spoken to, and what for: the seal itself, or a part of it behind its master. */
type Session = { readonly peer: Peer; readonly sealId: string; readonly isPart: boolean };

export function runCommands(parts: CommandParts): Commands {
  const stop = new AbortController();
  const desk = new Desk(parts);
  let wake: () => void = () => undefined;
  const looking = (async () => {
    while (!stop.signal.aborted) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      try {
        await desk.lookAll();
      } catch (error) {
        parts.log.warn({ err: error }, 'commands could not be looked at');
      }
      await Promise.race([
        woken,
        sleep(LOOK_EVERY_MS, undefined, { signal: stop.signal }).catch(() => undefined), // told to stop
      ]);
    }
  })();
  const listening = listenForActs({ ...parts, wake: () => wake() }, stop.signal);
  return {
    heard: (frames) => desk.heard(frames),
    async stop() {
      stop.abort();
      await Promise.all([looking, listening]);
      await desk.settled();
    },
  };
}

/** What is in hand: the open commands by seal, and the newest frame of each session. */
class Desk {
  readonly #parts: CommandParts;
  readonly #open = new Map<string, Command[]>();
  readonly #frames = new WeakMap<Peer, Uint8Array>();
  /** One thing at a time for a seal: an answer is taken after the sending that it answers is written down. */
  readonly #turns = new Map<string, Promise<void>>();

  constructor(parts: CommandParts) {
    this.#parts = parts;
  }

  /** Reads what is open, and takes each as far as it can go now. */
  async lookAll(): Promise<void> {
    const { database, now } = this.#parts;
    const found = await database.asNode((tx) => watchedCommands(tx, now()));
    this.#open.clear();
    for (const { state } of found) this.#note(state);
    const due = found.filter(({ state }) => isOpen(state));
    await Promise.all(due.map(({ state }) => this.#turn(state.seal, () => this.#advance(state))));
  }

  heard(frames: readonly Heard[]): void {
    for (const { sealId, item } of frames) {
      this.#frames.set(item.connection, item.frame);
      this.#keepTold(sealId, item);
      const { kind } = item.message;
      if (kind !== 'reply' && kind !== 'reports') continue;
      for (const command of this.#about(sealId))
        void this.#turn(command.seal, async () => {
          await this.#answer(command, item); // a report may answer too
          if (kind === 'reports') await this.#look(command);
        });
    }
  }

  async settled(): Promise<void> {
    await Promise.all(this.#turns.values());
  }

  #note(command: Command): void {
    this.#open.set(command.seal, [...(this.#open.get(command.seal) ?? []), command]);
  }

  /** Commands of the seal, and those of its parts. */
  #about(sealId: string): readonly Command[] {
    if (this.#open.size === 0) return [];
    const own = this.#open.get(sealId) ?? [];
    const { present } = this.#parts;
    const ofParts = [...this.#open].filter(([id]) => present.throughOf(id)?.sealId === sealId);
    return [...own, ...ofParts.flatMap(([, commands]) => commands)];
  }

  #turn(sealId: string, work: () => Promise<void>): Promise<void> {
    const before = this.#turns.get(sealId) ?? Promise.resolve();
    const turn = before.then(work).catch((error: unknown) => {
      this.#parts.log.warn({ err: error, seal: sealId }, 'a command could not be taken further');
    });
    this.#turns.set(sealId, turn);
    void turn.then(() => {
      if (this.#turns.get(sealId) === turn) this.#turns.delete(sealId);
    });
    return turn;
  }

  async #advance(command: Command): Promise<void> {
    const isApproved = command.state === 'approved' && this.#parts.now() < command.expiresAt;
    const session = isApproved ? this.#sessionOf(command.seal) : undefined;
    if (session !== undefined) await this.#dispatch(command, session);
    else if (!isApproved) await this.#look(command);
  }

  async #look(command: Command): Promise<void> {
    await look(this.#parts, command.id);
  }

  #sessionOf(sealId: string): Session | undefined {
    const { present } = this.#parts;
    const own = present.peerOf(sealId);
    if (own !== undefined) return { peer: own, sealId, isPart: false };
    const master = present.throughOf(sealId);
    const peer = master && present.peerOf(master.sealId);
    return master && peer && { peer, sealId: master.sealId, isPart: true };
  }

  async #dispatch(command: Command, session: Session): Promise<void> {
    const { id, order } = command;
    const { orders } = session.peer.dialect;
    const to = await this.#addressee(command, session);
    if (to === undefined) return;
    const encoded = orders?.encode(order, to) ?? { code: 'order-not-spoken' };
    if ('code' in encoded) {
      await unsaid(this.#parts, id, encoded.code);
      return;
    }
    const from = performance.now();
    if (!(await record(this.#parts, { id, serial: to.serial }))) return;
    if (this.#parts.diesBeforeSending) process.kill(process.pid, 'SIGKILL');
    const isLate = performance.now() - from > SEND_MS_MAX;
    if (isLate || session.peer.send?.(encoded.bytes) !== true) await unsent(this.#parts, id);
    else await sent(this.#parts, id);
  }

  async #addressee(
    command: Command,
    { peer, sealId, isPart }: Session,
  ): Promise<OrderTo | undefined> {
    const { database, passwordKey, now } = this.#parts;
    const ids = [command.seal, sealId as Id<'Seal'>];
    return await database.asNode(async (tx) => {
      const seals = await findSeals(tx, ids);
      const own = seals.find(({ seal }) => seal.id === command.seal)?.seal;
      const spoken = seals.find(({ seal }) => seal.id === sealId)?.seal;
      if (own === undefined || spoken === undefined) return undefined;
      const password =
        passwordKey === undefined ? null : await findPassword(tx, own.id, passwordKey);
      return {
        wireId: spoken.wireId,
        part: isPart ? own.wireId : null,
        serial: serialOf(command),
        at: now(),
        password,
        heard: this.#frames.get(peer) ?? null,
        profile: await orderProfile(tx, {
          dialect: peer.dialect,
          model: own.model.model,
          at: now(),
        }),
      };
    });
  }

  async #answer(command: Command, item: Item): Promise<void> {
    const { dialect } = item.connection;
    const answer = dialect.orders?.match(item.message);
    if (answer === undefined) return;
    const isOfPart = this.#parts.present.peerOf(command.seal) === undefined;
    if (isOfPart !== (answer.part !== null)) return;
    const isAbout = await answered(this.#parts, { id: command.id, answer });
    if (isAbout && dialect.orders?.next !== undefined)
      await this.#goOn(command, item, dialect.orders.next);
  }

  /** The order takes a second frame: the key that the device has made for this one opening goes back to it. */
  async #goOn(command: Command, item: Item, next: NonNullable<Orders['next']>): Promise<void> {
    const session = this.#sessionOf(command.seal);
    if (session === undefined || session.peer !== item.connection) return;
    const to = await this.#addressee(command, session);
    const encoded: EncodedOrder | undefined = to && next(command.order, to, item.frame);
    if (encoded !== undefined) session.peer.send?.(encoded.bytes);
  }

  /** A seal that makes its own password tells it until it is confirmed: kept sealed, for the next order. */
  #keepTold(sealId: string, { message, receivedAt }: Item): void {
    const { passwordKey, database } = this.#parts;
    if (passwordKey === undefined || message.kind !== 'request' || message.request !== 'password')
      return;
    const text = message.ack?.['password'];
    if (typeof text !== 'string' || !/^[0-9A-Za-z]{4,20}$/.test(text)) return;
    const seal = sealId as Id<'Seal'>;
    const at: Instant = receivedAt;
    void this.#turn(sealId, () =>
      database.asNode((tx) =>
        keepToldPassword(tx, { seal, at, sealed: sealPassword(text, seal, passwordKey) }),
      ),
    );
  }
}

/** Another one for each command, the same however often it is asked for. */
function serialOf({ id }: Command): number {
  return (Number.parseInt(id.slice(-6), 16) % SERIALS) + 1;
}
