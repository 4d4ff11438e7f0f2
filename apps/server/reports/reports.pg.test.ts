// Reports through the real server: what is counted, and by whom it may be seen.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '@lakiri/platform/facts';
import { openWorld, type Party, type World } from '../notices/test-world.ts';

// A week of Nairobi: 3 February 00:00 EAT is 2 February 21:00 UTC.
const WEEK = 'from=2025-02-03&to=2025-02-09&zone=Africa/Nairobi';
const at = (hours: number): string =>
  new Date(Date.UTC(2025, 1, 2, 21) + hours * 3_600_000).toISOString();

let world: World;
let supervisor: string;
before(async () => {
  world = await openWorld();
  const { whole, ask, ours, theirs } = world;
  const { party } = await ask<{ party: { id: string } }>(whole.cookie, '/session');
  const login = { login: 'achieng', password: 'the-night-shift-of-the-centre' };
  const person = { name: 'W. Achieng', roles: ['supervisor'], language: 'en' };
  const { id } = await ask<{ id: string }>(whole.cookie, '/people', {
    ...{ party: party.id, ...login, ...person },
  });
  supervisor = await whole.signIn(login.login, login.password);
  await world.sql(
    `INSERT INTO shifts.shift (id, version, person, started_at, ends_at, ended_at) VALUES ($1, 1, $2, $3, $4, $4)`,
    ...[newId(Date.now()), id, at(0), at(14)],
  );
  await drive(ours, { departs: 1, arrives: 51 });
  await drive(theirs, { departs: 1, arrives: 101 });
  await raise(ours, { kind: 'long-stop', severity: 3, opens: 8, takenS: 60, outcome: 'true' });
  await raise(ours, { kind: 'seal-cut', severity: 1, opens: 9, takenS: 30, alarms: 6 });
  await raise(theirs, { kind: 'seal-cut', severity: 1, opens: 30, takenS: null });
  await raise(theirs, { kind: 'shock', severity: 4, opens: 200, takenS: null });
});
after(() => world.close());

async function drive(
  { journey }: Party,
  { departs, arrives }: { readonly departs: number; readonly arrives: number },
): Promise<void> {
  await world.sql(
    `UPDATE journeys.journey SET created_at = $2, sealed_at = $2, armed_at = $2, deadline_at = $4, departed_at = $3,
       arrived_at = $4 WHERE id = $1`,
    ...[journey, at(0), at(departs), at(arrives)],
  );
}

type Raised = {
  readonly kind: string;
  readonly severity: number;
  readonly opens: number;
  readonly takenS: number | null;
  readonly outcome?: string;
  readonly alarms?: number;
};

async function raise({ journey, seal }: Party, raised: Raised): Promise<void> {
  const { kind, severity, opens, takenS, outcome = null, alarms = 1 } = raised;
  const [id, officer] = [newId(Date.now()), newId(Date.now())];
  const taken = takenS === null ? null : at(opens + takenS / 3_600);
  const ended = outcome === null ? null : at(opens + 1);
  await world.sql(
    `INSERT INTO alarms.case (id, version, kind, severity, journey, seal, rule_version, opened_at, ack_due_at,
       acknowledged_by, acknowledged_at, owner, closed_by, closed_at, outcome, cause, note_sha256, evidence)
     VALUES ($1, 1, $2, $3, $4, $5, 1, $6, $7, $8, $9, $8, $10, $11, $12, $13, $14, $15)`,
    ...[id, kind, severity, journey, seal, at(opens), at(opens + 0.5)],
    ...[taken === null ? null : officer, taken, ended === null ? null : officer, ended, outcome],
    ...(ended === null ? [null, null, null] : ['other', 'f'.repeat(64), []]),
  );
  for (let n = 0; n < alarms; n++)
    await world.sql(
      `INSERT INTO alarms.alarm (id, case_id, journey, seal, kind, severity, rule_version, occurred_at, received_at,
         late, why, cause_digest) VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $7, false, '[]', $8)`,
      ...[newId(Date.now()), id, journey, seal, kind, severity, at(opens + n / 60), `digest ${n}`],
    );
}

type Json = Record<string, unknown>;
const read = (cookie: string, path: string) => world.ask<Json>(cookie, path);
async function refusal(cookie: string, path: string): Promise<readonly [number, unknown]> {
  const reply = await world.whole.app.inject({ url: `/api/v1${path}`, headers: { cookie } });
  return [reply.statusCode, reply.json<Json>()['code']];
}

