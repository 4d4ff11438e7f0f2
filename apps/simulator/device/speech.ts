import type { Measurement } from '../measurement.ts';
import type { Ordered } from './obedience.ts';

/** What a device makes of the bytes that come back. */
export type Heard =
  | { readonly kind: 'welcome'; readonly accepted: boolean }
  /** The frame sent under this serial is stored. */
  | { readonly kind: 'stored'; readonly serial: number }
  /** The oldest unanswered frame of this sort is stored: the answer has no serial. */
  | { readonly kind: 'oldest-stored'; readonly sort: Sort }
  /** So many records of the oldest unanswered frame are stored. */
  | { readonly kind: 'counted'; readonly records: number }
  | { readonly kind: 'resend'; readonly serial: number | null }
  | { readonly kind: 'password-known'; readonly password: string }
  | { readonly kind: 'order'; readonly order: Ordered }
  | { readonly kind: 'other' };

/** Which answer a frame waits for, where answers carry no serial. */
export type Sort = 'position' | 'event';

export type Outgoing = {
  readonly serial: number;
  readonly stored: boolean;
};

/** How one model of seal puts things, and what it understands. */
export type Speech = {
  /** Frames that may wait for their answers at once. */
  readonly windowFrames: number;
  /** Stored records that go into one frame. */
  readonly recordsPerFrame: number;
  /** Said first, and answered before anything else may be said; `undefined` where none is needed. */
  readonly login: Uint8Array | undefined;
  /** Said after connecting, unanswered or not: what time is it. */
  readonly greeting: Uint8Array | undefined;
  readonly heartbeat: Uint8Array;
  /** Said each minute until confirmed. */
  readonly password: { readonly frame: Uint8Array; readonly text: string } | undefined;
  /** `undefined`: this model has no words for it. */
  sortOf(measurement: Measurement): Sort | undefined;
  /** All of one sort. Throws RangeError for what has no room on the wire. */
  encode(records: readonly Measurement[], how: Outgoing): Uint8Array;
  /** A reader of one connection's answers. */
  reader(): (chunk: Uint8Array) => readonly Heard[];
};
