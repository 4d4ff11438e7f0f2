// What the server answers about the bytes of seals. Times are ISO 8601 in UTC, `null` means unknown or none.

/** A message as the seal sent it; passwords in it are blanked with `*`. */
export type Frame = {
  readonly id: string;
  readonly receivedAt: string;
  readonly dialect: string;
  /** What was made of it when it came. */
  readonly verdict: string;
  readonly hex: string;
  readonly blanked: boolean;
};
export type FrameField = {
  /** Which of the message's readings it is of; `null`: of the message itself. */
  readonly reading: number | null;
  readonly name: string;
  readonly value: string | number | boolean | null;
  /** Named as the maker's manual names it. */
  readonly own: boolean;
  /** Half-open spans of bytes that decide the value. */
  readonly spans: readonly (readonly [from: number, to: number])[];
};
export type FrameRead = Frame & {
  /** `null`: the dialect is no longer spoken. */
  readonly kind: string | null;
  readonly malformed: { readonly code: string; readonly offset: number } | null;
  /** False where the message is too long to find the bytes of its fields. */
  readonly located: boolean;
  /** The master that carried the message of a part; `seal` is `null` where it is not the viewer's to see. */
  readonly through: {
    readonly wireId: string;
    readonly seal: { readonly id: string; readonly number: string } | null;
  } | null;
  readonly fields: readonly FrameField[];
};
/** Bytes that made no sense, from whoever sent them. */
export type Reject = {
  readonly id: string;
  readonly receivedAt: string;
  readonly dialect: string;
  readonly peer: string;
  readonly code: string;
  readonly offset: number;
  readonly hex: string;
};
/** A sub-lock or valve that lately spoke through a seal. */
export type Part = {
  readonly wireId: string;
  readonly lastAt: string;
  /** As it is registered; `null`: it is not. */
  readonly seal: {
    readonly id: string;
    readonly number: string;
    readonly motorLocked: boolean | null;
  } | null;
};
