import type { Instant } from './instant.ts';
import type { Orders } from './order.ts';
import type { RawValue, Report } from './report.ts';

/** A half-open span of a frame that holds a secret (a password): stored encrypted, never shown. */
export type SecretSpan = { readonly from: number; readonly to: number };

/** Why bytes made no sense: a code and the offset in the frame (or in the discarded run). */
export type Malformed = { readonly code: string; readonly offset: number };

/** What a framer finds in a stream: whole frames, and runs of bytes that belong to none. */
export type Framed =
  | { readonly kind: 'frame'; readonly bytes: Uint8Array }
  | { readonly kind: 'discarded'; readonly bytes: Uint8Array; readonly malformed: Malformed };

/**
 * Cuts a stream of bytes into frames, holding at most the dialect's longest frame. The result does
 * not depend on how the stream was split. A frame's bytes stay valid after the next `push`.
 */
export type Framer = {
  push(chunk: Uint8Array): readonly Framed[];
  /** The stream ended: what was still waiting is discarded, and said. */
  end(): readonly Framed[];
};

/** What the dialect needs back to acknowledge this message; opaque to everyone else. */
export type AckToken = Readonly<Record<string, RawValue>>;

/**
 * What a frame brings to prove that its device made it: the bytes that were signed and the signature or
 * MAC over them. Whether it holds is not the dialect's to say: it has no keys.
 */
export type Proof = {
  readonly by: 'mac' | 'signature';
  /** Which of the device's keys, as it names it. */
  readonly keyId: string;
  /** Counts the device's starts; with `counter` it names a record once for ever. */
  readonly bootEpoch: number;
  readonly counter: number;
  /** The hash of the record before this one; `null` for the first of a log. */
  readonly previous: Uint8Array | null;
  readonly signed: Uint8Array;
  readonly value: Uint8Array;
};

/**
 * What one frame says. `wireId` is the identity as the device writes it; `null` when the frame
 * carries none and the connection's login holds.
 */
export type Message = {
  readonly wireId: string | null;
  readonly secrets: readonly SecretSpan[];
  readonly ack: AckToken | null;
  /** Absent: the dialect has no proof of origin, or this frame brings none. */
  readonly proof?: Proof;
} & (
  | { readonly kind: 'login' }
  | { readonly kind: 'reports'; readonly reports: readonly Report[] }
  | { readonly kind: 'heartbeat' }
  | { readonly kind: 'request'; readonly request: 'time' | 'password' }
  | {
      readonly kind: 'reply';
      readonly command: string;
      readonly params: Readonly<Record<string, RawValue>>;
    }
  | { readonly kind: 'unknown'; readonly text: string }
  | { readonly kind: 'malformed'; readonly malformed: Malformed }
);

/**
 * What became of a message, and so what the device is told.
 * `stored`: its rows are committed. `known`: a login of a registered device, or a request to answer.
 * `refused`: it will not be stored (unknown device): the device keeps its data.
 */
export type Outcome = 'stored' | 'known' | 'refused';

/**
 * What a model means by what it sends: alarm-bit maps, time zone, leniency, IO ids. Data, versioned by
 * its registry; only the dialect whose `profileOf` made it looks inside.
 */
export type Profile = Readonly<Record<string, unknown>>;

/** Data that is no profile of this dialect: the path in it, as `alarmBits.3`. */
export type ProfileFault = { readonly code: 'bad-profile'; readonly path: string };

/** How a dialect speaks over UDP, where it does: a datagram is a whole message. */
export type Datagrams = {
  /** The longest datagram that this dialect sends. */
  readonly bytesMax: number;
  /** Total. Names its device itself: there is no session. */
  decode(datagram: Uint8Array, profile?: Profile): Message;
};

/** One maker's way of speaking. Pure: bytes in, words out; no socket, no clock, no business. */
export type Dialect = {
  readonly name: string;
  /** The longest frame; a longer one is an attack or a lost delimiter. */
  readonly frameBytesMax: number;
  framer(): Framer;
  /**
   * Total: never throws. Nonsense comes back as `malformed`. The profile is the model's, once it is
   * known whose frame this is; without one the dialect's own standard holds.
   */
  decode(frame: Uint8Array, profile?: Profile): Message;
  /** Reads a model's profile from its data, whatever that is; absent: this dialect has none. */
  profileOf?(data: unknown): Profile | ProfileFault;
  /** Absent: this dialect speaks over TCP only. */
  readonly datagrams?: Datagrams;
  /** Absent: nothing can be ordered of a device of this dialect. */
  readonly orders?: Orders;
  /**
   * For one connection, where an answer depends on what the device said before (the version of its
   * firmware): sees each message in order, and returns it with the token that this device understands.
   */
  remember?(): (message: Message) => Message;
  /** The bytes to send back, or `undefined` when the dialect says nothing. */
  acknowledge(message: Message, outcome: Outcome, now: Instant): Uint8Array | undefined;
};
