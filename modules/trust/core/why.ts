/** What makes a seal's word doubtful, each with the facts. The console has one plain sentence for each. */
export type DoubtWhyParams = {
  /** Two connections told new readings in turn. */
  'two-peers': { readonly turns: number; readonly withinMin: number };
  /** Two connections, two places that no truck joins in that time. */
  'two-places': { readonly km: number; readonly minutes: number };
  /** One stream of readings goes to and fro between two places. */
  'two-tracks': { readonly turns: number; readonly km: number };
  /** A connection that spoke for one device speaks for another. */
  'id-swapped': { readonly at: string };
  /** Readings that are long stored were told again by another connection. */
  'told-again': { readonly readings: number };
  /** One record number, two contents. */
  'sequence-forked': { readonly bootEpoch: number; readonly counter: number };
  'proof-failed': { readonly at: string };
  'tamper-in-quarantine': { readonly latch: string; readonly at: string };
  'jumped-to': { readonly km: number; readonly minutes: number; readonly kmh: number };
  'track-frozen': { readonly fixes: number; readonly minutes: number };
  'track-too-smooth': { readonly fixes: number; readonly residualM: number };
  'speed-contradicts': {
    readonly saidKmh: number;
    readonly movedKmh: number;
    readonly fixes: number;
  };
  'odometer-contradicts': { readonly saidKm: number; readonly movedKm: number };
  'cell-too-far': { readonly km: number; readonly reachKm: number; readonly fixes: number };
  'odometer-exceeded': { readonly km: number; readonly fixes: number };
  'fix-lost-moving': {
    readonly reports: number;
    readonly minutes: number;
    readonly satellites: number | null;
  };
  'moved-without-fix': { readonly km: number; readonly minutes: number };
  /** The network got weak as well, or stayed good while the satellites went. */
  'signal-weak': { readonly at: string };
  'signal-good': { readonly at: string };
  'jamming-reported': { readonly at: string };
  /** `offS` above zero: ahead of ours. */
  'clock-moved': { readonly offS: number; readonly reports: number };
};

export type DoubtWhyCode = keyof DoubtWhyParams;
export type DoubtWhy = {
  readonly [C in DoubtWhyCode]: { readonly code: C; readonly params: DoubtWhyParams[C] };
}[DoubtWhyCode];
