// Of the small history: a journey on which much goes wrong. A breakdown, another driver, another route, a theft that
// officers act upon, a cover forced open and the seal replaced on the road.
import { createHash, randomUUID } from 'node:crypto';
import type { Route } from '@lakiri/corridors';
import type { Instant } from '@lakiri/kit';
import type { LongFormInput } from '@lakiri/protocol-jointech';
import type { Whole } from '@lakiri/server/whole';

type Answer = { readonly id: string };
type Told = Partial<LongFormInput> & { readonly serial: number };
type Device = { ask(bytes: Uint8Array, answer: string): Promise<void>; end(): void };

export type SmallRoad = {
  readonly whole: Whole;
  readonly office: {
    get(path: string): Promise<Answer>;
    post(path: string, body: object): Promise<Answer>;
  };
  register(number: string, dialect: string, wireId: string, model: string): Promise<Answer>;
  connect(): Promise<Device>;
  report(n: number, over: Told): Uint8Array;
  /** Waits until there is a row of this. */
  until(from: string): Promise<void>;
  readonly form: object;
  readonly route: Route;
};

/** What the journey carries, and nothing else of the history does. */
export const ROAD_CARGO = 'Coffee, 20 t';
const ROAD = `JOIN journeys.journey j ON j.id = a.journey WHERE j.cargo = '${ROAD_CARGO}'`;

/** Another way between the same places. */
export const detourOf = (route: Route): Route => ({
  ...route,
  id: `${route.id}-detour` as Route['id'],
  name: 'Harbour to depot by the old road',
});

export async function makeRoad(parts: SmallRoad): Promise<void> {
  const { office, register, connect } = parts;
  const old = await register('ELK-20', 'jointech', '8000000020', 'JT701D');
  const next = await register('ELK-21', 'jointech', '8000000021', 'JT701D');
  const [device, fresh] = [await connect(), await connect()];
  await told(device, parts, { deviceId: '8000000020', serial: 1 });
  const journey = await office.post('/journeys', { ...parts.form, cargo: ROAD_CARGO });
  const act = (name: string, body: object = {}) =>
    office.post(`/journeys/${journey.id}/${name}`, body);
  await act('seal', { sealId: old.id, mechanicalSeal: 'KRA 411' });
  await act('arm');
  await act('depart');
  const befalls = (what: object, more: object = {}) => act('exceptions', { what, ...more });
  const { exception } = (await befalls({ kind: 'breakdown', part: 'axle' })) as unknown as {
    exception: string;
  };
  await act(`exceptions/${exception}/end`);
  await befalls({ kind: 'driver-change', driverName: 'S. Barasa' });
  await befalls({ kind: 'mechanical-seal', number: 'KRA 412' });
  const { id: routeId } = detourOf(parts.route);
  const note = 'the bridge is under water';
  await befalls({ kind: 'route-change', routeId, routeVersion: 1 }, { note });
  await befalls({ kind: 'theft', of: 'attempt' }, { note: 'two men at the rear doors' });
  await parts.until(`alarms.alarm a ${ROAD} AND a.kind = 'driver-report' AND a.severity = 1`);
  await actUpon(parts, journey.id);
  await told(device, parts, { deviceId: '8000000020', serial: 2, bits: { coverOpen: true } });
  await parts.until(`alarms.alarm a ${ROAD} AND a.kind = 'cover-opened'`);
  await told(fresh, parts, { deviceId: '8000000021', serial: 3 });
  const [oldPhotoSha256, newPhotoSha256] = [await photo(parts, 1), await photo(parts, 2)];
  const photos = { oldPhotoSha256, newPhotoSha256 };
  const reseal = { kind: 'reseal', old: old.id, seal: next.id, mechanicalSeal: 'KRA 413' };
  await befalls({ ...reseal, ...photos }, { note: 'cover forced; cargo whole' });
  await told(device, parts, { deviceId: '8000000020', serial: 4, bits: { coverOpen: true } });
  await told(fresh, parts, { deviceId: '8000000021', serial: 5 });
  await act('arrive', { reason: 'seen by the officer at the gate' });
  await act('disarm');
  await act('close');
  device.end();
  fresh.end();
}

/** A unit is sent and reports, the driver is called, the police are told. */
async function actUpon(parts: SmallRoad, journey: string): Promise<void> {
  const { office } = parts;
  const { openCases } = (await office.get(`/journeys/${journey}`)) as unknown as {
    openCases: readonly { readonly id: string; readonly kind: string }[];
  };
  const about = openCases.find(({ kind }) => kind === 'driver-report')?.id;
  const unit = await office.post('/response/units', {
    ...{ name: 'Mazeras 1', areaKm: 60, languages: ['sw', 'en'], phone: '+254 700 000 001' },
    base: { name: 'Mazeras', lat: -3.98, lon: 39.55 },
  });
  await office.post(`/response/units/${unit.id}/place`, { lat: -4.0, lon: 39.6 });
  await office.post(`/response/units/${unit.id}/answer-for`, {});
  const sent = (await office.post(`/cases/${about}/dispatches`, {
    unit: unit.id,
  })) as unknown as { dispatches: readonly Answer[] };
  const step = (name: string, body: object = {}) =>
    office.post(`/response/dispatches/${sent.dispatches[0]?.id}/${name}`, body);
  await step('see');
  await step('accept');
  await step('arrive', { at: new Date().toISOString() });
  const photos = [await photo(parts, 3)];
  await step('report', { finding: 'all-in-order', text: 'doors whole, driver well', photos });
  await step('release');
  const call = { whom: 'driver', result: 'answered', number: '+254 712 345 678' };
  await office.post(`/cases/${about}/calls`, { ...call, note: 'says they ran' });
  const who = 'Changamwe police station, Sgt. Njoroge';
  await office.post(`/cases/${about}/notified`, { whom: 'police', means: 'phone', who });
}

/** Sends a photograph, as small as one can be. Its hash. */
async function photo({ whole: { app, cookie } }: SmallRoad, n: number): Promise<string> {
  const payload = Buffer.from([0xff, 0xd8, 0xff, 0xe0, n]);
  const headers = { cookie, 'content-type': 'image/jpeg', 'idempotency-key': randomUUID() };
  const url = '/api/v1/response/photos';
  const reply = await app.inject({ method: 'POST', url, headers, payload });
  const { sha256 } = reply.json() as { sha256?: string };
  const hash = createHash('sha256').update(payload).digest('hex');
  if (sha256 !== hash) throw new Error(`${url}: ${reply.statusCode} ${reply.body}`);
  return hash;
}

let last = 0;

/** Says it at a whole second that is after whatever was done before. */
async function told(device: Device, { report }: SmallRoad, over: Told): Promise<void> {
  last = Math.max(Math.ceil(Date.now() / 1_000), last + 1);
  const occurredAt = (last * 1_000) as Instant;
  await device.ask(report(0, { ...over, occurredAt }), `(P69,0,${over.serial})`);
}
