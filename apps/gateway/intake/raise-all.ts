import { type Raised, raise, type Watch } from '@lakiri/alarms';
import type { SealId } from '@lakiri/seals';
import { claimedAt } from '@lakiri/telemetry';
import type { FoldBatch, FoldedBatch, Prepared, PreparedReport } from './fold-batch.ts';

type Work = {
  readonly batch: FoldedBatch;
  readonly input: FoldBatch;
  readonly prepared: Prepared;
  readonly report: PreparedReport;
};
type Judged = { readonly watch: Watch | null; readonly raised: readonly Raised[] };

/** Makes alarms of what the rules raised by one reading. The watch that remembers them. */
export function raiseAll({ batch, input, prepared, report }: Work, judged: Judged): Watch | null {
  if (judged.raised.length === 0 || judged.watch === null) return judged.watch;
  const done = raise({
    raised: judged.raised,
    watch: judged.watch,
    seal: prepared.sealId as SealId,
    receivedAt: prepared.item.receivedAt,
    // By its key: a claim that no calendar has room for stands under none.
    cause: {
      occurredAt: report.report.occurredAt === null ? null : claimedAt(report.report),
      digest: report.digest,
    },
    newId: input.newId,
  });
  batch.alarms.push(...done.alarms);
  batch.opened.push(...done.opened);
  batch.alarmEvents.push(...done.events);
  return done.watch;
}
