// One device of every dialect, by its protocol's own encoders, and the means to register it: for the tests of this app.
import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import type { Instant } from '@lakiri/kit';
import { newId } from '@lakiri/platform/facts';
import type { Database } from '@lakiri/platform/sql';
import { encodeReport as encodeESeal } from '@lakiri/protocol-eseal';
import {
  encodeLogin as encodeGt06Login,
  encodePosition as gt06Position,
} from '@lakiri/protocol-gt06';
import { encodeLongForm } from '@lakiri/protocol-jointech';
import { encodeAuthenticate, encodeLocation } from '@lakiri/protocol-jt808';
import { signerOf, signRecord } from '@lakiri/protocol-lakiri';
import { encodeTextReport } from '@lakiri/protocol-meitrack';
import { encodePosition as omniPosition } from '@lakiri/protocol-omni';
import { encodeMessage, placeFields } from '@lakiri/protocol-queclink';
import { encodeUniversal } from '@lakiri/protocol-suntech';
import { encodeDatagram, encodeLogin, encodePacket } from '@lakiri/protocol-teltonika';
import type { DIALECTS } from './dialects.ts';

export type TestDevice = {
  readonly dialect: keyof typeof DIALECTS;
  readonly model: string;
  readonly wireId: string;
  /** Said first on a connection. */
  readonly login?: Uint8Array;
  report(at: Instant): Uint8Array;
  /** The same as a datagram, where that is another. */
  datagram?(at: Instant): Uint8Array;
};

const LAT = -4.045;
const LON = 39.64;
const place = { lat: LAT, lon: LON, courseDeg: 300, altitudeM: 17, satellites: 9 } as const;

const teltonikaId = '352093081452251';
const teltonikaRecord = (occurredAt: Instant) => ({
  ...{ occurredAt, priority: 0, ...place, speedKmh: 40, eventId: 0 },
  io: [{ id: 1, bytes: 1 as const, value: 1 }],
});

const LAKIRI_ID = 'LK00000001';

export const DEVICES: readonly TestDevice[] = [
  {
    ...{ dialect: 'jointech', model: 'JT701D', wireId: '8100000001' },
    report: (occurredAt) =>
      encodeLongForm({
        ...{ deviceId: '8100000001', serial: 1, occurredAt, valid: true, lat: LAT, lon: LON },
        ...{ speedKmh: 40, courseDeg: 300, odometerKm: 10, satellites: 9, batteryPct: 90 },
        bits: { motorLocked: true, ropeInserted: true, ropeCut: false, coverOpen: false },
      }),
  },
  {
    ...{ dialect: 'teltonika', model: 'FMB-rope', wireId: teltonikaId },
    login: encodeLogin(teltonikaId),
    report: (at) => encodePacket(8, [teltonikaRecord(at)]),
    datagram: (at) =>
      encodeDatagram({
        ...{ packetId: 0xcafe, avlId: 5, imei: teltonikaId, codec: 8 },
        records: [teltonikaRecord(at)],
      }),
  },
  {
    ...{ dialect: 'jt808', model: 'JT709A', wireId: '790000000001' },
    login: encodeAuthenticate({ wireId: '790000000001', serial: 0 }, '790000000001'),
    report: (occurredAt) =>
      encodeLocation(
        { wireId: '790000000001', serial: 1 },
        // This model's clock is in UTC; the standard's is eight hours ahead of it.
        { occurredAt, utcOffsetMinutes: 0, valid: true, ...place, speedKmh: 40 },
      ),
  },
  {
    ...{ dialect: 'gt06', model: 'gt06-standard', wireId: '352503092000011' },
    login: encodeGt06Login({ serial: 1, imei: '352503092000011' }),
    report: (occurredAt) =>
      gt06Position({
        ...{ serial: 2, occurredAt, ...place, speedKmh: 40, fix: true, ignition: true },
        cell: { mcc: 639, mnc: 2, lac: 20, cid: 79 },
        ...{ uploadMode: 0, stored: false },
      }),
  },
  {
    ...{ dialect: 'omni', model: 'omni-standard', wireId: '863725031194523' },
    report: (occurredAt) =>
      omniPosition(
        { form: 'CMD', imei: '863725031194523', clock: occurredAt },
        { occurredAt, valid: true, ...place, hdop: 1, tracking: true },
      ),
  },
  {
    ...{ dialect: 'eseal', model: 'eseal-standard', wireId: '1000821' },
    report: (occurredAt) =>
      encodeESeal(
        { id: '1000821', firmware: '3.0.8' },
        {
          ...{ type: 'Normal', index: 7, occurredAt, intervalS: 60, valid: true, ...place },
          ...{
            speedKmh: 40,
            door: 'Close',
            acceleration: 1,
            nfc: '0:0:3:0',
            voltage: 3.9,
            rssi: -71,
          },
        },
      ),
  },
  {
    ...{ dialect: 'queclink', model: 'GL300', wireId: '860599000306845' },
    report: (occurredAt) =>
      encodeMessage({
        ...{ version: '1A0401', uniqueId: '860599000306845', sentAt: occurredAt, count: 0x11 },
        type: 'FRI',
        fields: [
          ...[0, 0, 1],
          ...placeFields({
            ...{ accuracy: 1, speedKmh: 40, courseDeg: 300, altitudeM: 17, lat: LAT, lon: LON },
            ...{ fixedAt: occurredAt, mcc: 639, mnc: 2, lac: '0B32', cellId: '2F6A' },
          }),
          ...['1204.0', 87],
        ],
      }),
  },
  {
    ...{ dialect: 'suntech', model: 'suntech-standard', wireId: '0850000001' },
    report: (occurredAt) =>
      encodeUniversal({
        ...{ deviceId: '0850000001', occurredAt, ...place, speedKmh: 40, hasFix: true },
        ...{ ignition: true, isStored: false },
        report: { type: 'STT', mode: 1, reason: 1, msgNum: 4 },
      }),
  },
  {
    ...{ dialect: 'lakiri', model: 'lakiri-reference', wireId: LAKIRI_ID },
    report: (occurredAt) =>
      signRecord(
        {
          ...{ device: LAKIRI_ID, boot: 1, counter: 1, previous: null, occurredAt, commands: 0 },
          place: { fix: 'gnss', ...place, speedKmh: 40 },
        },
        signerOf('HS256', Uint8Array.of(1), new Uint8Array(32).fill(5)),
      ).frame(false),
  },
  {
    ...{ dialect: 'meitrack', model: 'T1', wireId: '353358017784062' },
    report: (occurredAt) =>
      encodeTextReport(
        { imei: '353358017784062', flag: 'A' },
        {
          ...{ event: 35, occurredAt, valid: true, ...place, speedKmh: 40, signal: 24, hdop: 1 },
          ...{
            mileageM: 1_204_000,
            runTimeS: 10,
            inputs: 0,
            outputs: 0,
            battery: 2_400,
            power: 900,
          },
        },
      ),
  },
];

