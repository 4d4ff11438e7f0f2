// What an authority orders (§5): always signed, for one seal, counted, and only until a time. A seal obeys nothing else.
import { bytesOf, type Instant, type Malformed } from '@lakiri/kit';
import { hexOf } from './ascii.ts';
import { type CborValue, cborOf, type Item, readCbor } from './cbor.ts';
import { envelopeBytes, headBytes, readEnvelope, readHead, signedBytes } from './cose.ts';
import { contentOf } from './decode.ts';
import { counted, texted } from './encode.ts';
import { frameOf } from './framer.ts';
import type { Signer } from './keys.ts';
import { DEVICE_ID, instantIn, PART_ID, UINT32_MAX, VERSION } from './record.ts';
import { required, type Taken, take, Wrong } from './take.ts';

const COMMAND_CONTEXT = bytesOf('lakiri-command-1');

/** §5.2: the words, and the parameters of each by their keys. */
export const WORDS = {
  unlock: { code: 1, params: { part: 1 } },
  lock: { code: 2, params: { part: 1 } },
  'open-valve': { code: 3, params: { part: 1 } },
  'close-valve': { code: 4, params: { part: 1 } },
  'set-interval': { code: 5, params: { awakeS: 2, asleepS: 3 } },
  locate: { code: 6, params: {} },
  resend: { code: 7, params: { from: 4, to: 5 } },
  'trust-key': { code: 8, params: { keyId: 6, publicKey: 7 } },
  'distrust-key': { code: 9, params: { keyId: 6 } },
  wipe: { code: 10, params: {} },
} as const;
export type Word = keyof typeof WORDS;

export type Order =
  | { readonly word: 'unlock' | 'lock'; readonly part?: string }
  | { readonly word: 'open-valve' | 'close-valve'; readonly part?: string }
  /** Seconds between records, moving and asleep. */
  | { readonly word: 'set-interval'; readonly awakeS: number; readonly asleepS: number }
  | { readonly word: 'locate' | 'wipe' }
  /** Records by their counters, both included. */
  | { readonly word: 'resend'; readonly from: number; readonly to: number }
  | { readonly word: 'trust-key'; readonly keyId: Uint8Array; readonly publicKey: Uint8Array }
  | { readonly word: 'distrust-key'; readonly keyId: Uint8Array };

export type Command = {
  readonly device: string;
  /** Above the last that the seal obeyed. */
  readonly counter: number;
  readonly expiresAt: Instant;
  /** 16 bytes: the order in the authority's own books. */
  readonly id: Uint8Array;
  readonly order: Order;
};

const KEY = { version: 0, device: 1, counter: 2, word: 3, expiresAt: 4, id: 5, params: 6 } as const;
const ID_BYTES = 16;
/** A day: a seal that wakes less often has no time to obey. */
const INTERVAL_S_MAX = 86_400;
const KEY_ID_BYTES_MAX = 16;
const PUBLIC_KEY_BYTES = [32, 33];

/** The frame of a command. A signature and never a MAC: who can check an order must not be able to give it. */
export function encodeCommand(command: Command, signer: Signer): Uint8Array {
  return frameOf(commandContent(command, signer));
}

/** The same for a broker's message. */
export function commandContent(command: Command, signer: Signer): Uint8Array {
  if (signer.by !== 'signature') throw new RangeError('a command is signed');
  const { device, counter, expiresAt, id, order } = command;
  if (id.length !== ID_BYTES) throw new RangeError(`an order's id has ${ID_BYTES} bytes`);
  if (counter === 0) throw new RangeError('commands are counted from 1');
  const params = paramsOf(order);
  const payload = cborOf(
    new Map<number, CborValue>([
      [KEY.version, VERSION],
      [KEY.device, texted(device, DEVICE_ID)],
      [KEY.counter, counted(counter)],
      [KEY.word, WORDS[order.word].code],
      [KEY.expiresAt, counted(expiresAt)],
      [KEY.id, id],
      ...(params.size === 0 ? [] : ([[KEY.params, params]] as const)),
    ]),
  );
  const head = headBytes(signer);
  const signed = { by: 'signature', protected: head, payload } as const;
  const value = signer.sign(signedBytes({ ...signed, external: COMMAND_CONTEXT }));
  return envelopeBytes(signed, new Map(), value);
}

/** Writes each parameter after looking at it as the seal will. */
function paramsOf(order: Order): ReadonlyMap<number, CborValue> {
  if (!Object.hasOwn(WORDS, order.word)) throw new RangeError('no such word');
  const keys: Readonly<Record<string, number>> = WORDS[order.word].params;
  const given = Object.entries(order).filter(
    ([name, value]) => name !== 'word' && value !== undefined,
  );
  const params = new Map<number, CborValue>();
  for (const [name, value] of given) {
    const key = keys[name];
    if (key === undefined) throw new RangeError(`${order.word} has no ${name}`);
    params.set(key, value as CborValue);
  }
  const item = readCbor(cborOf(params));
  if ('code' in item || item.kind !== 'map') throw new RangeError('parameters that none can read');
  try {
    orderIn(order.word, item.entries, 0);
  } catch (error) {
    throw error instanceof Wrong ? new RangeError(`bad parameters of ${order.word}`) : error;
  }
  return params;
}

