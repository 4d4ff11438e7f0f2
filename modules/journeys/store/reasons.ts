import { addMs, DAY_MS, type Id, type Instant } from '@lakiri/kit';
import { keepPersonal } from '@lakiri/platform/facts';
import type { Sql } from '@lakiri/platform/sql';
import type { JourneyId } from '../core/index.ts';

/** As long as customs records are kept (five years); configuration once an administration says otherwise. */
const REASON_KEPT_MS = 5 * 365 * DAY_MS;

export type Reason = {
  readonly journey: JourneyId;
  /** The type of the fact that holds its hash. */
  readonly type: 'journey-arrived' | 'journey-disarmed';
  readonly text: string;
  readonly salt: Uint8Array;
  readonly at: Instant;
};

/** Keeps an officer's words beside the fact that holds their hash. */
export async function keepReason(tx: Sql, reason: Reason): Promise<void> {
  await keepPersonal(tx, {
    subject: reason.journey,
    field: fieldOf(reason.type),
    value: reason.text,
    purpose: 'why a guard was overruled',
    forgetAfter: addMs(reason.at, REASON_KEPT_MS),
    salt: reason.salt,
  });
}

/** The words kept for a journey, by the type of their fact. What was forgotten is not there. */
export async function findReasons(tx: Sql, journey: Id): Promise<ReadonlyMap<string, string>> {
  const { rows } = await tx.query<{ field: string; value: string }>(
    'SELECT field, value FROM fact.personal WHERE subject = $1 AND field = ANY($2::text[])',
    [journey, [fieldOf('journey-arrived'), fieldOf('journey-disarmed')]],
  );
  return new Map(rows.map(({ field, value }) => [field.replace('reason of ', ''), value]));
}

function fieldOf(type: Reason['type']): string {
  return `reason of ${type}`;
}
