import type { Dialect, Profile } from '@lakiri/kit';
import { eseal } from '@lakiri/protocol-eseal';
import {
  MODELS as GT06_MODELS,
  PROFILES as GT06_PROFILES,
  gt06,
  leniently as gt06Leniently,
} from '@lakiri/protocol-gt06';
import { jointech, unescapeFrame } from '@lakiri/protocol-jointech';
import {
  jt808,
  leniently,
  MODELS,
  PROFILES,
  unescapeFrame as unescapeJt808,
} from '@lakiri/protocol-jt808';
import { lakiri } from '@lakiri/protocol-lakiri';
import {
  MODELS as MEITRACK_MODELS,
  PROFILES as MEITRACK_PROFILES,
  meitrack,
  leniently as meitrackLeniently,
} from '@lakiri/protocol-meitrack';
import { omni } from '@lakiri/protocol-omni';
import { queclink } from '@lakiri/protocol-queclink';
import { suntech, withoutTerminator } from '@lakiri/protocol-suntech';
import {
  MODELS as TELTONIKA_MODELS,
  PROFILES as TELTONIKA_PROFILES,
  teltonika,
} from '@lakiri/protocol-teltonika';

/** A dialect, and how its frames are shown: as the device meant them, without escapes. */
export type Spoken = {
  readonly dialect: Dialect;
  shown(frame: Uint8Array): Uint8Array;
  /** The profile of a model, by the name that a capture gives it; absent: this dialect has none. */
  profileFor?(model: string | undefined): Profile | undefined;
  /** The same, read whatever a frame's checksum says: for looking at evidence, never for intake. */
  leniently?(profile: Profile | undefined): Profile;
  /** Whether these bytes were taken behind another framer, which has undone the escapes of one frame. */
  isUnescaped?(bytes: Uint8Array): boolean;
};

const asSent = (frame: Uint8Array): Uint8Array => frame;

const spokenJt808: Spoken = {
  dialect: jt808,
  shown: unescapeJt808,
  profileFor: (model) => {
    const family = MODELS[model ?? ''];
    return family === undefined ? undefined : profileOf(jt808, PROFILES[family]);
  },
  leniently,
  isUnescaped: (bytes) =>
    bytes.length > 2 &&
    bytes[0] === bytes.at(-1) &&
    bytes.indexOf(bytes[0] ?? 0, 1) !== bytes.length - 1 &&
    jt808.decode(bytes).kind !== 'malformed',
};

const spokenGt06: Spoken = {
  dialect: gt06,
  shown: asSent,
  profileFor: (model) => {
    const family = GT06_MODELS[model ?? ''];
    return family === undefined ? undefined : profileOf(gt06, GT06_PROFILES[family]);
  },
  leniently: gt06Leniently,
  // A capture cut short, with its stop still there.
  isUnescaped: (bytes) => {
    const message = gt06.decode(bytes);
    return message.kind === 'malformed' && message.malformed.code === 'length-mismatch';
  },
};

const spokenMeitrack: Spoken = {
  dialect: meitrack,
  shown: asSent,
  profileFor: (model) => {
    const family = MEITRACK_MODELS[model ?? ''];
    return family === undefined ? undefined : profileOf(meitrack, MEITRACK_PROFILES[family]);
  },
  leniently: meitrackLeniently,
};

/** A datagram is a whole message: what reads as one is taken for one. */
const spokenTeltonika: Spoken = {
  dialect: {
    ...teltonika,
    decode: (bytes, profile) => {
      const message = teltonika.datagrams?.decode(bytes, profile);
      return message === undefined || message.kind === 'malformed'
        ? teltonika.decode(bytes, profile)
        : message;
    },
  },
  shown: asSent,
  profileFor: (model) =>
    profileOf(teltonika, TELTONIKA_PROFILES[TELTONIKA_MODELS[model ?? ''] ?? 'fmbPlatform']),
  isUnescaped: (bytes) => {
    const message = teltonika.datagrams?.decode(bytes);
    return message !== undefined && message.kind !== 'malformed';
  },
};

/** Texts taken behind another framer have lost the character that ends them; a datagram may lack it. */
function spokenText(dialect: Dialect): Spoken {
  return {
    dialect,
    shown: asSent,
    isUnescaped: (bytes) => {
      const framer = dialect.framer();
      const isFramed = [...framer.push(bytes)].some(({ kind }) => kind === 'frame');
      return !isFramed && dialect.decode(bytes).kind !== 'malformed';
    },
  };
}

/** Our own data: what is wrong with it is a bug. */
function profileOf(dialect: Dialect, data: unknown): Profile | undefined {
  const profile = dialect.profileOf?.(data);
  if (profile !== undefined && 'code' in profile)
    throw new Error(`a profile of ours is none: ${String(profile['path'])}`);
  return profile;
}

/** By the names under which captures come: the JT600 speaks the same dialect as the seals. */
export const DIALECTS: ReadonlyMap<string, Spoken> = new Map<string, Spoken>([
  ['eseal', { dialect: eseal, shown: asSent }],
  ['gt06', spokenGt06],
  ['jointech', { dialect: jointech, shown: unescapeFrame }],
  ['jt600', { dialect: jointech, shown: unescapeFrame }],
  ['jt808', spokenJt808],
  ['huabao', spokenJt808],
  // A broker's message is a frame without its head.
  ['lakiri', spokenText(lakiri)],
  ['meitrack', spokenMeitrack],
  ['omni', { dialect: omni, shown: asSent }],
  ['queclink', spokenText(queclink)],
  ['gl200text', spokenText(queclink)],
  ['suntech', { ...spokenText(suntech), shown: withoutTerminator }],
  ['teltonika', spokenTeltonika],
]);
