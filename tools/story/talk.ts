import { DIALECTS } from '@lakiri/gateway/refolding';
import { addMs, chanceOf, type Dialect, type Instant, type Message, SECOND_MS } from '@lakiri/kit';
import { Device, dialectOf, type Said, speechOf, type TruckPlan } from '@lakiri/simulator';

/** What a network takes from the seal to the gateway. */
const ON_THE_WAY_MS = 2 * SECOND_MS;

export type Frame = {
  readonly bytes: Uint8Array;
  readonly message: Message;
  readonly receivedAt: Instant;
};

/** A seal's device in talk with a node that stores all: its frames as a gateway reads them, and its answers. */
export class Talk {
  readonly dialect: Dialect;
  readonly #device: Device;
  readonly #hear: (frame: Frame) => void;
  #remember: ((message: Message) => Message) | undefined;
  #isCovered = true;
  #isUp = false;

  constructor({ model, wireId, seed }: TruckPlan, hear: (frame: Frame) => void) {
    this.dialect = DIALECTS[dialectOf[model]];
    this.#device = new Device({
      speech: speechOf(model, wireId, seed),
      chance: chanceOf(seed ^ 0x72696773),
    });
    this.#hear = hear;
  }

  /** By itself a device speaks again at this time; `null` while it is out of coverage. */
  get dueAt(): Instant | null {
    return this.#device.dueAt;
  }

  /** Whether there is a network where it is. */
  cover(is: boolean, now: Instant): void {
    this.#isCovered = is;
    this.#connect(now);
  }

  tell(said: Said): void {
    if (said.kind === 'measured') this.#device.measure(said.measurement);
    else if (said.kind === 'manner') this.#device.manner = said.manner;
    else this.cover(said.is, said.at);
    this.exchange(said.at);
  }

  /** Says all that is to be said now, and hears the answers. */
  exchange(now: Instant): void {
    this.#connect(now);
    for (let more = this.#device.send(now); more.length > 0; more = this.#device.send(now))
      for (const frame of more) this.#say(frame, now);
  }

  #connect(now: Instant): void {
    if (this.#isUp === this.#isCovered) return;
    this.#isUp = this.#isCovered;
    if (!this.#isUp) {
      this.#device.closed();
      return;
    }
    this.#remember = this.dialect.remember?.();
    for (const frame of this.#device.opened(now)) this.#say(frame, now);
  }

  #say(bytes: Uint8Array, now: Instant): void {
    const decoded = this.dialect.decode(bytes);
    const message = this.#remember?.(decoded) ?? decoded;
    const receivedAt = addMs(now, ON_THE_WAY_MS);
    this.#hear({ bytes, message, receivedAt });
    const { kind } = message;
    const outcome = kind === 'login' || kind === 'request' ? 'known' : 'stored';
    const answer = this.dialect.acknowledge(message, outcome, receivedAt);
    if (answer !== undefined) this.#device.heard(answer, receivedAt);
  }
}
