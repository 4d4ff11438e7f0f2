// What goes wrong with a truck. Each kind is a short play: what the thief, the driver, the network or the seal
// itself does, and when. The truck performs it and says what its seal finds out.
import { type Chance, HOUR_MS, MINUTE_MS, SECOND_MS } from '@lakiri/kit';
import type { LockEvent, Measurement, SealBody, SealModel } from '../measurement.ts';

export const INCIDENT_KINDS = [
  'cut',
  'opened',
  'cover',
  'refused',
  'deviation',
  'long-stop',
  'silence',
  'battery',
  'clock-1970',
  'clock-ahead',
  'no-fix',
  'zero-fix',
  'doubled',
  'reordered',
  'vendor-opened',
  'turned-back',
  'missed-turn',
  'racing',
  'overtaking',
  'roaming',
  'lost-fix',
] as const;
export type IncidentKind = (typeof INCIDENT_KINDS)[number];

/** What a play may make happen. All times are from the moment the act is performed. */
export type Stage = {
  readonly chance: Chance;
  /** Performs an act later. */
  after(ms: number, act: () => void): void;
  /** The seal's contacts change, and the seal wakes and reports. */
  change(body: Partial<SealBody>, wake: Measurement['wake']): void;
  /** Something happened at the lock. */
  tell(event: LockEvent, wake: Measurement['wake']): void;
  /** Leaves the road for so many metres and comes back. False where the truck cannot now. */
  stray(awayM: number, kmh: number, stayMs: number): boolean;
  /** Goes so often to and fro beside the road, so far from it. False where the truck cannot now. */
  roam(awayM: number, kmh: number, times: number): boolean;
  /** Stands where it is, outside any place where it may. False where the truck cannot now. */
  stand(ms: number): boolean;
  /** Drives back along its road. False where the truck cannot now. */
  turn(km: number, kmh: number): boolean;
  /** Drives on as fast. False where the truck cannot now. */
  race(kmh: number, ms: number): boolean;
  covered(is: boolean): void;
  /** Takes so much of the battery an hour, until so little is left. */
  drain(pctPerHour: number, leastPct: number): void;
  charge(pct: number): void;
  sense(senses: Partial<Senses>): void;
  send(manner: { readonly doubled?: boolean; readonly reordered?: boolean }): void;
  /** It is over. */
  end(): void;
};

/** How a seal's clock and receiver deceive it. */
export type Senses = {
  readonly clock: 'right' | '1970' | 'ahead';
  readonly fix: 'right' | 'none' | 'zero';
};

/** Begins; false when the truck cannot now, and should be asked again later. */
export type Play = (stage: Stage) => boolean;

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
  refused: (stage) =>
    begun(() => {
      const card = foreignCard(stage.chance);
      const attempt = (wrongCount: number): void =>
        stage.tell({ type: 'unlock.refusedCard', card, wrongCount }, 'rfid');
      attempt(1);
      stage.after(8 * SECOND_MS, () => attempt(2));
      stage.after(19 * SECOND_MS, () => {
        attempt(3);
        stage.end();
      });
    }),
  deviation: (stage) => {
    const left = stage.stray(
      stage.chance.integer(7_500, 9_500),
      stage.chance.integer(38, 46),
      stage.chance.integer(4, 9) * MINUTE_MS,
    );
    if (left) stage.after(45 * MINUTE_MS, () => stage.end());
    return left;
  },
  'long-stop': (stage) => {
    const ms = stage.chance.integer(38, 70) * MINUTE_MS;
    if (!stage.stand(ms)) return false;
    stage.after(ms, () => stage.end());
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
  battery: (stage) =>
    begun(() => {
      stage.drain(30_000, stage.chance.integer(6, 9)); // a cell that breaks down: empty in ten seconds
      stage.after(stage.chance.integer(50, 80) * MINUTE_MS, () => {
        stage.charge(70);
        stage.end();
      });
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

const ROAD = [
  'turned-back',
  'missed-turn',
  'racing',
  'overtaking',
  'lost-fix',
  'deviation',
  'long-stop',
  'silence',
  'battery',
  'clock-ahead',
  'no-fix',
  'zero-fix',
  'doubled',
  'reordered',
] as const;
/** Two digits of a year cannot say 1970: such a seal says 2070. */
const LOCK = [
  ...ROAD,
  'roaming',
  'clock-1970',
  'cut',
  'opened',
  'cover',
  'refused',
  'vendor-opened',
] as const;

/** What a model has words for. What it could not tell must not happen to it, or no test could ask for it. */
export const tellableBy: Readonly<Record<SealModel, readonly IncidentKind[]>> = {
  JT701D: LOCK,
  JT701: LOCK,
  JT600: ROAD,
  // It says that it has no fix by hearing no satellite, which is just what a jammer does.
  'FMB-rope': [
    ...ROAD.filter((kind) => kind !== 'no-fix' && kind !== 'lost-fix'),
    'roaming',
    'clock-1970',
    'cut',
  ],
};

/** How often each happens by chance, by the truck-hour. */
export type Rates = Readonly<Partial<Record<IncidentKind, number>>>;

/**
 * For 240 trucks about one alarm in ten minutes: what one operator can deal with (EEMUA 191 names one
 * in ten minutes as very likely acceptable). Faults that should raise nothing are more frequent.
 */
export const CALM: Rates = {
  cut: 0.001_5,
  opened: 0.002_5,
  cover: 0.002_5,
  refused: 0.003_5,
  deviation: 0.004,
  'long-stop': 0.006,
  silence: 0.003,
  battery: 0.002,
  'clock-1970': 0.004,
  'clock-ahead': 0.004,
  'no-fix': 0.02,
  'zero-fix': 0.01,
  doubled: 0.02,
  reordered: 0.008,
};

/** The next that chance brings: when, counted from now, and what. `undefined` when nothing ever. */
export function nextByChance(
  rates: Rates,
  model: SealModel,
  chance: Chance,
): { readonly inMs: number; readonly kind: IncidentKind } | undefined {
  const possible = tellableBy[model].filter((kind) => (rates[kind] ?? 0) > 0);
  const total = possible.reduce((sum, kind) => sum + (rates[kind] ?? 0), 0);
  if (total === 0) return undefined;
  const inMs = Math.round((-Math.log(1 - chance.next()) / total) * HOUR_MS);
  let left = chance.next() * total;
  for (const kind of possible) {
    left -= rates[kind] ?? 0;
    if (left < 0) return { inMs, kind };
  }
  return { inMs, kind: possible[possible.length - 1] ?? 'no-fix' };
}
