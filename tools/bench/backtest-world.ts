// The simulated world of the story, as a node would have it stored: journeys, seals with their facts, and every reading.
import { DEFAULT_RULES, type Kind, rulesOf } from '@lakiri/alarms';
import { loadGazette, readGazette } from '@lakiri/corridors/store';
import { modelsOf } from '@lakiri/gateway/refolding';
import { addMs, DAY_MS, HOUR_MS, type Id, type Instant, isoOf, MINUTE_MS } from '@lakiri/kit';
import { runSteps, uuidBytes } from '@lakiri/platform/copy';
import { appendFacts, type Fact, newId } from '@lakiri/platform/facts';
import type { Database, Sql } from '@lakiri/platform/sql';
import type { TruckPlan } from '@lakiri/simulator';
import { batchSteps, CREATE_STAGE, type StagedRow } from '@lakiri/telemetry/store';
import { cast, MODELS } from '../story/cast.ts';
import { travel } from '../story/trip.ts';
import { progress } from './report.ts';

export const OFFICE = '00000000-0000-7000-8000-00000000000f';
const TELL_EVERY = 100;
/** Between two versions of the seal one is free for a fact. */
const VERSIONS_APART = 2;
const FIRST_VERSION = 10;

export type Asked = {
  readonly days: number;
  readonly seed: number;
  readonly trucks: number;
  readonly kind: Kind;
};

export type World = {
  readonly from: Instant;
  readonly until: Instant;
  readonly readings: number;
  /** Alarms of the kind that the story's own intake raised. */
  readonly alarms: number;
};

/** Plays the story and stores it. Whoever set out within the days is followed to where it goes, and judged within them. */
export async function fill(owner: Database, asked: Asked): Promise<World> {
  const plans = [...cast(asked.days, asked.seed, asked.trucks)];
  const from = (plans[0]?.startAt ?? 0) as Instant;
  const until = addMs(from, asked.days * DAY_MS);
  await prepare(owner, { from, until });
  const standing = { rules: rulesOf(DEFAULT_RULES), models: modelsOf(MODELS) };
  let readings = 0;
  let alarms = 0;
  for (const [at, plan] of plans.entries()) {
    const kept: StagedRow[] = [];
    const trip = travel(plan, standing, { keep: (rows) => kept.push(...rows), until });
    const own = trip.alarms.filter(({ kind }) => kind === asked.kind);
    alarms += own.filter(({ occurredAt }) => occurredAt < until).length;
    readings += await store(owner, plan, kept);
    if (at % TELL_EVERY === TELL_EVERY - 1) progress(`${at + 1} journeys, ${readings} readings`);
  }
  await owner.pool.query('VACUUM ANALYZE telemetry.reading');
  return { from, until, readings, alarms };
}

async function prepare(owner: Database, span: { readonly from: Instant; readonly until: Instant }) {
  const day = (at: Instant): string => isoOf(at).slice(0, 'yyyy-mm-dd'.length);
  await owner.asNode(async (tx) => {
    await tx.query('SELECT telemetry.ensure_days($1, $2)', [
      day(addMs(span.from, -DAY_MS)),
      day(addMs(span.until, 2 * DAY_MS)),
    ]);
    await tx.query(
      `INSERT INTO access.permit (party, subject, valid_from, reason) VALUES ($1, NULL, 'epoch', 'bench')`,
      [OFFICE],
    );
  });
  const gazette = readGazette();
  const node = { database: owner, origin: 'bench' };
  const told = {
    actor: 'node',
    now: addMs(span.from, -DAY_MS),
    effectiveFrom: addMs(span.from, -DAY_MS),
  };
  const done = await loadGazette(node, { ...told, gazette });
  if (!done.accepted) throw new Error(JSON.stringify(done));
}

