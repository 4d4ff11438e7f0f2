import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Decision, type Instant, NO_BITS, type SealBits } from '@lakiri/kit';
import { aJourney, aReading, aSeal } from '../testing.ts';
import {
  armSeal,
  clearLatches,
  disarmSeal,
  evolveSeal,
  fitSeal,
  noteMilestone,
  releaseSeal,
  replaceSeal,
  type SealEvents,
  type SealRefusal,
} from './events.ts';
import { fold } from './fold.ts';
import {
  type CaseRef,
  type Custody,
  type JourneyRef,
  journeyOf,
  LATCHES,
  nextPhases,
  type Phase,
  type Seal,
} from './seal.ts';

const at = 1_700_000_000_000 as Instant;
const another = '01900000-0000-7000-8000-0000000000cc' as JourneyRef;
const custodies: Record<Phase, Custody> = {
  free: { phase: 'free' },
  fitted: { phase: 'fitted', journey: aJourney },
  armed: { phase: 'armed', journey: aJourney, armedAt: at },
  disarmed: { phase: 'disarmed', journey: aJourney, disarmedAt: at },
};
const heard = (seal: Seal, bits: Partial<SealBits> = {}): Seal =>
  fold(seal, aReading({ bits: { ...NO_BITS, ...bits } })).seal;
const inPhase = (phase: Phase): Seal => aSeal({ custody: custodies[phase] });
const fitted = inPhase('fitted');
const sound = { motorLocked: true, ropeInserted: true, ropeCut: false };

type Answer = Decision<SealEvents, SealRefusal>;
const codeOf = (answer: Answer): string | undefined =>
  answer.accepted ? undefined : answer.refusal.code;

// Each row mends what the one above it was refused for.
const rows: readonly { say: string; answer: Answer; refused: string | undefined }[] = [
  {
    say: 'fit a seal that is on another journey',
    answer: fitSeal({ seal: inPhase('disarmed'), journey: another }),
    refused: 'seal-not-free',
  },
  {
    say: 'fit a free seal',
    answer: fitSeal({ seal: inPhase('free'), journey: another }),
    refused: undefined,
  },
  {
    say: 'arm a free seal',
    answer: armSeal({ seal: inPhase('free'), at }),
    refused: 'seal-not-fitted',
  },
  {
    say: 'arm one that never spoke',
    answer: armSeal({ seal: fitted, at }),
    refused: 'seal-never-heard',
  },
  {
    say: 'arm one whose motor is open',
    answer: armSeal({ seal: heard(fitted, { ...sound, motorLocked: false }), at }),
    refused: 'seal-not-locked',
  },
  {
    say: 'arm one whose rope is cut',
    answer: armSeal({ seal: heard(fitted, { ...sound, ropeCut: true }), at }),
    refused: 'seal-not-locked',
  },
  {
    say: 'arm one whose rope is out',
    answer: armSeal({ seal: heard(fitted, { ...sound, ropeInserted: false }), at }),
    refused: 'seal-not-locked',
  },
  {
    say: 'arm one that is locked and whole',
    answer: armSeal({ seal: heard(fitted, sound), at }),
    refused: undefined,
  },
  {
    say: 'arm one that is armed',
    answer: armSeal({ seal: heard(inPhase('armed'), sound), at }),
    refused: 'seal-not-fitted',
  },
  {
    say: 'disarm what is not armed',
    answer: disarmSeal({ seal: fitted, at }),
    refused: 'seal-not-armed',
  },
  {
    say: 'disarm an armed seal',
    answer: disarmSeal({ seal: inPhase('armed'), at }),
    refused: undefined,
  },
  {
    say: 'release an armed seal',
    answer: releaseSeal({ seal: inPhase('armed') }),
    refused: 'seal-still-armed',
  },
  {
    say: 'release a free seal',
    answer: releaseSeal({ seal: inPhase('free') }),
    refused: 'seal-not-fitted',
  },
  {
    say: 'release a disarmed seal',
    answer: releaseSeal({ seal: inPhase('disarmed') }),
    refused: undefined,
  },
  {
    say: 'release one that was never armed',
    answer: releaseSeal({ seal: fitted }),
    refused: undefined,
  },
  {
    say: 'note a milestone of a seal that is not armed',
    answer: noteMilestone({ seal: inPhase('disarmed'), milestone: 'arrived' }),
    refused: 'seal-not-armed',
  },
  {
    say: 'note a milestone of an armed seal',
    answer: noteMilestone({ seal: inPhase('armed'), milestone: 'departed' }),
    refused: undefined,
  },
];
for (const { say, answer, refused } of rows) {
  test(`to ${say} is ${refused ?? 'accepted'}`, () => assert.equal(codeOf(answer), refused));
}

