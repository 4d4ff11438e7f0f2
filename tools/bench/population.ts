// A fleet under way, put into a node's database at once: seals armed on journeys in transit on the
// gazetted routes, watched by the rules. States only, in the form in which the stores write them; the facts
// of these acts are left out, since nothing that is measured reads them.
import { randomBytes } from 'node:crypto';
import { freshWatch } from '@lakiri/alarms';
import { saveWatches } from '@lakiri/alarms/store';
import { pointAtKm, type RouteIndex, type RouteVersion } from '@lakiri/corridors';
import { loadGazette, readGazette, routeBook } from '@lakiri/corridors/store';
import { REF_CHANCE_BYTES, refOf } from '@lakiri/journeys';
import { addMs, canonical, HOUR_MS, type Id, type Instant, MINUTE_MS, NO_BITS } from '@lakiri/kit';
import { newId } from '@lakiri/platform/facts';
import type { Database, Sql } from '@lakiri/platform/sql';
import { clockCode, fixCode, NOTHING_HEARD, packBits } from '@lakiri/seals';
import { type FleetDialect, fleetKeyOf, type Track, trackAlong } from '@lakiri/simulator';
import { ensureDays } from '@lakiri/telemetry/store';
import { materialHash, sealKeyAggregate, sealSecret } from '@lakiri/trust/store';

const ORIGIN = 'centre';
/** Trucks on the same piece of road share its track: the generator keeps each once. */
const TRACKS_MAX = 960;
/** Device time of the first frames: behind ours, so that the fastest load never claims the future. */
const BEHIND_MS = HOUR_MS;
const IMEI_FIRST = 352_093_000_000_000;
/** The first wire id of each dialect, its digits, and a model that speaks it. */
const DEVICES: Readonly<Record<FleetDialect, Device>> = {
  jointech: { first: 8_131_000_000, model: 'JT701D' },
  teltonika: { first: IMEI_FIRST, model: 'FMB-rope' },
  jt808: { first: 13_900_000_000, digits: 12, model: 'G-300' },
  gt06: { first: IMEI_FIRST, model: 'G18' },
  omni: { first: IMEI_FIRST, model: 'omni-standard' },
  eseal: { first: 1_000_000, model: 'eseal-standard' },
  queclink: { first: IMEI_FIRST, model: 'GL300' },
  suntech: { first: 850_000_000, digits: 10, model: 'suntech-standard' },
  meitrack: { first: IMEI_FIRST, model: 'MVT380' },
  lakiri: { first: 0, digits: 8, prefix: 'LKR-', model: 'lakiri-reference' },
};
type Device = {
  readonly first: number;
  readonly digits?: number;
  readonly prefix?: string;
  readonly model: string;
};

export type Population = {
  /** Device time of each seal's first frame. */
  readonly from: Instant;
  readonly seals: readonly SealInPlace[];
};

export type SealInPlace = {
  readonly id: Id<'Seal'>;
  readonly journey: Id<'Journey'>;
  readonly dialect: FleetDialect;
  readonly wireId: string;
  readonly number: string;
  readonly track: Track;
};

type Standing = {
  readonly sealingKey?: Uint8Array;
  readonly crowd?: number;
  /** Of so many makers in turn, so that no alarms have only that in common; left out: of their own. */
  readonly makers?: number;
};

type Place = { readonly route: RouteIndex<RouteVersion>; readonly km: number };

/**
 * Puts so many seals of each dialect under way, in the order given, all at once, as the database's owner.
 * Their trucks stand apart on the routes, and drive along them when their frames follow their tracks; the first `crowd` of them
 * stand at one place. With the key under which the node keeps secrets of seals, those that prove their word are believed.
 */
