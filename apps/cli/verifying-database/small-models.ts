// Of the small history: a sub-lock that speaks through its master, and a model that is revised between two datagrams
// of the same bytes but for their time.
import { createSocket } from 'node:dgram';
import type { Instant } from '@lakiri/kit';
import { encodeDatagram } from '@lakiri/protocol-teltonika';

type Office = { post(path: string, body: object): Promise<{ readonly id: string }> };
type Register = (
  number: string,
  dialect: string,
  wireId: string,
  model: string,
) => Promise<{ readonly id: string }>;

const PART = '7C21450018';
const IMEI = '356307042441021';

const DEAD_ZONE = {
  name: 'behind the hills',
  area: { is: 'circle', lat: -2.5, lon: 38, radiusM: 4_000 },
  excusedMin: 30,
  source: 'drive test',
};

const NEW_MODEL = {
  ...{ maker: 'Xin Guard', like: 'FMB120', reportIntervalS: 60, drainPctPerHour: 0.5, tierMax: 0 },
  profile: { io: [{ id: 2, bytes: 1, means: 'ropeInserted', when: 1 }] },
  ...{ basis: 'manual', source: 'the maker’s sheet of January' },
};

/** A model of nobody's release, which two people make; and one that is taken back. */
export async function makeNewModel(office: Office, second: Office): Promise<void> {
  const { id } = await office.post('/models/drafts', { ...NEW_MODEL, model: 'XG-9' });
  await second.post(`/models/drafts/${id}/approve`, {});
  const mistaken = await office.post('/models/drafts', { ...NEW_MODEL, model: 'XG-7' });
  await second.post(`/models/drafts/${mistaken.id}/withdraw`, { why: 'mistaken' });
  const effectiveFrom = new Date(Date.now() + 3_600_000).toISOString();
  const { maker: _, like: __, ...data } = NEW_MODEL;
  await second.post('/models/XG-9/versions', { ...data, reportIntervalS: 30, effectiveFrom });
}

/** Before anything is sent: a dead zone that comes and goes, a sub-lock, and a tracker whose model takes an input for a rope from two minutes on. */
export async function makeModels(office: Office, register: Register): Promise<void> {
  await register('ELK-3', 'jointech', PART, 'JT709-sub-lock');
  await register('ELK-4', 'teltonika', IMEI, 'FMB120');
  await office.post('/models/FMB120/versions', {
    reportIntervalS: 90,
    drainPctPerHour: 0.8,
    tierMax: 0,
    profile: { io: [{ id: 1, bytes: 1, means: 'ropeInserted', when: 1 }] },
    basis: 'measured',
    source: 'wired by the owner, seen by an officer',
  });
  await office.post('/models/drafts', { ...NEW_MODEL, model: 'XG-8' });
  const { id: zone } = await office.post('/dead-zones', DEAD_ZONE);
  await office.post(`/dead-zones/${zone}/versions`, { ...DEAD_ZONE, excusedMin: 45 });
  await office.post(`/dead-zones/${zone}/end`, {});
  const cell = { cell: '639-2-4129-268', lat: -4.05, lon: 39.6, radiusM: 9_000 };
  await office.post('/trust/cells', { source: 'operator', cells: [cell] });
}

/** A rope pulled at the sub-lock, as its master tells it. */
export function toldOfPart(master: string): Uint8Array {
  const clock = '3d15022508595'; // 28 February 2025, its first byte escaped
  const hex = `${clock}304026086039396120d1b2d${clock}5${PART}8301386316048008000300130700003d003d14`;
  return Buffer.concat([
    Buffer.from(`(${master},1,041,WLNET,5,2,`, 'latin1'),
    Buffer.from(hex, 'hex'),
    Buffer.from(')'),
  ]);
}

/** What the tracker says by UDP, and hears. */
export function datagramAt(port: number, occurredAt: Instant): Promise<string> {
  const bytes = encodeDatagram({
    ...{ packetId: 1, avlId: 1, imei: IMEI, codec: 8 },
    records: [
      {
        ...{ occurredAt, priority: 0, lat: -4.045, lon: 39.64, altitudeM: 10, courseDeg: 90 },
        ...{ satellites: 9, speedKmh: 40, eventId: 1, io: [{ id: 1, bytes: 1, value: 0 }] },
      },
    ],
  });
  const socket = createSocket('udp4');
  return new Promise((resolve) => {
    socket.once('message', (answer) => {
      socket.close();
      resolve(answer.toString('hex'));
    });
    socket.send(bytes, port, '127.0.0.1');
  });
}
