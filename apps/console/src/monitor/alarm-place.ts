import type { Case, CaseDetail } from '../api/case-contract.ts';
import type { Truck } from '../api/live-contract.ts';

/**
 * When the alarm's own place was measured (ISO 8601): an alarm of a seal without a fix is put where the seal was last,
 * and says since when it was there.
 */
export function alarmPlaceAt({
  alarmList,
  lastAlarmAt,
}: Pick<CaseDetail, 'alarmList' | 'lastAlarmAt'>): string {
  const newest = alarmList.reduce<CaseDetail['alarmList'][number] | undefined>(
    (latest, one) => (latest === undefined || one.occurredAt > latest.occurredAt ? one : latest),
    undefined,
  );
  const known = newest?.why.find(({ code }) => code === 'place-last-known')?.params.at;
  return typeof known === 'string' ? known : (newest?.occurredAt ?? lastAlarmAt);
}

export type LivePlace = { readonly lat: number; readonly lon: number; readonly at: string };

/** Where the truck of a case is now; `undefined` when its seal is on another journey, or nobody knows. */
export function livePlaceOf(it: Case, truck: Truck | undefined): LivePlace | undefined {
  if (truck === undefined || truck.journeyId !== it.journey.id) return undefined;
  const { lat, lon, positionAt, occurredAt } = truck;
  const at = positionAt ?? occurredAt;
  return lat === null || lon === null || at === null ? undefined : { lat, lon, at };
}