export type ReadCommand = {
  /** `null`: a word that is not in the table. */
  readonly command: Command | null;
  readonly device: string;
  readonly counter: number;
  readonly keyId: string;
  readonly signed: Uint8Array;
  readonly value: Uint8Array;
};

/** Reads a command as the seal does, framed or not; who signed it is still to be looked at. Total. */
export function readCommand(frame: Uint8Array): ReadCommand | Malformed {
  const content = contentOf(frame);
  if ('code' in content) return content;
  const envelope = readEnvelope(content.bytes, content.base);
  if ('code' in envelope) return envelope;
  if (envelope.by !== 'signature') return { code: 'not-signed', offset: envelope.at };
  const head = readHead(envelope);
  if ('code' in head) return head;
  if (envelope.unprotected.entries.size > 0)
    return { code: 'bad-unprotected', offset: envelope.unprotected.at };
  const { payload } = envelope;
  const item = readCbor(payload.value, payload.to - payload.value.length);
  if ('code' in item) return item;
  if (item.kind !== 'map') return { code: 'not-a-command', offset: item.at };
  try {
    const signed = signedBytes({
      by: 'signature',
      protected: envelope.protected.value,
      external: COMMAND_CONTEXT,
      payload: payload.value,
    });
    const read = commandIn(item.entries, item.to);
    return { ...read, keyId: hexOf(head.keyId), signed, value: envelope.value.value };
  } catch (error) {
    if (error instanceof Wrong) return { code: error.code, offset: error.at };
    throw error;
  }
}

type Entries = ReadonlyMap<number | string, Item>;

function commandIn(
  entries: Entries,
  end: number,
): Pick<ReadCommand, 'command' | 'device' | 'counter'> {
  const field = (key: number): Taken => ({ item: entries.get(key), end });
  if (required(field(KEY.version), take.uint()) !== VERSION)
    throw new Wrong('unknown-version', entries.get(KEY.version)?.at ?? end);
  const known: readonly number[] = Object.values(KEY);
  for (const [key, item] of entries)
    if (typeof key !== 'number' || !known.includes(key)) throw new Wrong('unknown-key', item.at);
  const device = required(field(KEY.device), take.text(DEVICE_ID));
  const counter = required(field(KEY.counter), take.int(1, Number.MAX_SAFE_INTEGER));
  const code = required(field(KEY.word), take.uint(UINT32_MAX));
  const expiresAt = required(field(KEY.expiresAt), instantIn);
  const id = required(field(KEY.id), take.bytes(ID_BYTES));
  const word = (Object.keys(WORDS) as Word[]).find((it) => WORDS[it].code === code);
  if (word === undefined) return { command: null, device, counter };
  const params = entries.get(KEY.params);
  if (params !== undefined && params.kind !== 'map') throw new Wrong('bad-field', params.at);
  const order = orderIn(word, params?.entries ?? new Map(), end);
  return { command: { device, counter, expiresAt, id, order }, device, counter };
}

function orderIn(word: Word, entries: Entries, end: number): Order {
  const keys: readonly number[] = Object.values(WORDS[word].params);
  for (const [key, item] of entries)
    if (!keys.includes(Number(key))) throw new Wrong('unknown-parameter', item.at);
  const field = (key: number): Taken => ({ item: entries.get(key), end });
  switch (word) {
    case 'unlock':
    case 'lock':
    case 'open-valve':
    case 'close-valve': {
      const { item } = field(WORDS.unlock.params.part);
      return item === undefined ? { word } : { word, part: take.text(PART_ID)(item) };
    }
    case 'set-interval': {
      const seconds = (key: number): number => required(field(key), take.int(1, INTERVAL_S_MAX));
      const { awakeS, asleepS } = WORDS[word].params;
      return { word, awakeS: seconds(awakeS), asleepS: seconds(asleepS) };
    }
    case 'resend': {
      const { from, to } = WORDS[word].params;
      const first = required(field(from), take.uint());
      return {
        word,
        from: first,
        to: required(field(to), take.int(first, Number.MAX_SAFE_INTEGER)),
      };
    }
    case 'trust-key': {
      const publicKey = required(field(WORDS[word].params.publicKey), keyBytes(PUBLIC_KEY_BYTES));
      return { word, keyId: keyIdIn(field(WORDS[word].params.keyId)), publicKey };
    }
    case 'distrust-key':
      return { word, keyId: keyIdIn(field(WORDS[word].params.keyId)) };
    case 'locate':
    case 'wipe':
      return { word };
  }
}

function keyIdIn(field: Taken): Uint8Array {
  return required(field, keyBytes(Array.from({ length: KEY_ID_BYTES_MAX }, (_, n) => n + 1)));
}

function keyBytes(sizes: readonly number[]): (item: Item) => Uint8Array {
  return (item) => {
    if (item.kind !== 'bytes' || !sizes.includes(item.value.length))
      throw new Wrong('bad-field', item.at);
    return item.value;
  };
}
