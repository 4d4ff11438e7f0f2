import type { Severity } from '@lakiri/alarms';
import { type Instant, isoOf } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import type { AlarmTargets, CorridorTarget, ShiftHours } from '../core/index.ts';

type AlarmTargetRow = Omit<AlarmTargets, 'mixPct'> & { readonly mix: readonly number[] };

/** What alarms should cost, as of an instant. */
export async function alarmTargetsAt(tx: Sql, at: Instant): Promise<AlarmTargets> {
  const { rows } = await tx.query<AlarmTargetRow>(
    `SELECT version, per_slot AS "perSlot", flood_per_slot AS "floodPerSlot", standing_h AS "standingH",
       chatter_per_hour AS "chatterPerHour", mix_pct AS mix, source
     FROM reports.alarm_target WHERE effective_from <= $1 ORDER BY effective_from DESC LIMIT 1`,
    [isoOf(at)],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('no target of alarms is in force');
  const { mix, ...targets } = row;
  const pct = (severity: Severity): number => mix[severity - 1] ?? 0;
  return { ...targets, mixPct: { 1: pct(1), 2: pct(2), 3: pct(3), 4: pct(4) } };
}

/** At which local hours shifts begin, as of an instant. */
export async function shiftHoursAt(tx: Sql, at: Instant): Promise<ShiftHours> {
  const { rows } = await tx.query<ShiftHours>(
    `SELECT version, starts_h AS "startsH", source FROM reports.shift_hours
     WHERE effective_from <= $1 ORDER BY effective_from DESC LIMIT 1`,
    [isoOf(at)],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('no hours of shifts are in force');
  return row;
}

/** All that was ever promised of routes, of which each journey takes its day's. */
export async function corridorTargets(tx: Sql): Promise<readonly CorridorTarget[]> {
  const { rows } = await tx.query<CorridorTarget>(
    `SELECT route, hours, effective_from AS "effectiveFrom", source
     FROM reports.corridor_target ORDER BY route, effective_from`,
  );
  return rows;
}
