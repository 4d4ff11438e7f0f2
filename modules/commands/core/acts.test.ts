import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, type Id, type Instant, MINUTE_MS, NO_BITS } from '@lakiri/kit';
import { NOTHING_HEARD, type Seal } from '@lakiri/seals';
import { aJourney, aSeal } from '@lakiri/seals/testing';
import { ASKED_AT, aCommand, approver, aSentCommand, asker } from '../testing.ts';
import { type Approve, approve, cancel, type Request, request } from './acts.ts';
import { type Command, type CommandState, nextStates, STATES } from './command.ts';
import { type Circumstances, OPENING_HOURS } from './conditions.ts';
import { type CommandEvent, evolveCommand } from './events.ts';

const place = (id: string, lon: number) =>
  ({ id, name: id, short: id, kind: 'icd', country: 'KE', lat: -1, lon, radiusM: 1_000 }) as never;
const route = { from: place('west', 36), to: place('east', 38), allowedStops: [place('mid', 37)] };
const [hours] = OPENING_HOURS;
if (hours === undefined) throw new Error('no hours');

const sealAt = (lon: number | null, over: Partial<Seal> = {}): Seal =>
  aSeal({
    custody: { phase: 'armed', journey: aJourney, armedAt: addMs(ASKED_AT, -60 * MINUTE_MS) },
    live: {
      ...NOTHING_HEARD,
      receivedAt: ASKED_AT,
      occurredAt: ASKED_AT,
      bits: { ...NO_BITS, motorLocked: true },
      place: lon === null ? null : { lat: -1, lon, at: ASKED_AT, speedKmh: 0, courseDeg: null },
    },
    ...over,
  });

const around = (seal: Seal, over: Partial<Circumstances> = {}): Circumstances => ({
  seal,
  journey: { id: aJourney, state: 'in-transit', route },
  cases: [],
  hours,
  at: ASKED_AT,
  ...over,
});

const soundRequest: Request = {
  id: aCommand().id,
  order: { word: 'unlock' },
  by: asker,
  around: around(sealAt(36)),
  words: ['unlock', 'locate'],
  lacksPassword: false,
  inFlight: undefined,
  reasonSha256: 'ab',
  overrideSha256: null,
};
const other = '01900000-0000-7000-8000-0000000000c9' as Id<'Command'>;
const critical = [{ id: 'c', kind: 'seal-cut' }];
const night = { ...hours, fromH: 5, untilH: 6 };

for (const [say, over, refused] of [
  ['a word that its dialect lacks', { order: { word: 'lock' } }, 'order-not-spoken'],
  ['no reason', { reasonSha256: null }, 'reason-needed'],
  ['the same in flight', { inFlight: other }, 'already-in-flight'],
  ['no password where one is needed', { lacksPassword: true }, 'password-needed'],
  ['a seal that never spoke', { around: around(aSeal()) }, 'seal-never-heard'],
  ['a seal that knows no place', { around: around(sealAt(null)) }, 'seal-place-unknown'],
  ['a seal between its stations', { around: around(sealAt(36.5)) }, 'seal-not-at-station'],
  ['an allowed stop', { around: around(sealAt(37)) }, undefined],
  [
    'an allowed stop once it has arrived',
    { around: around(sealAt(37), { journey: { id: aJourney, state: 'arrived', route } }) },
    'seal-not-at-station',
  ],
  [
    'its destination once it has arrived',
    { around: around(sealAt(38), { journey: { id: aJourney, state: 'arrived', route } }) },
    undefined,
  ],
  [
    'no place, when it is disarmed',
    {
      around: around(
        sealAt(null, {
          custody: { phase: 'disarmed', journey: aJourney, disarmedAt: ASKED_AT },
        }),
      ),
    },
    undefined,
  ],
  [
    'a place of half an hour ago',
    { around: around(sealAt(36), { at: addMs(ASKED_AT, 31 * MINUTE_MS) }) },
    'seal-place-unknown',
  ],
  ['another hour', { around: around(sealAt(36), { hours: night }) }, 'outside-hours'],
  [
    'another hour, with a reason for it',
    { around: around(sealAt(36), { hours: night }), overrideSha256: 'cd' },
    undefined,
  ],
  ['an open case', { around: around(sealAt(36), { cases: critical }) }, 'case-open'],
  ['a doubted seal', { around: around(sealAt(36), { isDoubted: true }) }, 'seal-doubted'],
  [
    'an open case, with a reason for it',
    { around: around(sealAt(36), { cases: critical }), overrideSha256: 'cd' },
    undefined,
  ],
  [
    'a reason, but between its stations',
    { around: around(sealAt(36.5)), overrideSha256: 'cd' },
    'seal-not-at-station',
  ],
  ['nothing against it', {}, undefined],
] as const)
  test(`an opening asked with ${say} is ${refused ?? 'taken'}`, () => {
    const done = request({ ...soundRequest, ...over } as Request);
    assert.equal(done.accepted ? undefined : done.refusal.code, refused);
    if (done.accepted)
      assert.deepEqual(
        done.facts.map(({ type }) => type),
        ['command-requested'],
      );
  });

