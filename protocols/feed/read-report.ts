import {
  canonical,
  instant,
  type Json,
  NO_BITS,
  parseInstant,
  type RawValue,
  type Report,
  SEAL_EVENTS,
  type SealBits,
  type SealEvent,
  type SealEventType,
} from '@lakiri/kit';
import { utf8 } from './utf8.ts';

/** What a vendor said about one seal, and under which address that seal is registered. */
export type FeedReport = {
  readonly dialect: string;
  readonly wireId: string;
  readonly report: Report;
};
/** Data that is no report: the path in it, as `bits.ropeCut`. */
export type BadReport = { readonly code: 'bad-report'; readonly path: string };

const NUMBERS = {
  lat: [-90, 90],
  lon: [-180, 180],
  speedKmh: [0, 1_000],
  courseDeg: [0, 360],
  altitudeM: [-1_000, 20_000],
  satellites: [0, 200],
  odometerKm: [0, 10_000_000],
  batteryPct: [0, 100],
} as const;
const NUMBER_NAMES = Object.keys(NUMBERS) as readonly (keyof typeof NUMBERS)[];
const FIXES = ['gnss', 'cell', 'none'] as const;
const MEMBERS = new Set<string>([
  ...NUMBER_NAMES,
  ...['dialect', 'seal', 'at', 'stored', 'fix', 'bits', 'event', 'raw'],
]);
/** As the register of seals takes them. */
const DIALECT = /^[a-z0-9-]{1,40}$/;
const WIRE_ID = /^[ -~]{1,64}$/;
/** A vendor's own fields are kept beside; more is a document. */
const RAW_NAMES_MAX = 64;
const RAW_CHARS_MAX = 200;
const CREDENTIAL_CHARS_MAX = 64;

type Fields = { readonly [name: string]: unknown };

class Misfit extends Error {
  readonly path: string;
  constructor(path: string) {
    super(path);
    this.path = path;
  }
}

/** Reads one report from data of any shape. Total: what misfits is told by its path. */
export function readReport(data: unknown): FeedReport | BadReport {
  try {
    return read(data);
  } catch (error) {
    if (error instanceof Misfit) return { code: 'bad-report', path: error.path };
    throw error;
  }
}

function read(data: unknown): FeedReport {
  const fields = fieldsOf(data, '');
  for (const name of Object.keys(fields)) if (!MEMBERS.has(name)) throw new Misfit(name);
  const dialect = textOf(fields['dialect'], 'dialect', DIALECT);
  const wireId = textOf(fields['seal'], 'seal', WIRE_ID);
  const numbers = Object.fromEntries(
    NUMBER_NAMES.map((name) => [name, numberOf(fields[name], name, NUMBERS[name])]),
  ) as Record<keyof typeof NUMBERS, number | null>;
  const { stored: _, ...told } = fields;
  const report: Report = {
    ...numbers,
    occurredAt: timeOf(fields['at']),
    source: flagOf(fields['stored'], 'stored') === true ? 'stored' : 'live',
    fix: oneOf(fields['fix'] ?? 'none', 'fix', FIXES),
    bits: bitsOf(fields['bits']),
    event: eventOf(fields['event']),
    raw: rawOf(fields['raw']),
    record: bytesOf(told, ''),
  };
  return { dialect, wireId, report };
}

/** The RFC 8785 bytes of what came as JSON; what JSON cannot carry again misfits. */
function bytesOf(data: unknown, path: string): Uint8Array {
  try {
    return utf8(canonical(data as Json));
  } catch (error) {
    if (error instanceof RangeError) throw new Misfit(path);
    throw error;
  }
}

function fieldsOf(data: unknown, path: string): Fields {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) throw new Misfit(path);
  return data as Fields;
}

function textOf(value: unknown, path: string, form: RegExp): string {
  if (typeof value !== 'string' || !form.test(value)) throw new Misfit(path);
  return value;
}

function numberOf(
  value: unknown,
  path: string,
  [min, max]: readonly [number, number],
): number | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'number' || !(value >= min && value <= max)) throw new Misfit(path);
  return value;
}

function flagOf(value: unknown, path: string): boolean | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'boolean') throw new Misfit(path);
  return value;
}

function oneOf<const Word extends string>(
  value: unknown,
  path: string,
  words: readonly Word[],
): Word {
  const word = words.find((one) => one === value);
  if (word === undefined) throw new Misfit(path);
  return word;
}

function timeOf(value: unknown): Report['occurredAt'] {
  if (value === null) return null;
  const at = typeof value === 'string' ? parseInstant(value) : undefined;
  if (at === undefined || instant(at) === undefined) throw new Misfit('at');
  return at;
}

function bitsOf(value: unknown): SealBits {
  if (value === undefined) return NO_BITS;
  const fields = fieldsOf(value, 'bits');
  for (const name of Object.keys(fields))
    if (!Object.hasOwn(NO_BITS, name)) throw new Misfit(`bits.${name}`);
  const bits = Object.keys(NO_BITS).map((name) => [name, flagOf(fields[name], `bits.${name}`)]);
  return Object.fromEntries(bits) as SealBits;
}

function eventOf(value: unknown): SealEvent | null {
  if (value === undefined || value === null) return null;
  const fields = fieldsOf(value, 'event');
  for (const name of Object.keys(fields))
    if (!['type', 'credential', 'wrongCount'].includes(name)) throw new Misfit(`event.${name}`);
  const { credential = null } = fields;
  if (credential !== null)
    textOf(credential, 'event.credential', new RegExp(`^[ -~]{1,${CREDENTIAL_CHARS_MAX}}$`));
  return {
    type: oneOf<SealEventType>(fields['type'], 'event.type', SEAL_EVENTS),
    credential: credential as string | null,
    wrongCount: numberOf(fields['wrongCount'], 'event.wrongCount', [0, 65_535]),
    verification: null,
  };
}

function rawOf(value: unknown): Report['raw'] {
  if (value === undefined) return {};
  const fields = fieldsOf(value, 'raw');
  const entries = Object.entries(fields);
  if (entries.length > RAW_NAMES_MAX) throw new Misfit('raw');
  for (const [name, held] of entries) {
    const isText = typeof held === 'string' && held.length <= RAW_CHARS_MAX;
    const isOther = held === null || typeof held === 'boolean' || typeof held === 'number';
    if (!isText && !isOther) throw new Misfit(`raw.${name.slice(0, RAW_CHARS_MAX)}`);
  }
  return fields as Readonly<Record<string, RawValue>>;
}
