import {
  NO_BITS,
  type Profile,
  type ProfileFault,
  type RawValue,
  SEAL_EVENTS,
  type SealBits,
  type SealEvent,
  type SealEventType,
} from '@lakiri/kit';

/**
 * What one IO id means on one kind of device. The maker gives ids a meaning per model and the
 * installer gives inputs a meaning per truck, so this is data. `bytes` is part of the key: the same
 * id of another size is another thing on another model (113 of 4 bytes has been seen).
 */
export type IoBinding =
  /** True when the value is `when`, false for any other. */
  | {
      readonly id: number;
      readonly bytes: IoBytes;
      readonly means: keyof SealBits;
      readonly when: number;
    }
  /** Has happened when this id made the record and its value is `when`; in a periodic record it is a state. */
  | {
      readonly id: number;
      readonly bytes: IoBytes;
      readonly means: 'event';
      readonly when: number;
      readonly event: SealEventType;
    }
  /** A field of `raw` by name: `per` divides, `signed` reads two's complement. */
  | {
      readonly id: number;
      readonly bytes: IoBytes;
      readonly means: 'number';
      readonly name: string;
      readonly per?: number;
      readonly signed?: boolean;
    }
  /** A field of `raw` by name: whether the value is other than 0. */
  | {
      readonly id: number;
      readonly bytes: IoBytes;
      readonly means: 'flag';
      readonly name: string;
    }
  | { readonly id: number; readonly bytes: 1; readonly means: 'batteryPct' }
  | { readonly id: number; readonly bytes: 4; readonly means: 'odometerM' }
  /** The card or key that was shown, 0 for none: `raw.card` in hex, as sent. */
  | { readonly id: number; readonly bytes: 8; readonly means: 'card' }
  /** A variable-length list of Bluetooth beacons, spelled out in `raw`. */
  | { readonly id: number; readonly bytes: 'variable'; readonly means: 'beacons' };

type IoBytes = 1 | 2 | 4;
export type IoProfile = readonly IoBinding[];

/** A model's data as it is written, edited and versioned. */
export type ProfileData = { readonly io: IoProfile };

/** A profile made ready for look-up by id. */
export type IoMap = ReadonlyMap<number, readonly IoBinding[]>;

/** A profile made ready for decoding. */
export type TeltonikaProfile = Profile & { readonly dialect: 'teltonika'; readonly map: IoMap };

/** What a profile makes of one record's IO; filled value by value. */
export type Meant = {
  batteryPct: number | null;
  odometerKm: number | null;
  bits: { -readonly [Bit in keyof SealBits]: SealBits[Bit] };
  event: SealEvent | null;
};

/** More ids than any model of the maker has on one page. */
const BINDINGS_MAX = 1024;
const ID_MAX = 0xffff;
const PER_MAX = 1_000_000;

/** Reads a model's profile from its data. Total: what is none comes back with the path of what is wrong. */
export function profileOf(data: unknown): TeltonikaProfile | ProfileFault {
  const path = faultIn(data);
  if (path !== undefined) return { code: 'bad-profile', path };
  return { dialect: 'teltonika', map: mapOf((data as ProfileData).io) };
}

/** The map of a profile that {@link profileOf} made; `undefined` for any other. */
export function mapIn(profile: Profile | undefined): IoMap | undefined {
  if (profile === undefined) return undefined;
  const { dialect } = profile;
  return dialect === 'teltonika' ? (profile as TeltonikaProfile).map : undefined;
}

export function mapOf(profile: IoProfile): IoMap {
  const byId = new Map<number, IoBinding[]>();
  for (const binding of profile) {
    const others = byId.get(binding.id);
    if (others === undefined) byId.set(binding.id, [binding]);
    else others.push(binding);
  }
  return byId;
}

export function nothingMeant(): Meant {
  return { batteryPct: null, odometerKm: null, bits: NO_BITS, event: null };
}

type Raw = { readonly eventId?: number; [name: string]: RawValue | undefined };