async function store(
  owner: Database,
  plan: TruckPlan,
  kept: readonly StagedRow[],
): Promise<number> {
  const seal = newId<'Seal'>(plan.startAt);
  const journey = newId<'Journey'>(plan.startAt);
  const sealId = uuidBytes(seal);
  const rows = kept.flatMap((row, position): StagedRow[] => {
    const { reading } = row;
    if (reading === null) return [];
    const sealVersion = FIRST_VERSION + reading.sealVersion * VERSIONS_APART;
    return [{ ...row, sealId, position, frame: null, reading: { ...reading, sealVersion } }];
  });
  const departed = rows.find(({ receivedAt }) => receivedAt >= plan.departAt);
  const departedVersion = (departed?.reading?.sealVersion ?? FIRST_VERSION) - 1;
  await owner.asNodeWith(
    () => [{ sql: CREATE_STAGE }],
    async (tx) => {
      await storeRegister(tx, plan, { seal, journey });
      await appendFacts(tx, factsOf(plan, { seal, journey, departedVersion }), { announce: false });
      await runSteps(tx, batchSteps(newId(plan.startAt), rows, { leaves: [], about: [] }));
    },
  );
  return rows.length;
}

type Ids = { readonly seal: Id<'Seal'>; readonly journey: Id<'Journey'> };

async function storeRegister(tx: Sql, plan: TruckPlan, { seal, journey }: Ids): Promise<void> {
  const { startAt, departAt, truck, index, model, wireId } = plan;
  const known = MODELS.find((one) => one.model === model);
  await tx.query(
    `INSERT INTO seals.seal (id, version, number, dialect, wire_id, model, owner, registered_at, phase, journey,
       phase_at, latches)
     VALUES ($1, 1, $2, $3, $4, $5, $6, $7, 'armed', $8, $7,
       '{"cut":{"is":"clear","clearedSince":null},"opened":{"is":"clear","clearedSince":null},"cover":{"is":"clear","clearedSince":null}}')`,
    [
      ...[seal, `ELK-${truck}`, known?.dialect ?? 'jointech', wireId, model, OFFICE],
      ...[isoOf(startAt), journey],
    ],
  );
  const ref = truck.toString(36).toUpperCase().padStart(6, '0');
  await tx.query(
    `INSERT INTO journeys.journey (id, version, ref, route_id, route_version, vehicle, cargo, transporter,
       created_at, sealed_at, armed_at, deadline_at, departed_at)
     VALUES ($1, 1, $2, $3, 1, $4, 'tea', $5, $6, $6, $6, $7, $8)`,
    [
      ...[journey, `${ref.slice(0, 4)}-${ref.slice(4)}`, index.route.id, newId(startAt), OFFICE],
      ...[isoOf(startAt), isoOf(addMs(startAt, 30 * DAY_MS)), isoOf(departAt)],
    ],
  );
  await tx.query(
    'INSERT INTO journeys.fitting (journey, seal, number, fitted_at) VALUES ($1, $2, $3, $4)',
    [journey, seal, `ELK-${truck}`, isoOf(startAt)],
  );
}

function factsOf(
  plan: TruckPlan,
  { seal, journey, departedVersion }: Ids & { readonly departedVersion: number },
): Fact[] {
  const { startAt, departAt, truck, model, wireId } = plan;
  const known = MODELS.find((one) => one.model === model);
  const { maker, dialect } = known ?? { maker: '', dialect: '' };
  const profile = { model, dialect, maker, version: 1, tierMax: 0, drainPctPerHour: 0 };
  const before = addMs(startAt, -HOUR_MS);
  const told: readonly (readonly [number, Instant, string, object])[] = [
    [
      ...([1, before, 'seal-registered'] as const),
      {
        ...{ number: `ELK-${truck}`, wireId, owner: OFFICE, at: before },
        model: { ...profile, reportIntervalS: 60, parkedIntervalS: null, asleepIntervalS: null },
      },
    ],
    [2, addMs(startAt, -MINUTE_MS), 'seal-fitted', { journey, at: addMs(startAt, -MINUTE_MS) }],
    [3, startAt, 'seal-armed', { journey, at: startAt }],
    [departedVersion, departAt, 'journey-moved', { journey, milestone: 'departed' }],
  ];
  return told.map(([subjectVersion, at, type, body]) => ({
    ...{ id: newId<'Fact'>(at), subjectKind: 'seal', subject: seal as Id, subjectVersion, type },
    ...{ schemaVersion: 1, body: body as Fact['body'], origin: 'bench', actor: 'node' },
    ...{ authority: null, occurredAt: at, receivedAt: at, causes: [] },
  }));
}
