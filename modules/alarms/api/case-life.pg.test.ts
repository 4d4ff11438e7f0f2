import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addMs, HOUR_MS, type Instant, MINUTE_MS, NO_BITS } from '@lakiri/kit';
import { newId } from '@lakiri/platform/facts';
import type { Sql } from '@lakiri/platform/sql';
import type { CaseId, PersonRef } from '../core/index.ts';
import { countCases, findCases, wakeCases } from '../store/index.ts';
import type { Wake } from '../store/wake.ts';
import { type ActWords, actOnCases } from './acts.ts';
import {
  aKey,
  armSeal,
  codeOf,
  did,
  hear,
  now,
  open,
  openWorld,
  type World,
} from './test-world.ts';

let world: World;
before(async () => {
  world = await openWorld();
});
after(() => world.close());

const asOfficer = <T>(work: (tx: Sql) => Promise<T>): Promise<T> =>
  world.app.asParty(world.officer.scope, work);
const refOf = ({ person }: World['officer']): PersonRef => person.id as string as PersonRef;
const battery = async (): Promise<CaseId> => {
  const { seal } = await armSeal(world);
  const [alarm] = await hear(world, seal, { min: 0, batteryPct: 3 });
  return alarm?.case ?? assert.fail();
};
const seen = async (id: CaseId) => (await asOfficer((tx) => findCases(tx, [id])))[0]?.case;
async function typesOf(subject: string): Promise<string[]> {
  const owner = open(world.postgres.ownerUrl);
  const { rows } = await owner.asNode((tx) =>
    tx.query<{ type: string }>(
      'SELECT type FROM fact.fact WHERE subject = $1 ORDER BY subject_version',
      [subject],
    ),
  );
  await owner.end();
  return rows.map(({ type }) => type);
}
const closing = { outcome: 'nuisance', cause: 'coverage', note: 'A known hole' } as const;
const recorder: Wake['recorder'] = {
  origin: 'test',
  actor: 'gateway:1',
  newId: () => newId(Date.now()),
};
const wake = (at: Instant) => world.intake.asNode((tx) => wakeCases(tx, { at, recorder }));

test('whatever is done to a case is in its row as it is in its facts', async () => {
  const id = await battery();
  const other = await battery();
  const soon = addMs(now(), 20 * MINUTE_MS);
  const steps: readonly ActWords[] = [
    { act: 'acknowledge', note: null },
    { act: 'withdraw' },
    { act: 'assign', to: refOf(world.colleague) },
    { act: 'acknowledge', note: null },
    { act: 'check', checkAt: soon },
    { act: 'shelve', until: soon, note: 'the cell is down' },
    { act: 'unshelve' },
    { act: 'close', ...closing, evidence: ['ab'.repeat(32)] },
    { act: 'reopen', note: 'it rang again' },
    { act: 'close', ...closing },
    { act: 'reopen', note: 'of one cause with another' },
    { act: 'merge', into: other },
  ];
  const expected: Partial<Record<ActWords['act'], object>> = {
    withdraw: { state: 'open', owner: null },
    assign: { state: 'open', owner: refOf(world.colleague) },
    check: { checkAt: soon, wakeAt: soon },
    unshelve: { shelved: null },
    merge: { state: 'merged', wakeAt: null },
  };
  for (const words of steps) {
    assert.equal(codeOf(await did(world, { case: id, ...words })), 'accepted', words.act);
    const { [words.act]: fields = {} } = expected;
    assert.partialDeepStrictEqual(await seen(id), fields, words.act);
  }
  assert.deepEqual((await typesOf(other)).slice(1), ['case-joined']);
  assert.equal((await typesOf(id)).length, 1 + steps.length);
});