test('a word that opens nothing is approved by being asked for, wherever the seal is', () => {
  const order = { word: 'locate' } as const;
  const done = request({ ...soundRequest, order, around: around(sealAt(36.5)) });
  assert.ok(done.accepted);
  assert.deepEqual(
    done.facts.map(({ type }) => type),
    ['command-requested', 'command-approved'],
  );
});

const onJourney = aCommand({ journey: aJourney });
const soundApproval: Approve = {
  command: onJourney,
  by: approver,
  around: around(sealAt(36)),
  meant: undefined,
  presence: 'password',
};
const late = addMs(ASKED_AT, 10 * MINUTE_MS);
for (const [say, over, refused] of [
  ['who asked', { by: asker }, 'same-officer'],
  [
    'one of two approvers, the second time',
    { command: { ...onJourney, state: 'approved' } },
    'command-not-requested',
  ],
  ['who means another seal', { meant: 'another' }, 'wrong-seal'],
  ['who is too late', { around: around(sealAt(36), { at: late }) }, 'command-expired'],
  ['who finds it expired', { command: { ...onJourney, state: 'expired' } }, 'command-expired'],
  [
    'who finds it cancelled',
    { command: { ...onJourney, state: 'cancelled' } },
    'command-not-requested',
  ],
  ['when the truck has driven on', { around: around(sealAt(36.5)) }, 'seal-not-at-station'],
  [
    'when a case was opened meanwhile',
    { around: around(sealAt(36), { cases: critical }) },
    'case-open',
  ],
  ['when the seal is on another journey', { command: aCommand() }, 'journey-changed'],
  ['by an open session alone', { presence: null }, 'presence-needed'],
  ['who asked, by an open session alone', { presence: null, by: asker }, 'same-officer'],
  ['in time', {}, undefined],
  ['who means this seal', { meant: onJourney.seal }, undefined],
] as const)
  test(`an approval by ${say} is ${refused ?? 'taken'}`, () => {
    const done = approve({ ...soundApproval, ...over } as Approve);
    assert.equal(done.accepted ? undefined : done.refusal.code, refused);
  });

const commandIn = (state: CommandState): Command => ({ ...aSentCommand(), state });

for (const state of STATES)
  test(`what is ${state} ${['requested', 'approved'].includes(state) ? 'can' : 'cannot'} be cancelled`, () => {
    const done = cancel({ command: commandIn(state), at: ASKED_AT });
    const expected = ['requested', 'approved'].includes(state) ? undefined : 'already-sent';
    assert.equal(done.accepted ? undefined : done.refusal.code, expected);
  });

const at: Instant = ASKED_AT;
const why = { code: 'not-confirmed' } as const;
const { id: subject } = aCommand();
const events = {
  approved: { type: 'command-approved', body: { by: approver, at } },
  recorded: { type: 'command-recorded', body: aSentCommand().dispatch as never },
  sent: { type: 'command-sent', body: { at } },
  acknowledged: { type: 'command-acknowledged', body: { at } },
  confirmed: { type: 'command-confirmed', body: { at, why } },
  refused: { type: 'command-refused', body: { at, why } },
  uncertain: { type: 'command-uncertain', body: { at, why } },
  expired: { type: 'command-expired', body: { at, why } },
  cancelled: { type: 'command-cancelled', body: { at, why } },
} as const satisfies Record<Exclude<CommandState, 'requested'>, unknown>;

for (const from of STATES)
  for (const [to, event] of Object.entries(events)) {
    const may = (nextStates[from] as readonly string[]).includes(to);
    test(`from ${from} to ${to}: ${may ? 'yes' : 'never'}`, () => {
      const fact = { subjectKind: 'command', subject, ...event } as CommandEvent;
      if (may) assert.equal(evolveCommand(commandIn(from), fact).state, to);
      else assert.throws(() => evolveCommand(commandIn(from), fact), /of a command that is/);
    });
  }