export async function populate(
  owner: Database,
  counts: Readonly<Partial<Record<FleetDialect, number>>>,
  { sealingKey, crowd = 0, makers = 0 }: Standing = {},
): Promise<Population> {
  const now = Date.now() as Instant;
  const from = (Math.floor((now - BEHIND_MS) / 1_000) * 1_000) as Instant;
  const spoken = (Object.entries(counts) as [FleetDialect, number][]).flatMap(([dialect, count]) =>
    Array.from({ length: count }, (_, at) => ({ dialect, wireId: wireIdOf(dialect, at) })),
  );
  const places = await owner.asNode(async (tx) => {
    await ensureDays(tx, now);
    return spread(await routesOf(owner, tx, now), Math.min(TRACKS_MAX, spoken.length));
  });
  const tracks = places.map(({ route, km }) => trackAlong(route, { fromKm: km }));
  const refs = drawRefs(spoken.length);
  const rows = spoken.map(({ dialect, wireId }, at): Row => {
    const stands = at < crowd ? 0 : at % places.length;
    const place = places[stands];
    const track = tracks[stands];
    if (place === undefined || track === undefined) throw new Error('the gazette has no route');
    return {
      id: newId(now),
      journey: newId(now),
      vehicle: newId(now),
      dialect,
      wireId,
      model: makers === 0 ? DEVICES[dialect].model : modelOnTrial(dialect, at % makers),
      number: `ELK-${String(at + 1).padStart(5, '0')}`,
      plate: `KZ${String(at).padStart(6, '0')}`,
      ref: refs[at] ?? '',
      track,
      place,
    };
  });
  await owner.asNode(async (tx) => {
    for (const dialect of Object.keys(counts) as FleetDialect[])
      for (let maker = 0; maker < makers; maker++) await insertModel(tx, dialect, maker);
    await insert(tx, rows, addMs(from, -HOUR_MS));
    const proving = rows.filter(({ dialect }) => dialect === 'lakiri');
    if (sealingKey !== undefined) await insertKeys(tx, proving, sealingKey);
  });
  return { from, seals: rows };
}

function wireIdOf(dialect: FleetDialect, at: number): string {
  const { first, digits = 0, prefix = '' } = DEVICES[dialect];
  return prefix + String(first + at).padStart(digits, '0');
}

const modelOnTrial = (dialect: FleetDialect, maker: number): string =>
  `${DEVICES[dialect].model} of maker ${maker + 1}`;

/** The same device under another maker's name. */
async function insertModel(tx: Sql, dialect: FleetDialect, maker: number): Promise<void> {
  const name = modelOnTrial(dialect, maker);
  await tx.query(
    `INSERT INTO seals.model (model, dialect, maker, id)
     SELECT $1, dialect, $2, md5('lakiri model ' || $1)::uuid FROM seals.model WHERE model = $3`,
    [name, `Maker ${maker + 1}`, DEVICES[dialect].model],
  );
  await tx.query(
    `INSERT INTO seals.model_version (model, version, effective_from, report_interval_s, parked_interval_s,
       asleep_interval_s, drain_pct_per_hour, tier_max, profile, basis, source)
     SELECT $1, version, effective_from, report_interval_s, parked_interval_s, asleep_interval_s,
       drain_pct_per_hour, tier_max, profile, basis, source
     FROM seals.model_version WHERE model = $2`,
    [name, DEVICES[dialect].model],
  );
}

type Row = SealInPlace & {
  readonly model: string;
  readonly vehicle: Id<'Vehicle'>;
  readonly plate: string;
  readonly ref: string;
  readonly place: Place;
};

/** Each its own: of 10,000 drawn, one time in five two are the same. */
function drawRefs(count: number): readonly string[] {
  const refs = new Set<string>();
  while (refs.size < count) refs.add(refOf(randomBytes(REF_CHANCE_BYTES)));
  return [...refs];
}

async function routesOf(
  owner: Database,
  tx: Sql,
  now: Instant,
): Promise<readonly RouteIndex<RouteVersion>[]> {
  const routes = await routeBook().current(tx, now);
  if (routes.length > 0) return routes;
  const command = { gazette: readGazette(), effectiveFrom: 0 as Instant, now, actor: 'node' };
  const loaded = await loadGazette({ database: owner, origin: ORIGIN }, command);
  if (!loaded.accepted) throw new Error(`the gazette was refused: ${loaded.refusal.code}`);
  return routeBook().current(tx, now);
}