/** Notes what one fixed-size value means; a value the meaning cannot hold (101 %) means nothing. */
export function noteValue(
  { meant, raw }: { readonly meant: Meant; readonly raw: object },
  binding: IoBinding,
  value: number,
): void {
  const fields = raw as Raw;
  switch (binding.means) {
    case 'batteryPct':
      if (value <= 100) meant.batteryPct = value;
      return;
    case 'odometerM':
      meant.odometerKm = value / 1000;
      return;
    case 'event':
      if (fields.eventId === binding.id && value === binding.when)
        meant.event = { ...NOTHING_SHOWN, type: binding.event };
      return;
    case 'number':
      fields[binding.name] = signedOf(binding, value) / (binding.per ?? 1);
      return;
    case 'flag':
      fields[binding.name] = value !== 0;
      return;
    case 'beacons':
    case 'card':
      return;
    default:
      if (meant.bits === NO_BITS) meant.bits = { ...NO_BITS };
      meant.bits[binding.means] = value === binding.when;
  }
}

const NOTHING_SHOWN = { credential: null, wrongCount: null, verification: null } as const;

function signedOf(
  { bytes, signed }: { readonly bytes: IoBytes; readonly signed?: boolean },
  value: number,
): number {
  const half = 2 ** (8 * bytes - 1);
  return signed === true && value >= half ? value - 2 * half : value;
}

// ---- validation: the path of the first thing wrong, or nothing

function faultIn(data: unknown): string | undefined {
  if (!isRecord(data)) return '';
  const extra = Object.keys(data).find((key) => key !== 'io');
  if (extra !== undefined) return extra;
  const { io } = data;
  if (!Array.isArray(io) || io.length > BINDINGS_MAX) return 'io';
  for (const [at, binding] of io.entries()) {
    const inside = isRecord(binding) ? faultInBinding(binding) : '';
    if (inside !== undefined) return inside === '' ? `io.${at}` : `io.${at}.${inside}`;
  }
  return undefined;
}

type Check = (value: unknown) => boolean;

const isFixed: Check = (value) => value === 1 || value === 2 || value === 4;
const isUnsigned: Check = (value) => Number.isInteger(value) && Number(value) >= 0;
const isName: Check = (value) =>
  typeof value === 'string' && /^[a-z][A-Za-z0-9]{0,39}$/.test(value) && !OWN_FIELDS.has(value);
/** Fields of `raw` that are the record's own. */
const OWN_FIELDS: ReadonlySet<string> = new Set([
  'priority',
  'eventId',
  'generation',
  'angle',
  'ioTotal',
]);

/** Fields of each meaning beside id and means; those with `?` may be left out. */
const FIELDS: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  event: {
    bytes: isFixed,
    when: isUnsigned,
    event: (value) => SEAL_EVENTS.some((type) => type === value),
  },
  number: {
    bytes: isFixed,
    name: isName,
    'per?': (value) => isUnsigned(value) && value !== 0 && Number(value) <= PER_MAX,
    'signed?': (value) => typeof value === 'boolean',
  },
  flag: { bytes: isFixed, name: isName },
  batteryPct: { bytes: (value) => value === 1 },
  odometerM: { bytes: (value) => value === 4 },
  card: { bytes: (value) => value === 8 },
  beacons: { bytes: (value) => value === 'variable' },
};
const BIT_FIELDS: Readonly<Record<string, Check>> = { bytes: isFixed, when: isUnsigned };

function faultInBinding(binding: Record<string, unknown>): string | undefined {
  const { id, means } = binding;
  if (!isUnsigned(id) || Number(id) > ID_MAX) return 'id';
  if (typeof means !== 'string') return 'means';
  const own = Object.hasOwn(FIELDS, means) ? FIELDS[means] : undefined;
  const fields = own ?? (Object.hasOwn(NO_BITS, means) ? BIT_FIELDS : undefined);
  if (fields === undefined) return 'means';
  const known = new Set(['id', 'means']);
  for (const [field, check] of Object.entries(fields)) {
    const isOptional = field.endsWith('?');
    const name = isOptional ? field.slice(0, -1) : field;
    known.add(name);
    const { [name]: value } = binding;
    if (isOptional && value === undefined) continue;
    if (!check(value)) return name;
  }
  return Object.keys(binding).find((key) => !known.has(key));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