test('a case that is reopened stands beside a new one of its kind', async () => {
  const { seal } = await armSeal(world);
  const [first] = await hear(world, seal, { min: 0, batteryPct: 3 });
  const id = first?.case ?? assert.fail();
  await did(world, { act: 'close', case: id, ...closing });
  await hear(world, seal, { min: 1, batteryPct: 95 });
  const [second] = await hear(world, seal, { min: 2, batteryPct: 3 });
  assert.notEqual(second?.case, id);
  assert.equal(codeOf(await did(world, { act: 'reopen', case: id, note: 'again' })), 'accepted');
  const third = await hear(world, seal, { min: 3, bits: { ...NO_BITS, ropeCut: true } });
  assert.equal(third.length, 1, 'the intake goes on');
});

test('only a supervisor reviews, and only who did not close it', async () => {
  const id = await battery();
  await did(world, { act: 'close', case: id, ...closing });
  const review = { act: 'review', case: id, verdict: 'handled-well', note: 'Good.' } as const;
  const boss = { ...world.colleague, roles: ['supervisor'] } as World['officer'];
  assert.equal(codeOf(await did(world, review)), 'supervisor-only');
  assert.equal(codeOf(await did(world, { ...review, viewer: boss })), 'accepted');
  assert.equal((await seen(id))?.state, 'reviewed');
  const own = await battery();
  await did(world, { act: 'close', case: own, ...closing, viewer: boss });
  assert.equal(codeOf(await did(world, { ...review, case: own, viewer: boss })), 'same-officer');
});

test('a case is given only to somebody who may act', async () => {
  const id = await battery();
  const to = refOf(world.carrier);
  assert.equal(codeOf(await did(world, { act: 'assign', case: id, to })), 'no-such-person');
});

test('one act on many: each has its own record, a refusal stops no other, a repeat does nothing', async () => {
  const ids: CaseId[] = [];
  for (let n = 0; n < 12; n++) ids.push(await battery());
  const [, , taken] = ids;
  await did(world, { act: 'acknowledge', case: taken ?? assert.fail(), note: null });
  const bulk = {
    viewer: world.colleague,
    key: aKey(),
    cases: ids,
    words: { act: 'acknowledge', note: 'the cell at Maungu is down' } as const,
  };
  const first = await actOnCases(world.deps, bulk);
  assert.deepEqual(
    first.filter(({ done }) => !done.accepted).map(({ id }) => id),
    [taken],
  );
  const again = await actOnCases(world.deps, bulk);
  assert.deepEqual(
    again.map(({ done }) => done.accepted && done.repeated),
    ids.map((id) => id !== taken),
  );
  for (const id of ids) assert.deepEqual(await typesOf(id), ['case-opened', 'case-acknowledged']);
});

test('a breach is said once a step, whoever looks; a shelf ends by itself', async () => {
  const late = await battery();
  const shelved = await battery();
  const until = addMs(now(), HOUR_MS);
  await did(world, { act: 'shelve', case: shelved, until, note: 'waiting for the cell' });
  const counts = () =>
    asOfficer((tx) => countCases(tx, { person: refOf(world.officer), now: now() }));
  const { shelved: before } = await counts();
  const due = (await seen(late))?.ackDueAt ?? assert.fail();
  const at = Math.max(due, until) as Instant;
  await Promise.all([wake(at), wake(at), wake(at)]);
  assert.deepEqual(await typesOf(late), ['case-opened', 'case-escalated']);
  assert.deepEqual((await typesOf(shelved)).slice(2), ['case-shelved', 'case-unshelved']);
  const { shelved: afterwards } = await counts();
  assert.equal(afterwards, before - 1);
  const woken = await seen(shelved);
  assert.deepEqual([woken?.shelved, woken?.checkAt], [null, woken?.wakeAt]);
});

test('an officer and the clock at once: neither undoes the other', async () => {
  const id = await battery();
  const due = (await seen(id))?.ackDueAt ?? assert.fail();
  const [done] = await Promise.all([
    did(world, { act: 'acknowledge', case: id, note: null }),
    wake(due),
  ]);
  assert.equal(codeOf(done), 'accepted');
  const state = await seen(id);
  assert.equal(state?.state, 'acknowledged');
  const types = await typesOf(id);
  assert.equal(types.filter((type) => type === 'case-acknowledged').length, 1);
});
