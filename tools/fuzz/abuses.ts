// What nobody should send to a gateway, each with what it must count on its metrics page.
import type { Chance, Instant } from '@lakiri/kit';
import { encodeLongForm } from '@lakiri/protocol-jointech';
import { encodeLogin, encodePacket } from '@lakiri/protocol-teltonika';
import type { NodeUnderTest } from '../bench/node-under-test.ts';
import type { SealInPlace } from '../bench/population.ts';
import { Peer } from './peer.ts';

/** A batch and its commit take milliseconds; on a busy machine seconds. */
const ANSWER_MS_MAX = 10_000;
const GARBAGE_PEERS = 10;
const GARBAGE_BYTES = 100 * 1024; // more than a gateway takes before it closes
const HALF_FRAMES = 50;
const MEGABYTE = 1_000_000;
const STRANGERS = 1_000;
const STRANGERS_AT_ONCE = 100;
const STRANGER_FIRST = 9_900_000_000;

/** At least so many more counts on the page than before. */
export type Counted = { readonly name: string; readonly labels: readonly string[]; min: number };

export type Abuse = {
  readonly name: string;
  /** What went wrong; empty when the gateway bore it. */
  run(around: Around): Promise<readonly string[]>;
  readonly counts: readonly Counted[];
};

export type Around = {
  readonly ports: NodeUnderTest['ports'];
  readonly chance: Chance;
  /** Registered seals that nobody else speaks for. */
  readonly jointech: SealInPlace;
  readonly teltonika: SealInPlace;
};

const counted = (name: string, min: number, ...labels: string[]): Counted => ({
  name: `lakiri_gateway_${name}`,
  labels,
  min,
});

export const ABUSES: readonly Abuse[] = [
  {
    name: 'garbage',
    counts: [
      counted('malformed_total', 2 * GARBAGE_PEERS),
      counted('closed_total', 2 * GARBAGE_PEERS, 'reason="garbage"'),
    ],
    run: async ({ ports, chance }) => {
      const peers = await connectAll([ports.jointech, ports.teltonika], GARBAGE_PEERS);
      for (const peer of peers) peer.send(chance.bytes(GARBAGE_BYTES));
      return allCutOff(peers);
    },
  },
  {
    name: 'half frames',
    counts: [counted('malformed_total', HALF_FRAMES, 'code="cut-off"')],
    run: async ({ ports, jointech, chance }) => {
      const peers = await connectAll([ports.jointech], HALF_FRAMES);
      const frame = longForm(jointech, Date.now());
      for (const peer of peers) {
        peer.send(frame.subarray(0, chance.integer(1, frame.length - 1)));
        peer.finish();
      }
      return allCutOff(peers);
    },
  },
  {
    name: 'frames of 1 MB',
    counts: [
      counted('malformed_total', 1, 'code="too-long"'),
      counted('malformed_total', 1, 'code="length-out-of-range"'),
      counted('closed_total', 2, 'reason="garbage"'),
    ],
    run: async ({ ports }) => {
      const text = Buffer.alloc(MEGABYTE, '1');
      text.write('(8131000000,1,001,BASE,');
      const packet = Buffer.alloc(MEGABYTE, 7);
      packet.fill(0, 0, 4);
      packet.writeUInt32BE(MEGABYTE - 12, 4);
      packet[8] = 8;
      const [long] = await connectAll([ports.jointech], 1);
      const [wide] = await connectAll([ports.teltonika], 1);
      long?.send(text);
      wide?.send(packet);
      return allCutOff([long, wide].filter((peer) => peer !== undefined));
    },
  },
  {
    name: 'a slow sender with a whole frame',
    counts: [],
    run: async ({ ports, jointech }) => {
      const peer = await Peer.connect(ports.jointech);
      await peer.dribble(longForm(jointech, Date.now()), 20);
      return acknowledged(peer, 'a frame sent byte by byte');
    },
  },
  {
    name: 'unknown ids',
    counts: [counted('refused_total', STRANGERS, 'reason="stranger"')],
    run: async ({ ports, jointech: { track } }) => {
      const faults: string[] = [];
      for (let first = 0; first < STRANGERS; first += STRANGERS_AT_ONCE) {
        const peers = await connectAll([ports.jointech], STRANGERS_AT_ONCE);
        for (const [at, peer] of peers.entries())
          peer.send(longForm({ wireId: String(STRANGER_FIRST + first + at), track }, Date.now()));
        await peers.at(-1)?.hears((heard) => heard.length > 0, 50);
        if (peers.some(({ heard }) => heard.length > 0)) faults.push('a stranger was answered');
        for (const peer of peers) peer.leave();
      }
      return faults;
    },
  },
  {
    name: 'wrong checksums',
    counts: [counted('malformed_total', 1, 'dialect="teltonika"', 'checksum')],
    run: async ({ ports, teltonika }) => {
      const packet = packetAt(teltonika, Date.now());
      packet[packet.length - 1] = (packet[packet.length - 1] ?? 0) ^ 0x5a;
      const peer = await signedIn(ports.teltonika, teltonika.wireId);
      peer.send(packet);
      await peer.hears((heard) => heard.length >= 5, 500);
      const accepted = peer.heard.length >= 5 && peer.heard.readUInt32BE(1) > 0;
      peer.leave();
      return accepted ? ['a packet with a wrong checksum was acknowledged'] : [];
    },
  },
  {
    name: 'clocks in 1970 and 2099',
    counts: [],
    run: async ({ ports, jointech, teltonika }) => {
      const faults: string[] = [];
      for (const at of WRONG_CLOCKS) {
        const peer = await Peer.connect(ports.jointech);
        peer.send(longForm(jointech, at));
        faults.push(...(await acknowledged(peer, `a frame of ${new Date(at).getUTCFullYear()}`)));
        const other = await signedIn(ports.teltonika, teltonika.wireId);
        other.send(packetAt(teltonika, at));
        const isCounted = (heard: Buffer): boolean =>
          heard.length >= 5 && heard.readUInt32BE(1) === 1;
        if (!(await other.hears(isCounted, ANSWER_MS_MAX)))
          faults.push(`a packet of ${new Date(at).getUTCFullYear()} was not acknowledged`);
        other.leave();
      }
      return faults;
    },
  },
];