test('what is accepted leads only where the table of phases says', () => {
  for (const phase of Object.keys(nextPhases) as Phase[]) {
    const seal = heard(inPhase(phase), sound);
    const reached = new Set<Phase>();
    for (const answer of [
      fitSeal({ seal, journey: aJourney }),
      armSeal({ seal, at }),
      disarmSeal({ seal, at }),
      releaseSeal({ seal }),
      replaceSeal({ seal, by: seal.id, at }),
    ])
      if (answer.accepted)
        for (const event of answer.facts) reached.add(evolveSeal(seal, event).custody.phase);
    assert.deepEqual([...reached].sort(), [...nextPhases[phase]].sort(), phase);
  }
});

function evolveAll(seal: Seal, answer: Answer): Seal {
  if (!answer.accepted) throw new Error(answer.refusal.code);
  return answer.facts.reduce<Seal>((known, event) => evolveSeal(known, event), seal);
}

test('the life of a seal: each fact leaves what the next one needs', () => {
  let seal = aSeal();
  seal = evolveAll(seal, fitSeal({ seal, journey: aJourney }));
  assert.equal(journeyOf(seal), aJourney);
  seal = heard(seal, sound);
  seal = evolveAll(seal, armSeal({ seal, at }));
  assert.deepEqual(seal.custody, { phase: 'armed', journey: aJourney, armedAt: at });
  const before = seal;
  seal = evolveAll(seal, noteMilestone({ seal, milestone: 'departed' }));
  assert.equal(seal, before);
  seal = evolveAll(seal, disarmSeal({ seal, at }));
  seal = evolveAll(seal, releaseSeal({ seal }));
  assert.deepEqual(seal.custody, { phase: 'free' });
  assert.equal(journeyOf(seal), undefined);
});

test('arming forgets the tampers of before; releasing forgets those of the journey', () => {
  const wasCut: Seal = {
    ...heard(fitted, sound),
    live: {
      ...heard(fitted, sound).live,
      latches: { ...fitted.live.latches, cut: { is: 'set', since: at } },
    },
  };
  const armed = evolveAll(wasCut, armSeal({ seal: wasCut, at }));
  assert.equal(armed.live.latches.cut.is, 'clear');
  const again = heard(armed, { ...sound, ropeCut: true });
  assert.equal(again.live.latches.cut.is, 'set');
  const disarmed = evolveAll(again, disarmSeal({ seal: again, at }));
  assert.equal(disarmed.live.latches.cut.is, 'set');
  const released = evolveAll(disarmed, releaseSeal({ seal: disarmed }));
  assert.ok(LATCHES.every((name) => released.live.latches[name].is === 'clear'));
});

const aCase = '01900000-0000-7000-8000-0000000000ca' as CaseRef;

test('a cleared latch is muted while the device goes on, and clear when it does not', () => {
  const cut = heard(inPhase('armed'), { ...sound, ropeCut: true });
  const clearing = (seal: Seal) =>
    clearLatches({ seal, latches: ['cut'], case: aCase }) as unknown as Decision<
      SealEvents,
      SealRefusal
    >;
  assert.equal(evolveAll(cut, clearing(cut)).live.latches.cut.is, 'muted');
  const mended: Seal = {
    ...cut,
    live: { ...cut.live, bits: { ...cut.live.bits, ropeCut: false } },
  };
  assert.equal(evolveAll(mended, clearing(mended)).live.latches.cut.is, 'clear');
  const untouched = inPhase('armed');
  const nothing = evolveAll(untouched, clearing(untouched));
  assert.deepEqual(nothing.live.latches, untouched.live.latches);
});

test('a fact that cannot follow is a bug, and thrown', () => {
  const on = { subjectKind: 'seal', subject: aSeal().id } as const;
  const armed: SealEvents = { ...on, type: 'seal-armed', body: { at } };
  const disarmed: SealEvents = { ...on, type: 'seal-disarmed', body: { at } };
  assert.throws(() => evolveSeal(undefined, armed), /never registered/);
  assert.throws(() => evolveSeal(inPhase('free'), armed), /not fitted/);
  assert.throws(() => evolveSeal(fitted, disarmed), /not armed/);
});
