/** The numbers of the rules, as an administration may set them: dated data, each set with the alarm kind that it raises. */

/** Log-odds are in tenths of a natural logarithm, whole numbers: 40 is about 55 to 1 against chance. */
export type IdentityNumbers = {
  /** So many times a connection that was left comes back with news, within this window. */
  readonly turnsMin: number;
  readonly windowMin: number;
  /** So many stored readings told again by another connection, all older than this. */
  readonly againMin: number;
  readonly againOlderMin: number;
  /** So many returns of one track between two places. */
  readonly trackTurnsMin: number;
};

export type PositionNumbers = {
  readonly oddsMin: number;
  readonly jumpKmMin: number;
  readonly jumpKmhMin: number;
  readonly jumpOdds: number;
  readonly frozenKmhMin: number;
  readonly frozenFixesMin: number;
  readonly frozenOdds: number;
  readonly smoothM: number;
  readonly smoothFixesMin: number;
  readonly smoothOdds: number;
  readonly mismatchKmh: number;
  readonly mismatchFixesMin: number;
  readonly mismatchOdds: number;
  readonly odometerKmMin: number;
  readonly odometerOdds: number;
  /** Of fixes out of reach of the cell that serves it. */
  readonly cellOdds?: number;
  /** What each ordinary fix takes away. */
  readonly easeOdds: number;
};

export type JamNumbers = {
  readonly oddsMin: number;
  readonly movingKmhMin: number;
  /** Of one live report without a fix, by what the receiver still hears. */
  readonly noSatelliteOdds: number;
  readonly fewSatellitesOdds: number;
  readonly unknownSatellitesOdds: number;
  readonly movedKmMin: number;
  readonly movedOdds: number;
};

export type ClockNumbers = {
  readonly offMinS: number;
  /** Beyond this the clock was reset and nobody set it: a fault, told as such. */
  readonly offMaxS: number;
  readonly steadyS: number;
  readonly apartMinS: number;
  readonly reportsMin: number;
};

export type TrustNumbers = {
  readonly 'identity-doubted': IdentityNumbers;
  readonly 'position-doubted': PositionNumbers;
  readonly 'jamming-suspected': JamNumbers;
  readonly 'clock-jumped': ClockNumbers;
};
export type DoubtKind = keyof TrustNumbers;

/** What holds until an administration sets its own; the same rows are seeded with the alarm rules. */
export const DEFAULT_NUMBERS: TrustNumbers = {
  'identity-doubted': {
    turnsMin: 2,
    windowMin: 15,
    againMin: 5,
    againOlderMin: 10,
    trackTurnsMin: 3,
  },
  'position-doubted': {
    oddsMin: 40,
    jumpKmMin: 2,
    jumpKmhMin: 200,
    jumpOdds: 40,
    frozenKmhMin: 15,
    frozenFixesMin: 5,
    frozenOdds: 40,
    smoothM: 0.5,
    smoothFixesMin: 8,
    smoothOdds: 40,
    mismatchKmh: 45,
    mismatchFixesMin: 3,
    mismatchOdds: 30,
    odometerKmMin: 3,
    odometerOdds: 40,
    easeOdds: 10,
  },
  'jamming-suspected': {
    oddsMin: 40,
    movingKmhMin: 15,
    noSatelliteOdds: 10,
    fewSatellitesOdds: 0,
    unknownSatellitesOdds: 5,
    movedKmMin: 1.5,
    movedOdds: 10,
  },
  'clock-jumped': {
    offMinS: 600,
    offMaxS: 2_592_000,
    steadyS: 30,
    apartMinS: 20,
    reportsMin: 3,
  },
};
