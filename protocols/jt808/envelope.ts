import type { AckToken, Malformed, Message } from '@lakiri/kit';
import { concat, hexOf } from './bytes.ts';
import {
  DELIMITER,
  type Delimiter,
  unescaped,
  VARIANT_DELIMITER,
  wireOffset,
  xorOf,
} from './escape.ts';
import { type Head, headOf, LENGTH_MASK } from './head.ts';
import { wireIdAt } from './wire-id.ts';

/** A message taken out of its frame, and the way back: where each byte of its body stands on the wire. */
export type Envelope = {
  readonly head: Head;
  readonly delimiter: Delimiter;
  readonly wireId: string;
  readonly idHex: string;
  /** The bytes that hold the body, and where in them it is. */
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
  /** Parts that were joined. */
  readonly parts: number;
  /** The offset in the frame of the byte at `offset` of `bytes`. */
  wireAt(offset: number): number;
};

type Part = {
  readonly head: Head;
  /** Content between the delimiters as it came, and its offset in the frame. */
  readonly wire: Uint8Array;
  readonly wireFrom: number;
  readonly plain: Uint8Array;
};

/**
 * Opens a frame as the framer cuts it. Strictly, the length and the exclusive or must be right; leniently, for
 * models whose firmware reckons them wrong, only the head must be there.
 */
export function openFrame(frame: Uint8Array, lenient: boolean): Envelope | Malformed {
  const delimiter = frame[0];
  if (delimiter !== DELIMITER && delimiter !== VARIANT_DELIMITER)
    return { code: 'not-a-frame', offset: 0 };
  const last = frame.length - 1;
  if (last < 2 || frame[last] !== delimiter) return { code: 'cut-off', offset: frame.length };
  if (frame.indexOf(delimiter, 1) !== last) {
    const joined = openParts(frame, delimiter, lenient);
    if (joined !== undefined) return joined;
  }
  const part = openPart(frame, { from: 1, to: last, delimiter, lenient });
  return 'code' in part ? part : envelopeOf(part, delimiter);
}

function envelopeOf(part: Part, delimiter: Delimiter): Envelope {
  const { head, plain } = part;
  return {
    head,
    delimiter,
    wireId: wireIdAt(plain, head.idAt, head.idBytes),
    idHex: hexOf(plain, head.idAt, head.idBytes),
    bytes: plain,
    from: head.bodyAt,
    to: plain.length - 1,
    parts: 1,
    wireAt: (offset) => wireAt(part, offset, delimiter),
  };
}

function wireAt({ wire, wireFrom, plain }: Part, offset: number, delimiter: Delimiter): number {
  return wireFrom + (wire === plain ? offset : wireOffset(wire, offset, delimiter));
}

type Span = {
  readonly from: number;
  readonly to: number;
  readonly delimiter: Delimiter;
  readonly lenient: boolean;
};

function openPart(frame: Uint8Array, { from, to, delimiter, lenient }: Span): Part | Malformed {
  const wire = frame.subarray(from, to);
  const plain = unescaped(wire, delimiter);
  const head = headOf(plain, delimiter);
  const fault = faultOf(plain, head);
  if (head !== undefined && fault === undefined) return { head, wire, wireFrom: from, plain };
  // Frames kept without their escapes, and firmware that never writes any: believed only when both the
  // length and the sum hold as they stand.
  const asIs = headOf(wire, delimiter);
  if (asIs !== undefined && faultOf(wire, asIs) === undefined)
    return { head: asIs, wire, wireFrom: from, plain: wire };
  if (head !== undefined && lenient) return { head, wire, wireFrom: from, plain };
  const { code, offset } = fault ?? { code: 'too-short', offset: plain.length };
  const onWire = plain === wire ? offset : wireOffset(wire, offset, delimiter);
  return { code, offset: from + onWire };
}

function faultOf(plain: Uint8Array, head: Head | undefined): Malformed | undefined {
  if (head === undefined) return { code: 'too-short', offset: plain.length };
  const to = plain.length - 1;
  if (to - head.bodyAt !== (head.attributes & LENGTH_MASK))
    return { code: 'length-mismatch', offset: 2 };
  return xorOf(plain, 0, to) === plain[to] ? undefined : { code: 'wrong-checksum', offset: to };
}

/** The parts of one fragmented message, in order; `undefined` where the bytes are not that. */
function openParts(
  frame: Uint8Array,
  delimiter: Delimiter,
  lenient: boolean,
): Envelope | undefined {
  const parts: Part[] = [];
  for (let at = 0; at < frame.length; ) {
    const end = frame.indexOf(delimiter, at + 1);
    if (frame[at] !== delimiter || end === -1) return undefined;
    const part = openPart(frame, { from: at + 1, to: end, delimiter, lenient });
    if ('code' in part || part.head.number !== parts.length + 1) return undefined;
    parts.push(part);
    at = end + 1;
  }
  const [first] = parts;
  if (first === undefined || parts.some(({ head }) => head.total !== parts.length))
    return undefined;
  const bodies = parts.map(({ head, plain }) => plain.subarray(head.bodyAt, -1));
  const bytes = concat(...bodies);
  return {
    ...envelopeOf(first, delimiter),
    bytes,
    from: 0,
    to: bytes.length,
    parts: parts.length,
    wireAt: (offset) => wireAtPart(parts, offset, delimiter),
  };
}

function wireAtPart(parts: readonly Part[], offset: number, delimiter: Delimiter): number {
  let rest = offset;
  for (const part of parts) {
    const { head, plain } = part;
    const size = plain.length - 1 - head.bodyAt;
    if (rest < size) return wireAt(part, head.bodyAt + rest, delimiter);
    rest -= size;
  }
  const last = parts.at(-1);
  return last === undefined ? 0 : wireAt(last, last.plain.length - 1, delimiter);
}

/** What made no sense, as a message: nothing in it is believed, its sender included. */
export function malformedMessage({ code, offset }: Malformed): Message {
  return { kind: 'malformed', wireId: null, secrets: [], ack: null, malformed: { code, offset } };
}

/** What an answer needs of the message: to whom, in which form, to which. */
export function ackToken(answer: string, { head, delimiter, idHex, parts }: Envelope): AckToken {
  return {
    answer,
    messageId: head.messageId,
    serial: head.serial,
    id: idHex,
    version: head.version,
    variant: delimiter === VARIANT_DELIMITER,
    parts,
  };
}