test('alarms of a week: rates, rules, makers, what chatters and what stands', async () => {
  const report = await read(supervisor, `/reports/alarms?${WEEK}`);
  assert.partialDeepStrictEqual(report, {
    period: { firstDay: '2025-02-03', from: at(0), to: at(7 * 24), zone: 'Africa/Nairobi' },
    cases: 3,
    rates: { slots: 1_008, alarms: 3, peak: { perPerson: 1, at: at(8) }, unwatchedAlarms: 1 },
    byRule: [
      { kind: 'seal-cut', alarms: 7, cases: 2, outcomes: { open: 2 }, truePct: null },
      { kind: 'long-stop', alarms: 1, cases: 1, outcomes: { true: 1 }, truePct: 100 },
    ],
    byMaker: [{ maker: 'Jointech', alarms: 8, cases: 3 }],
    frequent: [{ kind: 'seal-cut', number: 'ELK-coast', count: 6, sharePct: 75 }, {}, {}],
    chattering: [{ kind: 'seal-cut', number: 'ELK-coast', count: 6, at: at(9) }],
    standing: [{ kind: 'seal-cut', number: 'ELK-coast', openH: 159 }, { openH: 138 }],
    standingCount: 2,
    shelved: { times: 0, cases: 0, now: 0 },
  });
});

test('response: how soon each step was taken, by the hours of shifts', async () => {
  const report = await read(supervisor, `/reports/response?${WEEK}`);
  assert.partialDeepStrictEqual(report, {
    all: {
      cases: 3,
      lateTaken: 1,
      stages: [
        { stage: 'acknowledged', cases: 2, medianS: 30, p90S: 60 },
        ...[{ cases: 0 }, { cases: 0 }, { cases: 0 }],
        { stage: 'closed', cases: 1, medianS: 3_600 },
      ],
    },
    byShift: [{ fromH: 6, cases: 3 }, { cases: 0 }, { cases: 0 }],
  });
});

test('corridors: the centre sees all journeys, a transporter its own', async () => {
  const { ours } = world;
  const all = await read(supervisor, `/reports/corridors?${WEEK}`);
  assert.partialDeepStrictEqual(all, {
    routes: [
      {
        ...{
          route: 'mombasa-malaba',
          name: 'Mombasa – Malaba',
          arrived: 2,
          meanH: 75,
          medianH: 50,
        },
        ...{ slowestH: 100, target: { hours: 60 }, withinPct: 50, stops: 1 },
      },
    ],
  });
  const own = await read(ours.cookie, `/reports/corridors?${WEEK}`);
  assert.partialDeepStrictEqual(own, { routes: [{ arrived: 1, meanH: 50, stops: 1 }] });
  const none = await read(ours.cookie, '/reports/corridors?from=2025-02-06&to=2025-02-07');
  assert.deepEqual(none['routes'], []);
});

test('as CSV, with its name', async () => {
  for (const [kind, says] of [
    ['alarms', 'rule,seal-cut,alarms,7'],
    ['response', 'all,,acknowledged_median_s,30'],
    ['corridors', 'route,Mombasa – Malaba,within_target_pct,50'],
  ] as const) {
    const reply = await world.whole.app.inject({
      url: `/api/v1/reports/${kind}.csv?${WEEK}`,
      headers: { cookie: supervisor },
    });
    assert.equal(reply.headers['content-type'], 'text/csv; charset=utf-8');
    assert.match(String(reply.headers['content-disposition']), new RegExp(`lakiri-${kind}-2025`));
    assert.ok(reply.body.includes(says), reply.body.slice(0, 400));
  }
});

test('who may not, and what makes no period', async () => {
  const { ours } = world;
  const rows = [
    [ours.cookie, `/reports/alarms?${WEEK}`, 403, 'forbidden'],
    [ours.cookie, `/reports/alarms.csv?${WEEK}`, 403, 'forbidden'],
    [ours.cookie, `/reports/response?${WEEK}`, 403, 'forbidden'],
    ['', `/reports/corridors?${WEEK}`, 401, 'not-signed-in'],
    [supervisor, '/reports/alarms?from=2025-02-30&to=2025-03-01', 400, 'bad-request'],
    [supervisor, '/reports/alarms?from=2025-02-03', 400, 'bad-request'],
    [supervisor, '/reports/alarms?from=2025-02-03&to=2025-02-02', 422, 'period-backwards'],
    [supervisor, '/reports/alarms?from=2025-02-03&to=2025-06-02', 422, 'period-too-long'],
    [supervisor, `/reports/corridors.csv?${WEEK}x`, 422, 'no-such-zone'],
  ] as const;
  for (const [cookie, path, status, code] of rows)
    assert.deepEqual(await refusal(cookie, path), [status, code], path);
});
