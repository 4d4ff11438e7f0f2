import type { Id, Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import type { Journey, JourneyEvents } from '../core/index.ts';
import { sqlTime } from './row.ts';

/**
 * What a fact of a journey changes in who may see what, in the commit of the fact itself; the same
 * whenever it is written again. `receivedAt` is the fact's.
 */
export async function keepPermits(
  tx: Sql,
  event: JourneyEvents,
  { journey, receivedAt }: { readonly journey: Carried; readonly receivedAt: Instant },
): Promise<void> {
  const { transporter: party } = journey;
  if (event.type === 'journey-created') {
    const { subject } = event;
    await givePermit(tx, { party, subject, from: receivedAt, reason: 'carries the journey' });
  }
  if (event.type === 'journey-sealed') {
    const { seal: subject, at: from } = event.body;
    await givePermit(tx, { party, subject, from, reason: 'seal on its truck' });
  }
  if (event.type === 'journey-exception-reported' && event.body.what.kind === 'reseal') {
    const { at, what } = event.body;
    const reason = 'seal on its truck';
    await givePermit(tx, { party, subject: what.seal, from: at, reason });
    await endSealPermits(tx, { transporter: party, seals: [what.old], at });
  }
  if (event.type === 'journey-closed') {
    const seals = journey.fittings.map(({ seal }) => seal);
    await endSealPermits(tx, { transporter: party, seals, at: event.body.at });
  }
}

type Carried = Pick<Journey, 'transporter' | 'fittings'>;

type Given = {
  readonly party: Id<'Party'>;
  readonly subject: Id;
  readonly from: Instant;
  readonly reason: 'carries the journey' | 'seal on its truck';
};

/** The party sees the subject from an instant on, in the commit that gives it the right. */
async function givePermit(tx: Sql, { party, subject, from, reason }: Given): Promise<void> {
  await tx.query(
    `INSERT INTO access.permit (party, subject, valid_from, reason) VALUES ($1, $2, $3, $4)
     ON CONFLICT (party, subject, valid_from) DO UPDATE SET valid_until = 'infinity'`,
    [party, subject, sqlTime(from), reason],
  );
}

/**
 * Ends the transporter's sight of the seals that were on its truck. What they said while they were
 * there stays visible: a permit has a period. One that began at the same instant keeps a millisecond.
 */
async function endSealPermits(
  tx: Sql,
  {
    transporter,
    seals,
    at,
  }: { readonly transporter: Id<'Party'>; readonly seals: readonly Id[]; readonly at: Instant },
): Promise<void> {
  await tx.query(
    `UPDATE access.permit SET valid_until = greatest($3, valid_from + interval '1 ms')
     WHERE party = $1 AND subject = ANY($2::uuid[]) AND valid_until = 'infinity'`,
    [transporter, seals, sqlTime(at)],
  );
}
