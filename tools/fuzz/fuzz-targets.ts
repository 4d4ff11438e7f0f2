// What is fuzzed: every dialect that `lakiri decode` knows, from the annotated frames of its own folder. The tables below add
// frames that its encoders write, the sums that a mutant must have to be read at all, and the other direction.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { DIALECTS } from '@lakiri/cli/dialects';
import type { Dialect, Instant, Profile } from '@lakiri/kit';
import {
  decodeAnswer as decodeESealAnswer,
  encodeUnlock as encodeESealUnlock,
} from '@lakiri/protocol-eseal';
import {
  decodeAnswer as decodeGt06Answer,
  encodeCommand as encodeGt06Command,
  PROFILES as GT06_PROFILES,
} from '@lakiri/protocol-gt06';
import {
  decodeAnswer as decodeJointechAnswer,
  decodeCommand as decodeJointechCommand,
  encodeCommand as encodeJointechCommand,
  encodeLockEvent,
  encodeLongForm,
  encodePartCommand,
  encodeShortForm,
} from '@lakiri/protocol-jointech';
import {
  decodeAnswer as decodeJt808Answer,
  encodeBatch,
  encodeControl,
  encodeLocation,
  encodeParameters,
  encodeShort,
  encodeText,
  PROFILES,
  passwordEventItem,
  sealEventItem,
  subLocksItem,
} from '@lakiri/protocol-jt808';
import {
  decodeAnswer as decodeLakiriAnswer,
  encodeCommand as encodeLakiriCommand,
  readCommand,
  signerOf,
} from '@lakiri/protocol-lakiri';
import {
  decodeAnswer as decodeMeitrackAnswer,
  encodeOutputs,
  encodePositionRequest,
  PROFILES as MEITRACK_PROFILES,
} from '@lakiri/protocol-meitrack';
import {
  decodeAnswer as decodeOmniAnswer,
  encodeKeyRequest,
  encodeUnlock as encodeOmniUnlock,
} from '@lakiri/protocol-omni';
import {
  decodeAnswer as decodeQueclinkAnswer,
  encodeHeartbeatSack,
  encodeRealTime,
  encodeSack,
} from '@lakiri/protocol-queclink';
import {
  decodeAnswer as decodeSuntechAnswer,
  encodeCommand as encodeSuntechCommand,
  encodeUniversalCommand,
} from '@lakiri/protocol-suntech';
import {
  decodeAnswer as decodeTeltonikaAnswer,
  encodeDatagram,
  encodeLogin,
  encodePacket,
  encodeReplyOf,
  encodeCommand as encodeTeltonikaCommand,
  PROFILES as TELTONIKA_PROFILES,
} from '@lakiri/protocol-teltonika';
import { mendLakiri } from './mend-lakiri.ts';
import { mendMeitrack } from './mend-meitrack.ts';
import { mendTeltonika } from './mend-teltonika.ts';

export type FuzzTarget = {
  readonly dialect: Dialect;
  /** Whole frames to begin with. */
  readonly frames: readonly Uint8Array[];
  /** Models to decode as, besides none. */
  readonly profiles: readonly Profile[];
  /** Makes length and sum of a mutant right, so that what is behind them is reached. */
  mend?(frame: Uint8Array): Uint8Array;
  /** How a device reads what is sent to it, and what that may be. */
  readonly heard:
    | { read(frame: Uint8Array): unknown; readonly frames: readonly Uint8Array[] }
    | undefined;
};

const NOON = 1_750_666_530_000 as Instant;
const place = {
  occurredAt: NOON,
  valid: true,
  lat: -4.043477,
  lon: 39.6602,
  speedKmh: 50,
  courseDeg: 90,
} as const;
const header = { wireId: '013912345678', serial: 42 } as const;

const meitrackDevice = { imei: '860000000000025', flag: 'A' } as const;
const omniLock = { form: 'BG', imei: '860000000000017', now: NOON } as const;
const omniOrder = { user: '20', at: NOON } as const;

const lakiriSecret = new Uint8Array(32).fill(7);
const lakiriAuthority = signerOf('EdDSA', Uint8Array.of(0xa1), lakiriSecret);
const lakiriOrder = {
  device: 'LKR-00000017',
  counter: 1,
  expiresAt: NOON,
  id: new Uint8Array(16),
} as const;
type Extra = Partial<Pick<FuzzTarget, 'frames' | 'profiles' | 'mend' | 'heard'>>;