const WRONG_CLOCKS = [Date.UTC(1970, 0, 1, 0, 0, 1), Date.UTC(2099, 11, 31, 23, 59, 59)];

function connectAll(ports: readonly number[], each: number): Promise<Peer[]> {
  const wanted = ports.flatMap((port) => Array.from({ length: each }, () => port));
  return Promise.all(wanted.map((port) => Peer.connect(port)));
}

async function allCutOff(peers: readonly Peer[]): Promise<readonly string[]> {
  const cut = await Promise.all(peers.map((peer) => peer.isCutOff(ANSWER_MS_MAX)));
  for (const peer of peers) peer.leave();
  const kept = cut.filter((is) => !is).length;
  return kept === 0 ? [] : [`${kept} connections were kept`];
}

async function acknowledged(peer: Peer, what: string): Promise<readonly string[]> {
  const isAcked = await peer.hears((heard) => heard.includes('(P69,0,'), ANSWER_MS_MAX);
  peer.leave();
  return isAcked ? [] : [`${what} was not acknowledged`];
}

async function signedIn(port: number, imei: string): Promise<Peer> {
  const peer = await Peer.connect(port);
  peer.send(encodeLogin(imei));
  if (!(await peer.hears((heard) => heard[0] === 1, ANSWER_MS_MAX)))
    throw new Error(`the tracker ${imei} was not let in`);
  return peer;
}

/** A JT701D's frame from where the seal's truck is, whole and locked. */
function longForm(
  { wireId, track }: Pick<SealInPlace, 'wireId' | 'track'>,
  at: number,
): Uint8Array {
  return encodeLongForm({
    deviceId: wireId,
    serial: 1,
    occurredAt: wholeSeconds(at),
    valid: true,
    ...placeOf(track),
    speedKmh: 40,
    odometerKm: 10,
    satellites: 9,
    batteryPct: 90,
    bits: { motorLocked: true, ropeInserted: true },
  });
}

function packetAt({ track }: SealInPlace, at: number): Uint8Array {
  const { lat, lon, courseDeg } = placeOf(track);
  const place = { lat, lon, courseDeg: Math.round(courseDeg) % 360, altitudeM: 17, speedKmh: 40 };
  return encodePacket(8, [
    { ...place, occurredAt: wholeSeconds(at), priority: 0, satellites: 9, eventId: 0, io: [] },
  ]);
}

function placeOf({ points }: SealInPlace['track']) {
  const [point] = points;
  if (point === undefined) throw new Error('a track has a point at least');
  return point;
}

const wholeSeconds = (at: number): Instant => (Math.floor(at / 1_000) * 1_000) as Instant;
