import { type Chance, chanceOf, type Instant } from '@lakiri/kit';
import { Device, type DeviceCount } from './device/device.ts';
import { speechOf } from './device/speech-of.ts';
import { Link, type LinkMode } from './link/link.ts';
import { TimerWheel } from './link/timer-wheel.ts';
import { dialectOf } from './measurement.ts';
import type { Happened, Said, Truck } from './world/truck.ts';

export type Ports = { readonly jointech: number; readonly teltonika: number };

export type ConvoyOptions = {
  readonly host: string;
  readonly ports: Ports;
  readonly now: () => Instant;
  readonly modeOf?: (truck: Truck) => LinkMode;
};

/** A truck with its seal's device and that device's way to the node. */
export type Rig = {
  readonly truck: Truck;
  readonly device: Device;
  readonly link: Link;
  /** Not yet told to the device. */
  waiting: Said[];
};

export type ConvoyCount = Omit<DeviceCount, 'measured'> & {
  readonly sent: number;
  readonly connected: number;
  readonly incidents: number;
};

const WHEEL_MS = 50;
/** Trucks are asked this often what is new: the finest that a report's time, in seconds, can show. */
const STEP_MS = 200;
/** The kernel's accept queue is 511 long by default in Node. */
const CONNECTS_AT_ONCE = 200;
const CONNECT_PAUSE_MS = 50;

/** Trucks that live in real time against a node. Owns their sockets and the two timers of them all. */
export class Convoy {
  readonly #options: ConvoyOptions;
  readonly #wheel: TimerWheel;
  readonly #rigs = new Set<Rig>();
  readonly #live = new Set<Rig>();
  readonly #gone = { sent: 0, acked: 0, lost: 0, outstanding: 0 };
  readonly #goneHappened: Happened[] = [];
  #timers: NodeJS.Timeout[] = [];

  constructor(options: ConvoyOptions) {
    this.#options = options;
    this.#wheel = new TimerWheel(options.now());
  }

  get count(): ConvoyCount {
    let { sent, acked, lost, outstanding } = this.#gone;
    let connected = 0;
    for (const { device } of this.#rigs) {
      const { count } = device;
      sent += count.measured;
      acked += count.acked;
      lost += count.lost;
      outstanding += count.outstanding;
      if (device.isConnected) connected++;
    }
    return { sent, acked, lost, outstanding, connected, incidents: this.ledger.length };
  }

  get ledger(): readonly Happened[] {
    return [...this.#goneHappened, ...[...this.#rigs].flatMap(({ truck }) => truck.happened)];
  }

  /** Gives a truck its device. It says nothing until it is opened or set live. */
  add(truck: Truck): Rig {
    const { host, ports, now, modeOf } = this.#options;
    const { model, wireId, seed } = truck.plan;
    const chance: Chance = chanceOf(seed ^ 0x72696773);
    const device = new Device({
      speech: speechOf(model, wireId, seed),
      chance,
      obedience: chanceOf(seed ^ 0x6f626579),
      onDeed: (deed) => truck.obey(deed, now()),
    });
    const port = ports[dialectOf[model]];
    const mode = modeOf?.(truck) ?? { is: 'normal' };
    const link = new Link({ host, port, device, wheel: this.#wheel, chance, now, mode });
    const rig = { truck, device, link, waiting: [] };
    this.#rigs.add(rig);
    return rig;
  }

  /** From now on the truck's time is real time. */
  setLive(rig: Rig): void {
    this.#live.add(rig);
    rig.link.open();
  }

  /** The truck has left the world; what its seal still held is counted. */
  remove(rig: Rig): void {
    const { measured, acked, lost, outstanding } = rig.device.count;
    this.#gone.sent += measured;
    this.#gone.acked += acked;
    this.#gone.lost += lost;
    this.#gone.outstanding += outstanding;
    this.#goneHappened.push(...rig.truck.happened);
    rig.link.close();
    this.#live.delete(rig);
    this.#rigs.delete(rig);
  }

  /** Starts real time. */
  start(): void {
    if (this.#timers.length > 0) return;
    const { now } = this.#options;
    this.#timers = [
      setInterval(() => this.#wheel.turn(now()), WHEEL_MS),
      setInterval(() => this.#step(), STEP_MS),
    ];
  }

  /** Sets trucks live a few at a time. */
  async setAllLive(rigs: readonly Rig[]): Promise<void> {
    for (const [at, rig] of rigs.entries()) {
      this.setLive(rig);
      if (at % CONNECTS_AT_ONCE === CONNECTS_AT_ONCE - 1)
        await new Promise((resolve) => setTimeout(resolve, CONNECT_PAUSE_MS));
    }
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#timers = [];
    for (const { link } of this.#rigs) link.close();
  }

  #step(): void {
    const now = this.#options.now();
    for (const rig of this.#live) {
      rig.waiting.push(...rig.truck.advance(now));
      hand(rig, now);
    }
  }
}

/** Tells the device what happened up to a moment, with and without coverage. `kept`: it is no news by now. */
export function hand(rig: Rig, until: Instant, kept = false): void {
  if (rig.waiting.length === 0) return;
  const due = rig.waiting.findIndex(({ at }) => at > until);
  const said = rig.waiting.splice(0, due === -1 ? rig.waiting.length : due);
  for (const one of said) {
    if (one.kind === 'measured') rig.device.measure(one.measurement, kept);
    else if (one.kind === 'manner') rig.device.manner = one.manner;
    else if (one.is) rig.link.open();
    else rig.link.close();
  }
  rig.link.flush();
}
