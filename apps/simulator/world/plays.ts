// Each kind of incident is a short play: what the thief, the driver, the network or the seal itself does, and when. The
// truck performs it and says what its seal finds out.
import { type Chance, HOUR_MS, MINUTE_MS, SECOND_MS } from '@lakiri/kit';
import type { LockEvent, Measurement } from '../measurement.ts';
import type { Aside, IncidentKind, Play, Stage } from './incident.ts';

const begun = (act: () => void): true => {
  act();
  return true;
};

/** A card that is on no list. */
function foreignCard(chance: Chance): string {
  return String(chance.integer(1, 9_999_999)).padStart(10, '0');
}

/** Plays whose length matters to nobody: the fault lasts so long and is gone. */
function lasting(
  from: number,
  to: number,
  begin: (stage: Stage) => void,
  mend: (stage: Stage) => void,
): Play {
  return (stage) =>
    begun(() => {
      begin(stage);
      stage.after(stage.chance.integer(from, to) * MINUTE_MS, () => {
        mend(stage);
        stage.end();
      });
    });
}

/** Unlocked from far or near, the rope drawn out, and all shut again. */
export function opening(stage: Stage, how: LockEvent, wake: Measurement['wake']): true {
  return begun(() => {
    stage.tell(how, wake);
    stage.change({ motorLocked: false }, wake);
    stage.after(40 * SECOND_MS, () => {
      stage.tell({ type: 'rope.pulled' }, 'rope');
      stage.change({ ropeInserted: false }, 'rope');
    });
    stage.after(stage.chance.integer(8, 20) * MINUTE_MS, () => {
      stage.change({ ropeInserted: true }, 'rope');
      stage.tell({ type: 'lock.auto' }, 'rope');
      stage.change({ motorLocked: true }, 'rope');
      stage.end();
    });
  });
}

/** Somewhere else than it is: any way, so far. */
function aside({ chance }: Stage, fromKm: number, toKm: number, reports: number): Aside {
  const awayM = chance.integer(fromKm, toKm) * 1_000;
  return { awayM, bearingDeg: chance.integer(0, 359), reports };
}

/** Presents a card so often that the reader does not take. */
function presenting(stage: Stage, times: number): true {
  return begun(() => {
    const card = foreignCard(stage.chance);
    const attempt = (wrongCount: number): void =>
      stage.tell({ type: 'unlock.refusedCard', card, wrongCount }, 'rfid');
    attempt(1);
    for (let nth = 2; nth <= times; nth++)
      stage.after((nth - 1) * 9 * SECOND_MS, () => {
        attempt(nth);
        if (nth === times) stage.end();
      });
  });
}

/** A battery that falls to so little within seconds, and is changed after an hour. */
function weakening(stage: Stage, leastPct: number): true {
  return begun(() => {
    stage.drain(30_000, leastPct); // a cell that breaks down: empty in ten seconds
    stage.after(stage.chance.integer(50, 80) * MINUTE_MS, () => {
      stage.charge(70);
      stage.end();
    });
  });
}

function standing(stage: Stage, minutes: number): boolean {
  const ms = minutes * MINUTE_MS;
  if (!stage.stand(ms)) return false;
  stage.after(ms, () => stage.end());
  return true;
}

function turning(stage: Stage, km: number): boolean {
  if (!stage.turn(km, 45)) return false;
  stage.after(2 * (km / 45) * HOUR_MS, () => stage.end());
  return true;
}

function racing(stage: Stage, ms: number): boolean {
  if (!stage.race(stage.chance.integer(93, 99), ms)) return false;
  stage.after(ms, () => stage.end());
  return true;
}

