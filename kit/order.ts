// What the platform asks of a device, in words common to all makers. Typed all the way to the bytes: a dialect
// writes them from numbers and allow-listed texts, so that no value can begin a second command.
import type { Message, Profile, ProfileFault, SecretSpan } from './dialect.ts';
import type { Instant } from './instant.ts';

/** `unlock` opens; of a valve or sub-lock it opens that part. `locate`: say where you are now. */
export const ORDER_WORDS = ['unlock', 'lock', 'locate', 'set-interval'] as const;
export type OrderWord = (typeof ORDER_WORDS)[number];

export type Order =
  | { readonly word: 'unlock' | 'lock' | 'locate' }
  | { readonly word: 'set-interval'; readonly intervalS: number };

/** What opens a lock: the password set in it, or the one that it made itself and told. */
export type OrderPassword = { readonly kind: 'static' | 'dynamic'; readonly text: string };

/** The device that an order goes to, and what its dialect may need to write it. */
export type OrderTo = {
  /** Of the device that holds the session. */
  readonly wireId: string;
  /** The sub-lock or valve behind it that is meant; `null`: the device itself. */
  readonly part: string | null;
  /** 1–65,535; comes back with the answer where the dialect has serials. */
  readonly serial: number;
  readonly at: Instant;
  readonly password: OrderPassword | null;
  /** The newest frame of its session, which tells form, version and firmware; `null` where none is known. */
  readonly heard: Uint8Array | null;
  /** The model's, where the dialect's orders ask for one ({@link Orders.profileOf}). */
  readonly profile?: Profile | undefined;
};

/** Why a dialect cannot say it to this device. */
export type OrderFault = {
  readonly code:
    | 'order-not-spoken'
    | 'password-needed'
    | 'password-misfit'
    | 'interval-misfit'
    | 'session-not-heard'
    | 'address-misfit'
    | 'command-not-proven';
};

/** Exactly one frame, and where in it a password stands. */
export type EncodedOrder = { readonly bytes: Uint8Array; readonly secrets: readonly SecretSpan[] };

/**
 * What a device answered. `ok: null`: it was heard, and nothing is proved. An answer never proves that a
 * lock opened; only its own event or state does.
 */
export type OrderAnswer = {
  /** The orders that it may answer: most answers name the command, some only that there was one. */
  readonly words: readonly OrderWord[];
  readonly ok: boolean | null;
  /** `null` where the dialect's answers carry none: then it answers the one order in flight. */
  readonly serial: number | null;
  readonly part: string | null;
};

/** How a dialect gives orders. Pure and total, as its decoder is. */
export type Orders = {
  /** What it can say at all; a single device may still lack what is needed. */
  readonly words: readonly OrderWord[];
  encode(order: Order, to: OrderTo): EncodedOrder | OrderFault;
  /** Whether a message of the device answers an order; `undefined` for any other message. */
  match(message: Message): OrderAnswer | undefined;
  /**
   * What the device must be told next to do the order whose answer this frame is (the key it made for this
   * one opening); absent or `undefined`: nothing.
   */
  next?(order: Order, to: OrderTo, answer: Uint8Array): EncodedOrder | undefined;
  /**
   * Reads of a model's data what orders to it depend on, for a dialect that decodes all its models alike; absent: nothing
   * does.
   */
  profileOf?(data: unknown): Profile | ProfileFault;
};