/** So many places, in turn on each route, evenly along it and away from its ends. */
function spread(routes: readonly RouteIndex<RouteVersion>[], count: number): Place[] {
  const perRoute = Math.ceil(count / routes.length);
  return Array.from({ length: count }, (_, at) => {
    const route = routes[at % routes.length] as RouteIndex<RouteVersion>;
    const share = (Math.floor(at / routes.length) + 1) / (perRoute + 1);
    return { route, km: route.totalKm * share };
  });
}

/** A load's clocks begin an hour behind and run as fast as its frames: that is no lie here. */
const CLOCKS_OF_A_LOAD = `
  INSERT INTO alarms.rule_version (kind, version, severity, ack_due_s, params, effective_from, basis, source)
  SELECT kind, 2, severity, ack_due_s, params::jsonb || '{"offMinS": 2591999}', 'epoch'::timestamptz + interval '1 second',
    basis, 'a load whose device time is not ours'
  FROM alarms.rule_version WHERE kind = 'clock-jumped' AND version = 1
  ON CONFLICT DO NOTHING`;

async function insert(tx: Sql, rows: readonly Row[], armedAt: Instant): Promise<void> {
  await tx.query(CLOCKS_OF_A_LOAD);
  const transporter = newId<'Party'>(armedAt);
  const texts = rows.map(columnsOf);
  const column = (name: keyof ReturnType<typeof columnsOf>): unknown[] =>
    texts.map((row) => row[name]);
  await tx.query(
    `INSERT INTO parties.party (id, version, kind, name, country, home)
     VALUES ($1, 1, 'transporter', $2, 'KE', false)`,
    [transporter, `Haulage on trial ${transporter}`],
  );
  await insertTrucks(tx, { transporter, vehicles: column('vehicle'), plates: column('plate') });
  await tx.query(
    `INSERT INTO journeys.journey (id, version, ref, route_id, route_version, vehicle, cargo, transporter,
       created_at, sealed_at, armed_at, deadline_at, departed_at)
     SELECT journey, 4, ref, route, version, vehicle, 'Rice in bags', $1, $2::timestamptz - interval '2 hours',
       $2::timestamptz - interval '1 hour', $2, $2::timestamptz + make_interval(hours => hours), $2
     FROM unnest($3::uuid[], $4::text[], $5::text[], $6::int[], $7::uuid[], $8::int[])
       AS u (journey, ref, route, version, vehicle, hours)`,
    [
      transporter,
      sqlTime(armedAt),
      column('journey'),
      column('ref'),
      column('routeId'),
      column('routeVersion'),
      column('vehicle'),
      column('timeLimitH'),
    ],
  );
  await tx.query(
    `INSERT INTO journeys.fitting (journey, seal, number, fitted_at)
     SELECT journey, seal, number, $1::timestamptz - interval '1 hour'
     FROM unnest($2::uuid[], $3::uuid[], $4::text[]) AS u (journey, seal, number)`,
    [sqlTime(armedAt), column('journey'), column('seal'), column('number')],
  );
  await insertSeals(tx, { transporter, armedAt, column });
  await insertPermits(tx, { transporter, armedAt, subjects: [column('journey'), column('seal')] });
  const watches = rows.map(({ id, journey }) => [id, freshWatch(journey)] as const);
  await saveWatches(tx, new Map(watches));
}

type Trucks = {
  readonly transporter: Id;
  readonly vehicles: unknown[];
  readonly plates: unknown[];
};

async function insertTrucks(tx: Sql, { transporter, vehicles, plates }: Trucks): Promise<void> {
  await tx.query(
    `INSERT INTO parties.vehicle (id, version, party, kind)
     SELECT id, 1, $1, 'truck' FROM unnest($2::uuid[]) AS u (id)`,
    [transporter, vehicles],
  );
  await tx.query(
    `INSERT INTO parties.personal (subject, field, party, value, value_key, salt, purpose, forget_after)
     SELECT id, 'plate', $1, plate, plate, uuid_send(gen_random_uuid()), 'control of goods in transit',
       now() + interval '5 years'
     FROM unnest($2::uuid[], $3::text[]) AS u (id, plate)`,
    [transporter, vehicles, plates],
  );
}

