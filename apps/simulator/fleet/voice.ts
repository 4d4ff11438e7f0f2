import type { Instant } from '@lakiri/kit';
import type { Track } from './track.ts';

/** Frames `k` … `k + count - 1` of a seal. */
export type Said = {
  readonly k: number;
  readonly count: number;
  /** Kept while there was no connection. */
  readonly stored: boolean;
  readonly cut: boolean;
};

/** What an answer turned out to be. */
export type Heard = {
  /** The login was taken. */
  greeted(): void;
  /** The frame whose number ends in this serial (8 bits) is stored; without one the oldest that is not yet. */
  stored(serial?: number): void;
};

/**
 * Reads the answer that begins at `from`; returns where it ends, or `from` when it is not whole. Begun
 * anew with each connection.
 */
export type AnswerReader = (
  bytes: Uint8Array,
  from: number,
  room: { readonly to: number; readonly heard: Heard },
) => number;

/** One seal of a load as its dialect has it: bytes follow from numbers, so that none need be kept. */
export type Voice = {
  /** Said first on each connection; no report follows before it is answered. */
  readonly login: Uint8Array | undefined;
  /** Writes what is said in one frame at `at`; returns where it ends. */
  put(target: Uint8Array, at: number, said: Said): number;
  /** Absent: the dialect answers no reports. */
  readonly listen: (() => AnswerReader) | undefined;
};

/** One dialect under load. */
export type FleetSpeech = {
  /** The most reports in one frame of a backlog. */
  readonly reportsPerFrameMax: number;
  /** More than any frame of it takes. */
  readonly frameBytesMax: number;
  voiceOf(seal: { readonly wireId: string; readonly track: Track }): Voice;
};

/** The device time of frame `k` of any seal. */
export type FleetClock = (k: number) => Instant;

/** Speed in km/h that every frame says: a track's points are so far apart. */
export const SPEED_KMH = 61;
export const SATELLITES = 11;

/** Puts an encoded frame. */
export function putBytes(target: Uint8Array, at: number, bytes: Uint8Array): number {
  target.set(bytes, at);
  return at + bytes.length;
}
