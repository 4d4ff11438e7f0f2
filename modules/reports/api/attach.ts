import type { Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import { type DaysAsked, periodOf, type ReportKind } from '../core/index.ts';
import { csvName, csvOf } from './csv.ts';
import type { ReportRows } from './deps.ts';
import { makers } from './make.ts';

export type Attached = { readonly name: string; readonly text: string };

/** A report as a file, of what the party of the transaction may see; nothing where it is too much for one. */
export async function attachmentOf(
  tx: Sql,
  rows: ReportRows,
  asked: DaysAsked & { readonly kind: ReportKind; readonly now: Instant },
): Promise<Attached | undefined> {
  const { kind, now } = asked;
  const found = periodOf(asked);
  if ('refusal' in found) return undefined;
  const { period } = found;
  const made = await makers[kind](tx, { rows, now }, period);
  if ('refusal' in made) return undefined;
  const about = { report: kind, period, madeAt: now };
  return { name: csvName(about), text: csvOf(made.lines, about) };
}
