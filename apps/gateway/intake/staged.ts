import type { Report, Tier } from '@lakiri/kit';
import { clockCode, type Folded, fixCode, packBits } from '@lakiri/seals';
import { claimedAt } from '@lakiri/telemetry';
import type { StagedReading } from '@lakiri/telemetry/store';

type Staged = {
  readonly report: Report;
  /** Hex. */
  readonly digest: string;
  readonly folded: Pick<Folded, 'clock' | 'late'>;
  readonly sealVersion: number;
  readonly tier: Tier;
};

/** A reading as its row has it. */
export function stagedOf({ report, digest, folded, sealVersion, tier }: Staged): StagedReading {
  return {
    occurredAt: claimedAt(report),
    digest,
    sealVersion,
    clock: clockCode(folded.clock),
    late: folded.late,
    stored: report.source === 'stored',
    fix: fixCode(report.fix),
    lat: report.lat,
    lon: report.lon,
    speedKmh: report.speedKmh,
    courseDeg: report.courseDeg,
    batteryPct: report.batteryPct,
    odometerKm: report.odometerKm,
    bits: packBits(report.bits),
    event: report.event === null ? null : JSON.stringify(report.event),
    tier,
  };
}
