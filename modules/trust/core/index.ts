export {
  type CellData,
  type CellEvents,
  type CellId,
  type CellPlace,
  type CellRefusal,
  type Cells,
  type CellVersion,
  cellsOf,
  evolveCell,
  placeCells,
} from './cell.ts';
export { type Doubt, type Judge, type Judged, judge } from './judge.ts';
export {
  idSwapped,
  isProofLie,
  isQuarantineVerdict,
  LIES,
  type Lie,
  lieOf,
  type ProofLie,
  verdictOf,
} from './lie.ts';
export { type Lift, type LiftRefusal, liftQuarantine, REASON_CHARS_MAX } from './lift.ts';
export {
  type ClockNumbers,
  DEFAULT_NUMBERS,
  type DoubtKind,
  type IdentityNumbers,
  type JamNumbers,
  type PositionNumbers,
  type TrustNumbers,
} from './numbers.ts';
export { type Gap, type Link, type Numbered, sequenceFork } from './rules/sequence-fork.ts';
export { toldAgain } from './rules/told-again.ts';
export { turnsSince, twoPeers } from './rules/two-peers.ts';
export { twoPlaces } from './rules/two-places.ts';
export { lostTogether, type Weak } from './rules/weak-signal.ts';
export {
  evolveKey,
  isInForce,
  type RegisterKey,
  registerKey,
  revokeKey,
  type SealKey,
  type SealKeyEvents,
  type SealKeyId,
  type SealKeyKind,
  type SealKeyRefusal,
} from './seal-key.ts';
export { ELSEWHERE, type Seen, type Sighting, see, type Told } from './sighting.ts';
export {
  CALM,
  DOUBT_STATES,
  type DoubtState,
  isQuarantined,
  lifted,
  quarantined,
  type Suspicion,
} from './suspicion.ts';
export { type Act, type Leave, mayAlone, type ProofVerdict, type Proven, tierOf } from './tier.ts';
export type { DoubtWhy, DoubtWhyCode, DoubtWhyParams } from './why.ts';
