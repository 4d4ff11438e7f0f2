import { addMs, DAY_MS, type Id, type Instant } from '@lakiri/kit';
import { keepPersonal } from '@lakiri/platform/facts';
import type { Sql } from '@lakiri/platform/sql';

/** As long as customs records are kept (five years); configuration once an administration says otherwise. */
const REASON_KEPT_MS = 5 * 365 * DAY_MS;

/** Keeps why a person lifted a quarantine, beside the fact that holds its hash. */
export async function keepLiftReason(
  tx: Sql,
  written: {
    readonly seal: Id<'Seal'>;
    readonly text: string;
    readonly sha256: string;
    readonly salt: Uint8Array;
    readonly at: Instant;
  },
): Promise<void> {
  await keepPersonal(tx, {
    subject: written.seal,
    field: `lifted ${written.sha256}`,
    value: written.text,
    purpose: 'why a quarantine was lifted',
    forgetAfter: addMs(written.at, REASON_KEPT_MS),
    salt: written.salt,
  });
}
