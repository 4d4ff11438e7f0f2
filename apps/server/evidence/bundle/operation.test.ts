import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant } from '@lakiri/kit';
import type { Placed } from './contents.ts';
import { operationIn, operationOf } from './operation.ts';

const began = Date.UTC(2026, 10, 23, 8);
const minute = (n: number): Instant => (began + n * 60_000) as Instant;
const iso = (n: number): string => new Date(minute(n)).toISOString();
const period = { from: minute(0), until: minute(60) };

let index = 0;
const told = (run: string, type: string, body: object): Placed => {
  index++;
  const fact = { subjectKind: 'run', subject: run, type, body: JSON.stringify(body) };
  return { fact: fact as Placed['fact'], index };
};
const started = (run: string, at: number): Placed =>
  told(run, 'run-started', {
    process: 'server',
    program: 'lakiri test',
    origin: 'centre',
    at: minute(at),
  });
const ended = (run: string, at: number): Placed => told(run, 'run-ended', { at: minute(at) });
const lost = (run: string, at: number): Placed =>
  told(run, 'run-lost', { aliveAt: minute(at), foundAt: minute(at + 5) });
const gateway = (run: string, at: number, state: string, reason: string | null): Placed =>
  told(run, 'process-changed', { process: 'gateway-1', state, reason, at: minute(at) });

const rows = [
  { say: 'no run at all', facts: [], unknown: [[0, 60]], says: /^Nothing is known/ },
  { say: 'one run throughout', facts: [started('a', -5)], unknown: [], says: /no fault/ },
  {
    say: 'a run that began late',
    facts: [started('a', 10)],
    unknown: [[0, 10]],
    says: /a part of the period/,
  },
  {
    say: 'a clean restart',
    facts: [started('a', -5), ended('a', 20), started('b', 21)],
    unknown: [[20, 21]],
    says: /no fault/,
  },
  {
    say: 'a run that was lost, and the next one',
    facts: [started('a', -5), lost('a', 20), started('b', 40)],
    unknown: [[20, 40]],
    says: /1 fault/,
  },
  {
    say: 'a run of which nobody has found yet that it was lost, and the next one',
    facts: [started('a', -5), started('b', 40)],
    unknown: [[0, 40]],
    says: /a part of the period/,
  },
  {
    say: 'two runs side by side',
    facts: [started('a', -5), started('b', -4), ended('a', 20)],
    unknown: [],
    says: /whole period/,
  },
] as const;
for (const { say, facts, unknown, says } of rows)
  test(`${say}: ${unknown.length === 0 ? 'all is known' : 'what is not known is told'}`, () => {
    const operation = operationOf(facts, period);
    assert.deepEqual(
      operation.unknown,
      unknown.map(([from, until]) => ({ from: iso(from), until: iso(until) })),
    );
    assert.match(operation.statement, says);
    assert.equal(operation.known, unknown.length === 0);
    assert.deepEqual(
      operation.entries,
      facts.map((fact) => fact.index),
    );
  });

test('a process that is down is a fault until it is told of again, or its run ends', () => {
  const { faults } = operationOf(
    [
      started('a', -5),
      gateway('a', 5, 'degraded', 'readings wait'),
      gateway('a', 9, 'ready', null),
      told('a', 'database-away', { from: minute(5), until: minute(8), reason: 'refused' }),
      gateway('a', 50, 'stopped', null),
      ended('a', 51),
    ],
    period,
  );
  assert.deepEqual(
    faults.map(({ what, from, until }) => [what, from, until]),
    [
      ['gateway-1 degraded', iso(5), iso(9)],
      ['Database away', iso(5), iso(8)],
      ['gateway-1 stopped', iso(50), iso(51)],
    ],
  );
});

test('what was wrong already when the period began is a fault in it; what had passed is not', () => {
  const facts = [
    started('a', -50),
    gateway('a', -40, 'degraded', 'passed'),
    gateway('a', -30, 'ready', null),
    gateway('a', -20, 'degraded', 'readings wait'),
    gateway('a', -10, 'restarting', 'ended by SIGKILL'),
    gateway('a', 30, 'ready', null),
    gateway('a', 70, 'degraded', 'after it'),
  ];
  const own = operationIn(
    facts.map(({ fact }) => fact),
    period,
  );
  const { faults, statement } = operationOf(
    facts.filter(({ fact }) => own.includes(fact)),
    period,
  );
  assert.deepEqual(
    faults.map(({ what, from, until }) => [what, from, until]),
    [['gateway-1 restarting', iso(-10), iso(30)]],
  );
  assert.match(statement, /1 fault/);
});
