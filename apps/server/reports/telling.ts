// Reports by mail: each period that is over is told once. The fact that it was told and the delivery that is to be sent are of
// one transaction, and the schedule's version lets one server through: whoever dies when, there is one letter.
import { createHash } from 'node:crypto';
import type { Instant } from '@lakiri/kit';
import type { Content, PartyRef, PersonRef } from '@lakiri/notices';
import { keepDeliveries, overseerScope } from '@lakiri/notices/store';
import { execute } from '@lakiri/platform/execute';
import { newId } from '@lakiri/platform/facts';
import type { Database, Scope } from '@lakiri/platform/sql';
import { dueOf, type Schedule, type ScheduleEvents, tellSchedule } from '@lakiri/reports';
import { runningSchedules, scheduleAggregate } from '@lakiri/reports/store';

export type TellingDeps = {
  readonly database: Database;
  readonly origin: string;
  readonly publicUrl: string | undefined;
  readonly now: () => Instant;
};

/** Tells what is due, of every schedule the next period. How many letters were made here. */
export async function tellReports(deps: TellingDeps): Promise<number> {
  const { database, now } = deps;
  const overseer = await database.asNode(overseerScope);
  if (overseer === undefined) return 0;
  const at = now();
  const running = await database.asParty(overseer, runningSchedules);
  let made = 0;
  for (const schedule of running)
    if (dueOf(schedule, at) !== undefined && (await tellOne(deps, overseer, { schedule, at })))
      made++;
  return made;
}

/** Whether it was told here; not where another server was sooner. */
async function tellOne(
  { database, origin, publicUrl }: TellingDeps,
  overseer: Scope,
  { schedule: { id }, at }: { readonly schedule: Schedule; readonly at: Instant },
): Promise<boolean> {
  const done = await execute<Schedule | undefined, ScheduleEvents, { code: 'nothing-due' }>(
    { database, origin },
    {
      ...{ scope: overseer, actor: 'node', authority: null, occurredAt: at, receivedAt: at },
      aggregates: { 'report-schedule': scheduleAggregate },
      load: async (tx) => (await scheduleAggregate.find(tx, id))?.state,
      decide: (known) => tellSchedule(known, at),
      also: async (tx, events, known) => {
        for (const event of events)
          if (known !== undefined && event.type === 'report-schedule-told')
            await keepDeliveries(tx, [letterOf(known, event.body, publicUrl)]);
      },
      result: () => null,
    },
  );
  return done.accepted;
}

type Told = Extract<ScheduleEvents, { readonly type: 'report-schedule-told' }>['body'];

function letterOf(schedule: Schedule, { at, ...days }: Told, publicUrl: string | undefined) {
  const { id, party, person, channel, language, zone, report } = schedule;
  const path = `/reports?report=${report}&from=${days.firstDay}&to=${days.lastDay}&zone=${zone}`;
  const content: Content = {
    ...{ topic: 'report', at: new Date(at).toISOString(), case: null, journey: null, seal: null },
    url: publicUrl === undefined ? null : publicUrl + path,
    report: { kind: report, ...days, zone },
  };
  return {
    ...{ id: newId(at), party: party as PartyRef, person: person as PersonRef },
    channel: channel as Parameters<typeof keepDeliveries>[1][number]['channel'],
    // The table lets one delivery in for both together, whatever this program believes.
    ...{ subscription: id, fact: nameOf(id, days.lastDay) },
    ...{ content, language, zone, madeAt: at, dueAt: at },
  };
}

/** The same id for the same period of the same schedule, made of their hash (RFC 9562 §5.8). */
function nameOf(schedule: string, lastDay: string): string {
  const hex = createHash('sha256').update(`${schedule} ${lastDay}`).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`];
  return [...parts, variant + hex.slice(18, 20), hex.slice(20, 32)].join('-');
}
