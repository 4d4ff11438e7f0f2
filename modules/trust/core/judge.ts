import type { Instant } from '@lakiri/kit';
import type { Folded, Reading, Seal } from '@lakiri/seals';
import type { Cells } from './cell.ts';
import { type Look, lookOf } from './look.ts';
import type { DoubtKind, TrustNumbers } from './numbers.ts';
import { clockJump } from './rules/clock-jump.ts';
import { farCell } from './rules/far-cell.ts';
import { frozenTrack } from './rules/frozen-track.ts';
import { jamming } from './rules/jamming.ts';
import { odometerExceeded } from './rules/odometer-exceeded.ts';
import { odometerMismatch } from './rules/odometer-mismatch.ts';
import { smoothTrack } from './rules/smooth-track.ts';
import { speedMismatch } from './rules/speed-mismatch.ts';
import { teleport } from './rules/teleport.ts';
import { weakSignal } from './rules/weak-signal.ts';
import { CALM, type DoubtState, isQuarantined, quarantined, type Suspicion } from './suspicion.ts';
import type { DoubtWhy } from './why.ts';

/** Something that a person should look at. */
export type Doubt = { readonly kind: DoubtKind; readonly why: readonly DoubtWhy[] };

export type Judge = {
  readonly before: Seal;
  readonly folded: Folded;
  readonly reading: Reading;
  readonly suspicion: Suspicion | null;
  readonly numbers: TrustNumbers;
  /** Where cells are, as far as anybody has said. */
  readonly cells?: Cells | undefined;
};

export type Judged = {
  /** The very object given when nothing to remember has changed. */
  readonly suspicion: Suspicion | null;
  readonly doubts: readonly Doubt[];
};

const NOTHING: readonly Doubt[] = [];

/**
 * What one more reading says about the honesty of the readings. Only while the seal is armed: what is carried about
 * unsealed may jump as it likes. A late reading says nothing of the place; of the clock every live one does.
 */
export function judge(input: Judge): Judged {
  const { before, folded, reading, suspicion, numbers } = input;
  if (before.custody.phase !== 'armed' || isQuarantined(suspicion))
    return { suspicion, doubts: NOTHING };
  const known = suspicion ?? CALM;
  const { skew, why } = clockJump(reading, known.skew, numbers['clock-jumped']);
  const moved: readonly Doubt[] = why === null ? NOTHING : [{ kind: 'clock-jumped', why: [why] }];
  const after = skew === known.skew ? known : { ...known, skew };
  // Once the clock is known to be moved, times say nothing of speeds.
  const isMoved = skew !== null && skew.reports >= numbers['clock-jumped'].reportsMin;
  const look = isMoved ? null : lookOf(before, folded, reading);
  const judged = look === null ? { after, doubts: NOTHING } : judgePlace(look, after, input);
  const left = judged.after;
  return {
    suspicion: left === known || (suspicion === null && isCalm(left)) ? suspicion : left,
    doubts: moved.length === 0 ? judged.doubts : [...moved, ...judged.doubts],
  };
}

type Placed = { readonly after: Suspicion; readonly doubts: readonly Doubt[] };