const EXTRAS: Readonly<Record<string, () => Extra>> = {
  eseal: () => ({
    profiles: profilesOf('eseal', {
      door: { bit: 'ropeInserted', open: false },
      startup: [180, 30],
    }),
    heard: {
      read: decodeESealAnswer,
      frames: [
        encodeESealUnlock({ id: '1000017', firmware: '3.0.6' }),
        Buffer.from('##S,eSeal,1000017,256,3.0.6,Startup ACK,1,180,30,E##\r\n'),
      ],
    },
  }),
  gt06: () => ({
    profiles: Object.values(GT06_PROFILES).flatMap((data) => profilesOf('gt06', data)),
    heard: {
      read: decodeGt06Answer,
      frames: [
        encodeGt06Command({ serial: 1, serverFlag: 7, text: 'RELAY,1#' }),
        Buffer.from('78780b8a0f0c1d0000150006f0860d0a', 'hex'),
      ],
    },
  }),
  jointech: () => ({
    frames: [
      encodeLongForm({
        ...place,
        deviceId: '8100000001',
        serial: 1,
        odometerKm: 7,
        satellites: 9,
        bits: { motorLocked: true },
        batteryPct: 90,
      }),
      encodeShortForm({
        deviceId: '3100000005',
        serial: 1,
        records: [{ ...place, own: { kind: 2, fuel: 1, status: 2, odometerKm: 3 } }],
      }),
      encodeLockEvent({
        ...place,
        deviceId: '8100000001',
        serial: 3,
        odometerKm: 7,
        type: 'lock.auto',
      }),
    ],
    heard: {
      read: (frame) => [decodeJointechAnswer(frame), decodeJointechCommand(frame)],
      frames: [
        Buffer.from('(P69,0,24)'),
        Buffer.from('(P52,2,428817)'),
        encodeJointechCommand({ command: 'unlock', password: '888888' }),
        encodeJointechCommand({ command: 'intervals', awakeS: 60, asleepMin: 30 }),
        encodePartCommand(
          { deviceId: '8100000001', serial: 7 },
          { command: 'bind-all-parts', parts: ['E0171A00DC', 'E0171A00F1'] },
        ),
      ],
    },
  }),
  jt808: () => ({
    frames: [
      encodeLocation(header, {
        ...place,
        items: [
          sealEventItem(0x62, { content: '1234561234567812' }),
          passwordEventItem({ command: 3, password: '689607', result: 255 }),
          subLocksItem([{ id: '861632000001', batteryMv: 4000, sealed: true }]),
        ],
      }),
      encodeShort(header, {
        ...place,
        source: 'live',
        ackWanted: true,
        satellites: 8,
        odometerKm: 1,
        batteryPct: 80,
        isLocked: true,
      }),
      ...encodeBatch(header, {
        source: 'stored',
        readings: Array.from({ length: 80 }, () => place),
      }),
    ],
    profiles: Object.values(PROFILES).flatMap((data) => profilesOf('jt808', data)),
    heard: {
      read: decodeJt808Answer,
      frames: [
        encodeParameters(header, [{ id: 0x13, value: { text: '127.0.0.1' } }]),
        encodeControl(header, { word: 4, params: ['a', 'b'] }),
        encodeText(header, { flags: 1, text: 'hello' }),
      ],
    },
  }),
  lakiri: () => ({
    mend: mendLakiri,
    heard: {
      // Not its signature, which costs milliseconds: the suite has that for every bit of an order.
      read: (frame) => [decodeLakiriAnswer(frame), readCommand(frame)],
      frames: [
        encodeLakiriCommand({ ...lakiriOrder, order: { word: 'unlock' } }, lakiriAuthority),
        encodeLakiriCommand(
          { ...lakiriOrder, order: { word: 'set-interval', awakeS: 60, asleepS: 600 } },
          lakiriAuthority,
        ),
      ],
    },
  }),
  meitrack: () => ({
    profiles: Object.values(MEITRACK_PROFILES).flatMap((data) => profilesOf('meitrack', data)),
    mend: mendMeitrack,
    heard: {
      read: decodeMeitrackAnswer,
      frames: [
        encodePositionRequest(meitrackDevice),
        encodeOutputs(meitrackDevice, {
          speedKmhMax: 0,
          outputs: ['off', 'on', 'keep', 'keep', 'keep'],
        }),
        Buffer.from('@@G27,860000000000025,CCC,1*61\r\n'),
      ],
    },
  }),
  omni: () => ({
    profiles: profilesOf('omni', { lockedValue: 0, answer: 'echo', utcOffsetMinutes: 480 }),
    heard: {
      read: decodeOmniAnswer,
      frames: [
        encodeOmniUnlock({ ...omniLock, form: 'CMD' }, { order: omniOrder }),
        encodeOmniUnlock(omniLock, { order: omniOrder, key: '134' }),
        encodeKeyRequest(omniLock, { operation: 'unlock', validS: 60, order: omniOrder }),
      ],
    },
  }),
  queclink: () => ({
    profiles: profilesOf('queclink', { utcOffsetMinutes: 180, events: { 'LSW:1': null } }),
    heard: {
      read: decodeQueclinkAnswer,
      frames: [
        encodeSack('11F0'),
        encodeHeartbeatSack('1A0401', '11F1'),
        encodeRealTime('position', { password: 'gl300', serial: 18 }),
      ],
    },
  }),
  suntech: () => ({
    profiles: profilesOf('suntech', { utcOffsetMinutes: -180, events: { 1: { alarm: 'door' } } }),
    heard: {
      read: decodeSuntechAnswer,
      frames: [
        encodeSuntechCommand({ family: 'ST300', deviceId: '100850000', word: 'StatusReq' }),
        encodeUniversalCommand({ deviceId: '0123456789', group: 1, action: 2, params: ['a'] }),
      ],
    },
  }),
  teltonika: () => ({
    frames: [
      encodeLogin('356307042441013'),
      encodePacket(8, [
        { ...place, priority: 0, altitudeM: 20, satellites: 9, eventId: 0, io: [] },
      ]),
      encodeReplyOf({ imei: '356307042441013', text: 'OK' }),
      encodeDatagram({ packetId: 1, avlId: 2, imei: '356307042441013', codec: 8, records: [] }),
    ],
    profiles: Object.values(TELTONIKA_PROFILES).flatMap((data) => profilesOf('teltonika', data)),
    mend: mendTeltonika,
    heard: {
      read: decodeTeltonikaAnswer,
      frames: [encodeTeltonikaCommand('getinfo'), Buffer.from('00000001', 'hex')],
    },
  }),
};

