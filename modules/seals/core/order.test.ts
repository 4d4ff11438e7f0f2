import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, type Id, type Instant, MINUTE_MS, NO_BITS, SECOND_MS } from '@lakiri/kit';
import { aJourney, aReading, aSeal } from '../testing.ts';
import { endOrder, evolveSeal, orderOpening } from './events.ts';
import { fold, ORDER_EARLY_MS } from './fold.ts';
import type { Seal } from './seal.ts';

const noon = 1_700_000_000_000 as Instant;
const at = (s: number): Instant => addMs(noon, s * SECOND_MS);
const command = '01900000-0000-7000-8000-0000000000c1' as Id<'Command'>;
const armed = aSeal({
  custody: { phase: 'armed', journey: aJourney, armedAt: addMs(noon, -60 * MINUTE_MS) },
});
const ordered = evolve(armed, orderOpening({ seal: armed, command, from: noon, until: at(600) }));
const open = { ...NO_BITS, motorLocked: false };
const shut = { ...NO_BITS, motorLocked: true };

function evolve(seal: Seal, decision: ReturnType<typeof orderOpening>): Seal {
  if (!decision.accepted) throw new Error('refused');
  return decision.facts.reduce<Seal>((state, fact) => evolveSeal(state, fact), seal);
}

function told(seal: Seal, ...reports: readonly Parameters<typeof aReading>[0][]) {
  let now = seal;
  const latched: string[] = [];
  for (const report of reports) {
    const folded = fold(now, aReading(report, { receivedAt: at(3_000) }));
    now = folded.seal;
    latched.push(...folded.latched);
  }
  return { seal: now, latched };
}

const event = (type: 'unlock.rfid' | 'unlock.remoteDynamic') => ({
  type,
  credential: null,
  wrongCount: null,
  verification: null,
});

const ended = evolve(
  ordered,
  endOrder({ seal: ordered, command, outcome: 'confirmed', at: at(30) }),
);
const other = '01900000-0000-7000-8000-0000000000c2' as Id<'Command'>;

for (const [say, seal, reports, latched] of [
  ['no order', armed, [{ occurredAt: at(1), bits: open }], true],
  ['an order', ordered, [{ occurredAt: at(1), bits: open }], false],
  ['its last instant', ordered, [{ occurredAt: at(600), bits: open }], false],
  ['after it', ordered, [{ occurredAt: at(601), bits: open }], true],
  ['a clock a little behind', ordered, [{ occurredAt: at(-15), bits: open }], false],
  ['before it', ordered, [{ occurredAt: at(-16), bits: open }], true],
  [
    'a card while it stands',
    ordered,
    [{ occurredAt: at(1), bits: open, event: event('unlock.rfid') }],
    true,
  ],
  [
    'by the order itself',
    ordered,
    [{ occurredAt: at(1), bits: open, event: event('unlock.remoteDynamic') }],
    false,
  ],
  ['before its end', ended, [{ occurredAt: at(30), bits: open }], false],
  ['after its end', ended, [{ occurredAt: at(31), bits: open }], true],
  [
    'still open long after it',
    ordered,
    [
      { occurredAt: at(1), bits: open },
      { occurredAt: at(900), bits: open },
    ],
    false,
  ],
  [
    'opened, closed, opened again',
    ended,
    [
      { occurredAt: at(1), bits: open },
      { occurredAt: at(40), bits: shut },
      { occurredAt: at(50), bits: open },
    ],
    true,
  ],
  [
    'told late: open before it was closed again',
    ended,
    [
      { occurredAt: at(1), bits: open },
      { occurredAt: at(40), bits: shut },
      { occurredAt: at(35), bits: open },
    ],
    false,
  ],
  [
    'told late: opened again after it was closed',
    ended,
    [
      { occurredAt: at(1), bits: open },
      { occurredAt: at(40), bits: shut },
      { occurredAt: at(60), bits: shut },
      { occurredAt: at(50), bits: open },
    ],
    true,
  ],
  [
    'told late: opened before the order',
    ordered,
    [
      { occurredAt: at(1), bits: open },
      { occurredAt: at(-60), bits: open },
    ],
    true,
  ],
] as const)
  test(`an opening with ${say} ${latched ? 'is' : 'is not'} a tamper`, () => {
    assert.deepEqual(told(seal, ...reports).latched, latched ? ['opened'] : []);
  });

test('a cut is a tamper whatever was ordered', () => {
  const cut = { occurredAt: at(1), bits: { ...NO_BITS, ropeCut: true } };
  assert.deepEqual(told(ordered, cut).latched, ['cut']);
});

test('the end of an order that another has replaced changes nothing', () => {
  const later = orderOpening({ seal: ordered, command: other, from: at(10), until: at(700) });
  const replaced = evolve(ordered, later);
  const end = endOrder({ seal: replaced, command, outcome: 'uncertain', at: at(20) });
  assert.deepEqual(evolve(replaced, end).order, replaced.order);
});

test('no order reaches further back than a clock may be wrong', () => {
  assert.equal(ORDER_EARLY_MS, 15 * SECOND_MS);
});