function judgePlace(look: Look, known: Suspicion, { numbers, cells }: Judge): Placed {
  const own = numbers['position-doubted'];
  const jumps = teleport(look, known, { ...own, ...numbers['identity-doubted'] });
  if (jumps.twoTracks !== null) {
    const why = [jumps.twoTracks];
    return {
      after: quarantined(known, look.at, why),
      doubts: [{ kind: 'identity-doubted', why }],
    };
  }
  const frozen = frozenTrack(look, known.frozen, own);
  const smooth = smoothTrack(look, known.smooth, own);
  // A jump there or back is one thing wrong, not two.
  const hasJumped = jumps.jump !== known.jump || jumps.returns !== known.returns;
  const mismatch = hasJumped
    ? { mismatch: 0, why: null }
    : speedMismatch(look, known.mismatch, own);
  const stuck = odometerMismatch(look, known.stuck, own);
  const ahead = hasJumped
    ? { exceeded: null, why: null }
    : odometerExceeded(look, known.exceeded ?? null);
  const { report, receivedAt } = look.reading;
  const cell = farCell(look, known.far ?? null, cells?.at(report.cell, receivedAt));
  const weak = weakSignal(look, known.weak ?? null);
  const jam = jamming(look, { lost: known.lost, weak }, numbers['jamming-suspected']);
  const evidence = [
    weighed(jumps.why, own.jumpOdds),
    weighed(frozen.why, own.frozenOdds),
    weighed(smooth.why, own.smoothOdds),
    weighed(mismatch.why, own.mismatchOdds),
    weighed(stuck.why, own.odometerOdds),
    weighed(ahead.why, own.odometerOdds),
    weighed(cell.why, own.cellOdds ?? CELL_ODDS),
  ].filter((one) => one !== null);
  const odds = oddsAfter(known, look, evidence, own.easeOdds);
  const doubts: Doubt[] = [];
  const why = evidence.map((one) => one.why);
  if (why.length > 0 && odds >= own.oddsMin) doubts.push({ kind: 'position-doubted', why });
  if (jam.why.length > 0) doubts.push({ kind: 'jamming-suspected', why: jam.why });
  const { weak: _weak, exceeded: _exceeded, far: _far, ...kept } = known;
  const next: Suspicion = {
    ...kept,
    ...(weak === null ? {} : { weak }),
    ...(cell.far === null ? {} : { far: cell.far }),
    ...(ahead.exceeded === null ? {} : { exceeded: ahead.exceeded }),
    odds,
    jump: jumps.jump,
    returns: jumps.returns,
    frozen: frozen.frozen,
    smooth: smooth.smooth,
    mismatch: mismatch.mismatch,
    stuck: stuck.stuck,
    lost: jam.lost,
  };
  return { after: settled(known, next, { at: look.at, doubts }), doubts };
}

/** Where the rule in force is older than this evidence. */
const CELL_ODDS = 40;

type Weighed = { readonly why: DoubtWhy; readonly odds: number };

function weighed(why: DoubtWhy | null, odds: number): Weighed | null {
  return why === null ? null : { why, odds };
}

/** Never more than this, so that honest fixes can take it away again within some twenty reports. */
const ODDS_MAX = 200;

function oddsAfter(
  { odds, jump, mismatch, frozen, smooth, exceeded, far }: Suspicion,
  { place }: Look,
  evidence: readonly Weighed[],
  ease: number,
): number {
  if (evidence.length > 0)
    return evidence.reduce((sum, one) => Math.min(ODDS_MAX, sum + one.odds), odds);
  const isGoingOn =
    jump !== null ||
    mismatch > 0 ||
    frozen !== null ||
    smooth !== null ||
    exceeded !== undefined ||
    far !== undefined;
  return place === null || isGoingOn ? odds : Math.max(0, odds - ease);
}

type Now = { readonly at: Instant; readonly doubts: readonly Doubt[] };

/** The state that follows from what is remembered; the very object known where nothing has changed. */
function settled(known: Suspicion, next: Suspicion, { at, doubts }: Now): Suspicion {
  const state = stateOf(known, next, doubts);
  const own = doubts.filter(({ kind }) => kind !== 'clock-jumped').flatMap((one) => one.why);
  if (state === known.state && own.length === 0) return isSame(known, next) ? known : next;
  if (state === 'none') return { ...next, state, since: null, why: [] };
  const why = own.length > 0 ? own : state === known.state ? known.why : [];
  return { ...next, state, since: state === known.state ? known.since : at, why };
}

function stateOf(known: Suspicion, next: Suspicion, doubts: readonly Doubt[]): DoubtState {
  if (doubts.some(({ kind }) => kind === 'position-doubted')) return 'suspect-spoof';
  if (known.state === 'suspect-spoof' && next.odds > 0) return 'suspect-spoof';
  if (doubts.some(({ kind }) => kind === 'jamming-suspected')) return 'suspect-jam';
  if (next.lost?.isRaised === true) return 'suspect-jam';
  return next.lost === null ? 'none' : 'gnss-degraded';
}

function isSame(a: Suspicion, b: Suspicion): boolean {
  return (
    a.odds === b.odds &&
    a.jump === b.jump &&
    a.returns === b.returns &&
    a.frozen === b.frozen &&
    a.smooth === b.smooth &&
    a.mismatch === b.mismatch &&
    a.stuck === b.stuck &&
    a.lost === b.lost &&
    a.weak === b.weak &&
    a.exceeded === b.exceeded &&
    a.far === b.far
  );
}

function isCalm(one: Suspicion): boolean {
  return one.state === 'none' && one.skew === null && isSame(one, CALM);
}