type Seals = {
  readonly transporter: Id;
  readonly armedAt: Instant;
  column(name: keyof ReturnType<typeof columnsOf>): unknown[];
};

/** Registered, fitted, armed and departed: version 4, having spoken a minute before it was armed. */
async function insertSeals(tx: Sql, { transporter, armedAt, column }: Seals): Promise<void> {
  await tx.query(
    `INSERT INTO seals.seal (id, version, number, dialect, wire_id, model, owner, registered_at, phase,
       journey, phase_at, occurred_at, received_at, lat, lon, place_at, speed_kmh, course_deg, fix, bits,
       battery_pct, clock, latches, due_at)
     SELECT seal, 4, number, dialect, wire_id, model, $1, $2::timestamptz - interval '30 days', 'armed',
       journey, $2, $3::timestamptz, $3, lat, lon, $3, 0, course, $4, $5, 90, $6, $7, now()
     FROM unnest($8::uuid[], $9::text[], $10::text[], $11::text[], $12::text[], $13::uuid[], $14::float8[],
       $15::float8[], $16::real[]) AS u (seal, number, dialect, wire_id, model, journey, lat, lon, course)`,
    [
      transporter,
      sqlTime(armedAt),
      sqlTime(addMs(armedAt, -MINUTE_MS)),
      fixCode('gnss'),
      packBits({ ...NO_BITS, motorLocked: true, ropeInserted: true, ropeCut: false }),
      clockCode('right'),
      canonical(NOTHING_HEARD.latches),
      column('seal'),
      column('number'),
      column('dialect'),
      column('wireId'),
      column('model'),
      column('journey'),
      column('lat'),
      column('lon'),
      column('courseDeg'),
    ],
  );
}

async function insertKeys(
  tx: Sql,
  seals: readonly SealInPlace[],
  sealingKey: Uint8Array,
): Promise<void> {
  for (const { id: seal, wireId } of seals) {
    const { kind, keyId, material: plain } = fleetKeyOf(wireId);
    const material = kind === 'mac' ? sealSecret(plain, sealingKey) : plain;
    const key = {
      ...{ id: newId<'SealKey'>(Date.now()), seal, keyId, kind },
      ...{ validFrom: 0 as Instant, validUntil: null, revokedAt: null },
      materialSha256: materialHash(material),
    };
    const write = { id: key.id, state: key, versionBefore: 0, version: 1 };
    await sealKeyAggregate(material).save(tx, write);
  }
}

type Permits = {
  readonly transporter: Id;
  readonly armedAt: Instant;
  readonly subjects: readonly [journeys: unknown[], seals: unknown[]];
};

async function insertPermits(tx: Sql, permits: Permits): Promise<void> {
  const reasons = ['carries the journey', 'seal on its truck'];
  for (const [at, subjects] of permits.subjects.entries())
    await tx.query(
      `INSERT INTO access.permit (party, subject, valid_from, reason)
       SELECT $1, subject, $2, $3 FROM unnest($4::uuid[]) AS u (subject)`,
      [permits.transporter, sqlTime(permits.armedAt), reasons[at], subjects],
    );
}

function columnsOf(row: Row) {
  const { route } = row.place.route;
  const { lat, lon, courseDeg } = pointAtKm(row.place.route, row.place.km);
  return {
    seal: row.id,
    journey: row.journey,
    vehicle: row.vehicle,
    number: row.number,
    plate: row.plate,
    ref: row.ref,
    dialect: row.dialect,
    wireId: row.wireId,
    model: row.model,
    routeId: route.id,
    routeVersion: route.version,
    timeLimitH: route.timeLimitH,
    lat,
    lon,
    courseDeg,
  };
}

const sqlTime = (at: Instant): string => new Date(at).toISOString();