/** Registers a seal as an officer would, without an officer; returns its id. */
export async function registerIn(
  owner: Database,
  seal: { readonly dialect: string; readonly model: string; readonly wireId: string },
): Promise<string> {
  const id = newId<'Seal'>(Date.now() as Instant);
  await owner.asNode((tx) =>
    tx.query(
      `INSERT INTO seals.seal (id, version, number, dialect, wire_id, model, owner, registered_at, phase, latches)
       VALUES ($1, 1, $2, $3, $4, $5, $6, now(), 'free',
         '{"cover":{"clearedSince":null,"is":"clear"},"cut":{"clearedSince":null,"is":"clear"},"opened":{"clearedSince":null,"is":"clear"}}')`,
      [
        id,
        `${seal.dialect}-${seal.wireId}`,
        seal.dialect,
        seal.wireId,
        seal.model,
        newId(0 as Instant),
      ],
    ),
  );
  return id;
}

/** Sends each piece when the one before was answered with so many bytes; returns all that was answered, in hex. */
export async function converse(
  port: number,
  pieces: readonly { readonly say: Uint8Array; readonly answerBytes: number }[],
): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port });
  let heard = Buffer.alloc(0);
  let wake: () => void = () => undefined;
  socket.on('data', (chunk) => {
    heard = Buffer.concat([heard, chunk]);
    wake();
  });
  socket.on('error', () => undefined);
  let expected = 0;
  for (const { say, answerBytes } of pieces) {
    socket.write(say);
    expected += answerBytes;
    await within(
      () => heard.length >= expected,
      (again) => (wake = again),
    );
  }
  socket.end(); // not destroyed: what nobody answers must still arrive
  return heard.toString('hex');
}

/** Sends datagrams from one address; returns what was answered in the time given, each in hex. */
export async function sendDatagrams(
  port: number,
  datagrams: readonly Uint8Array[],
  { answers, ms = 3_000 }: { readonly answers: number; readonly ms?: number },
): Promise<readonly string[]> {
  const socket = createSocket('udp4');
  const heard: string[] = [];
  let wake: () => void = () => undefined;
  socket.on('message', (bytes) => {
    heard.push(bytes.toString('hex'));
    wake();
  });
  for (const bytes of datagrams) socket.send(bytes, port, '127.0.0.1');
  await within(
    () => heard.length >= answers,
    (again) => (wake = again),
    ms,
  );
  socket.close();
  return heard;
}

async function within(
  isDone: () => boolean,
  onWake: (again: () => void) => void,
  ms = 5_000,
): Promise<void> {
  const until = Date.now() + ms;
  while (!isDone() && Date.now() < until)
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, 50);
      onWake(() => {
        clearTimeout(timer);
        resolve();
      });
    });
}

/** What a sub-lock of type 4 says by its master (JT701D manual V1.4, WLNET): there is no encoder for a radio we do not make. */
export function subLockFrame(said: {
  readonly master: string;
  readonly part: string;
  readonly at: Instant;
  /** 8: rope pulled; 0: locked. */
  readonly event: number;
  /** 1 rope out, 2 motor unlocked. */
  readonly status: number;
}): Uint8Array {
  const iso = new Date(said.at).toISOString();
  const [year, month, day] = iso.slice(2, 10).split('-');
  const clock = `${day}${month}${year}${iso.slice(11, 19).replaceAll(':', '')}`;
  const place = '040260860393961200'.replace(/00$/, '0d');
  const own = [said.event, said.status, 19].map((n) => n.toString(16).padStart(4, '0')).join('');
  const hex = `${clock}${place}1b2d${clock}${said.part}8301386316${'04'}${own}00${'00000000'}`;
  const wire = [...Buffer.from(hex, 'hex')].flatMap((byte) =>
    [0x28, 0x29, 0x2c, 0x3d].includes(byte) ? [0x3d, byte ^ 0x3d] : [byte],
  );
  const head = Buffer.from(`(${said.master},1,041,WLNET,5,2,`, 'latin1');
  return Buffer.concat([head, Uint8Array.from(wire), Buffer.from(')')]);
}