export const PLAYS: Readonly<Record<IncidentKind, Play>> = {
  // The ends of a cut rope stay in the lock. It is cut until somebody comes with a new one.
  cut: lasting(
    40,
    90,
    (stage) => stage.change({ ropeCut: true }, 'rope'),
    (stage) => stage.change({ ropeCut: false }, 'rope'),
  ),
  opened: (stage) => opening(stage, { type: 'unlock.bluetooth' }, 'bluetooth'),
  // From the vendor's own cloud, with the seal's password: nobody of customs ordered it.
  'vendor-opened': (stage) => opening(stage, { type: 'unlock.remoteStatic' }, 'rtc'),
  cover: lasting(
    5,
    15,
    (stage) => stage.change({ coverOpen: true }, 'cover'),
    (stage) => stage.change({ coverOpen: false }, 'cover'),
  ),
  refused: (stage) => presenting(stage, 3),
  // The driver's or an officer's card, held badly.
  misread: (stage) => presenting(stage, 2),
  deviation: (stage) => {
    const left = stage.stray(
      stage.chance.integer(7_500, 9_500),
      stage.chance.integer(38, 46),
      stage.chance.integer(4, 9) * MINUTE_MS,
    );
    if (left) stage.after(45 * MINUTE_MS, () => stage.end());
    return left;
  },
  'long-stop': (stage) => standing(stage, stage.chance.integer(38, 70)),
  // Tea by the road, less than the day allows.
  rested: (stage) => standing(stage, stage.chance.integer(24, 28)),
  // The last kilometres before a border or a weighbridge: minutes at one place, then a few lengths on.
  queued: (stage) => {
    const [times, standMs] = [stage.chance.integer(8, 12), stage.chance.integer(4, 8) * MINUTE_MS];
    if (!stage.queue(times, standMs, 0.4)) return false;
    stage.after(times * (standMs + 2 * MINUTE_MS), () => stage.end());
    return true;
  },
  'turned-back': (stage) => turning(stage, stage.chance.integer(70, 85) / 10),
  // A driver who looks for the way, and is right within a few kilometres.
  'missed-turn': (stage) => turning(stage, stage.chance.integer(20, 35) / 10),
  racing: (stage) => racing(stage, stage.chance.integer(6, 10) * MINUTE_MS),
  overtaking: (stage) => racing(stage, 70 * SECOND_MS),
  // To and fro beside the road, within its buffer: nobody sees where it was, but its odometer counts.
  roaming: (stage) => {
    const left = stage.roam(3_500, 48, 10);
    if (left) stage.after(100 * MINUTE_MS, () => stage.end());
    return left;
  },
  silence: lasting(
    16,
    35,
    (stage) => stage.covered(false),
    (stage) => stage.covered(true),
  ),
  faded: lasting(
    8,
    10,
    (stage) => stage.covered(false),
    (stage) => stage.covered(true),
  ),
  battery: (stage) => weakening(stage, stage.chance.integer(6, 9)),
  // Weak, and enough for the way.
  weakened: (stage) => weakening(stage, stage.chance.integer(20, 24)),
  // A bad road wakes the contacts again and again; all is whole.
  rattled: (stage) =>
    begun(() => {
      stage.change({}, 'rope');
      for (const [nth, wake] of (['vibration', 'cover', 'rope', 'rope'] as const).entries())
        stage.after((nth + 1) * 20 * SECOND_MS, () => stage.change({}, wake));
      stage.after(3 * MINUTE_MS, () => stage.end());
    }),
  'clock-1970': lasting(
    2,
    5,
    (stage) => stage.sense({ clock: '1970' }),
    (stage) => stage.sense({ clock: 'right' }),
  ),
  'clock-ahead': lasting(
    2,
    5,
    (stage) => stage.sense({ clock: 'ahead' }),
    (stage) => stage.sense({ clock: 'right' }),
  ),
  'no-fix': lasting(
    4,
    10,
    (stage) => stage.sense({ fix: 'none' }),
    (stage) => stage.sense({ fix: 'right' }),
  ),
  'lost-fix': lasting(
    22,
    28,
    (stage) => stage.sense({ fix: 'none' }),
    (stage) => stage.sense({ fix: 'right' }),
  ),
  // One fix off a mirror of rock or steel, and the next is right.
  'wild-fix': (stage) =>
    begun(() => {
      stage.sense({ aside: aside(stage, 8, 30, 1) });
      stage.after(3 * MINUTE_MS, () => stage.end());
    }),
  tunnel: lasting(
    2,
    3,
    (stage) => stage.sense({ fix: 'deaf' }),
    (stage) => stage.sense({ fix: 'right' }),
  ),
  jammed: lasting(
    10,
    25,
    (stage) => stage.sense({ fix: 'deaf' }),
    (stage) => stage.sense({ fix: 'right' }),
  ),
  // Led away by a transmitter beside it, which is switched off again.
  spoofed: lasting(
    12,
    25,
    (stage) => stage.sense({ aside: aside(stage, 15, 40, Number.POSITIVE_INFINITY) }),
    (stage) => stage.sense({ aside: null }),
  ),
  // Another speaks under its name, from one place far away, between its own words.
  cloned: (stage) =>
    begun(() => {
      const there = aside(stage, 60, 90, 1);
      for (let nth = 0; nth < 6; nth++)
        stage.after(nth * 4 * MINUTE_MS, () => stage.sense({ aside: there }));
      stage.after(25 * MINUTE_MS, () => stage.end());
    }),
  'clock-behind': lasting(
    10,
    15,
    (stage) => stage.sense({ clock: 'behind' }),
    (stage) => stage.sense({ clock: 'right' }),
  ),
  'zero-fix': lasting(
    2,
    6,
    (stage) => stage.sense({ fix: 'zero' }),
    (stage) => stage.sense({ fix: 'right' }),
  ),
  doubled: lasting(
    3,
    8,
    (stage) => stage.send({ doubled: true }),
    (stage) => stage.send({ doubled: false }),
  ),
  // Out of order shows only where there is something to put in order.
  reordered: (stage) =>
    begun(() => {
      stage.covered(false);
      stage.send({ reordered: true });
      stage.after(stage.chance.integer(3, 6) * MINUTE_MS, () => stage.covered(true));
      stage.after(10 * MINUTE_MS, () => {
        stage.send({ reordered: false });
        stage.end();
      });
    }),
};
