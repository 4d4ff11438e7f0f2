// What reports are made of, as each module tells it: put side by side here, since only apps know all modules.
import {
  alarmsOfPeriod,
  casesOfPeriod,
  shelvingsOfPeriod,
  stopsOnJourneys,
} from '@lakiri/alarms/store';
import type { RouteBook } from '@lakiri/corridors/store';
import { tripsOfPeriod } from '@lakiri/journeys/store';
import type { Id } from '@lakiri/kit';
import type { ChannelId } from '@lakiri/notices';
import { findChannel } from '@lakiri/notices/store';
import type { ReportRows, ReportsDeps } from '@lakiri/reports/api';
import { firstSteps } from '@lakiri/response/store';
import { findSeals } from '@lakiri/seals/store';
import { watchesOfPeriod } from '@lakiri/shifts/store';

export function reportRows(routes: RouteBook): ReportRows {
  return {
    alarmsOf: async (tx, span) => {
      const alarms = await alarmsOfPeriod(tx, span);
      const cases = await casesOfPeriod(tx, span);
      const ids = new Set([...alarms, ...cases].map(({ seal }) => seal as Id<'Seal'>));
      const seals = await findSeals(tx, [...ids]);
      return {
        alarms,
        cases,
        shelvings: await shelvingsOfPeriod(tx, span),
        watches: await watchesOfPeriod(tx, span),
        seals: new Map(
          seals.map(({ seal: { id, number, model } }) => [
            id as string,
            { number, maker: model.maker ?? null },
          ]),
        ),
      };
    },
    answeredOf: async (tx, span) => {
      const opened = (await casesOfPeriod(tx, span)).filter(
        // What was merged was answered in the other case.
        ({ openedAt, isMerged }) => openedAt >= span.from && !isMerged,
      );
      const steps = await firstSteps(
        tx,
        opened.map(({ id }) => id),
      );
      const firstOf = new Map(steps.map((first) => [first.case, first]));
      return opened.map(({ id, severity, openedAt, ackDueAt, acknowledgedAt, closedAt }) => {
        const first = firstOf.get(id);
        return {
          ...{ case: id, severity, openedAt, ackDueAt },
          first: {
            acknowledged: acknowledgedAt,
            called: first?.calledAt ?? null,
            dispatched: first?.sentAt ?? null,
            'on-site': first?.onSiteAt ?? null,
            closed: closedAt,
          },
        };
      });
    },
    tripsOf: async (tx, span) => {
      const trips = await tripsOfPeriod(tx, span);
      const stops = await stopsOnJourneys(
        tx,
        trips.map(({ journey }) => journey),
      );
      const current = await routes.current(tx, span.to);
      const names = new Map(current.map(({ route }) => [route.id as string, route.name]));
      return { trips, stops, names };
    },
  };
}

export const isMailbox: ReportsDeps['isMailbox'] = async (tx, id, { party, person }) => {
  const seen = await findChannel(tx, id as ChannelId);
  if (seen?.channel.kind !== 'email' || seen.channel.state !== 'active') return false;
  const { channel } = seen;
  const isTheirs = channel.person === null || (channel.person as string) === person;
  return (channel.party as string) === party && isTheirs;
};