function profilesOf(name: string, data: unknown): readonly Profile[] {
  const profile = DIALECTS.get(name)?.dialect.profileOf?.(data);
  return profile === undefined || 'code' in profile ? [] : [profile as Profile];
}

/** The dialects that can be fuzzed, by the name under which their frames are kept. */
export function fuzzNames(): readonly string[] {
  return [...new Set([...DIALECTS.values()].map(({ dialect }) => dialect.name))];
}

/** Everything there is to begin with; throws RangeError for a name that is none. */
export function fuzzTarget(name: string): FuzzTarget {
  const spoken = [...DIALECTS.values()].find(({ dialect }) => dialect.name === name);
  if (spoken === undefined)
    throw new RangeError(`--dialect is one of ${fuzzNames().join(', ')}, all`);
  const extra = EXTRAS[name]?.() ?? {};
  const profiles = extra.profiles ?? [];
  const { leniently } = spoken;
  const frames = [...annotatedFrames(name), ...(extra.frames ?? [])];
  if (frames.length === 0) throw new RangeError(`protocols/${name}/frames is empty`);
  return {
    dialect: spoken.dialect,
    frames,
    profiles: leniently === undefined ? profiles : profiles.flatMap((it) => [it, leniently(it)]),
    ...(extra.mend === undefined ? {} : { mend: extra.mend }),
    heard: extra.heard,
  };
}

/** `frames/*.txt`: hex or "text" with notes after #, up to `---` or the JSON. */
function annotatedFrames(name: string): readonly Uint8Array[] {
  const folder = new URL(`../../protocols/${name}/frames/`, import.meta.url);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .map((file) => frameIn(readFileSync(new URL(file, folder), 'utf8')))
    .filter((frame) => frame.length > 0);
}

function frameIn(text: string): Uint8Array {
  const lines = text.split('\n');
  const end = lines.findIndex((line) => line === '---' || line.startsWith('{'));
  const parts = lines.slice(0, end === -1 ? undefined : end).map((line) => {
    const quoted = /^"([^"]*)"/.exec(line)?.[1];
    if (quoted !== undefined) return Buffer.from(quoted, 'latin1');
    const hex = line.replace(/#.*/, '').replace(/\s/g, '');
    return Buffer.from(/^([\da-f]{2})*$/i.test(hex) ? hex : '', 'hex');
  });
  return Uint8Array.from(Buffer.concat(parts));
}
