// Journeys as the node knew them at an instant: what alarms and telemetry say to that, put side by side here.
import { casesOpenThen } from '@lakiri/alarms';
import { journeyAlarmEvents } from '@lakiri/alarms/store';
import { followedFittings } from '@lakiri/journeys';
import type { JourneysDeps } from '@lakiri/journeys/api';
import { findJourneys, findThen, trucksFitted } from '@lakiri/journeys/store';
import type { Id } from '@lakiri/kit';
import { platesOf } from '@lakiri/parties/store';
import type { TelemetryDeps } from '@lakiri/telemetry/api';
import { placeThen } from '@lakiri/telemetry/store';

export const thenPort: NonNullable<JourneysDeps['known']> = {
  placeOf: (tx, { seal: sealId, ...asked }) => placeThen(tx, { sealId, ...asked }),
  openCasesOf: async (tx, journey, knownAt) =>
    casesOpenThen(await journeyAlarmEvents(tx, journey), knownAt),
};

/** The seals that a journey's track follows, now or as was known at an instant. */
export const fittingsOf: TelemetryDeps['fittingsOf'] = async (tx, { journey, knownAt }) => {
  const [found] = await findJourneys(tx, [journey as Id<'Journey'>]);
  if (found === undefined) return [];
  const { state } = found;
  const known = knownAt === undefined ? state : await findThen(tx, state.id, knownAt);
  return followedFittings(known?.fittings ?? []).map(({ seal, fittedAt, until }) => ({
    seal: seal as string,
    from: fittedAt,
    until,
  }));
};

/** Who was under way in a span, and what each is called. */
export const trucksThen: TelemetryDeps['trucksThen'] = async (tx, asked) => {
  const found = await trucksFitted(tx, asked);
  const plates = await platesOf(
    tx,
    found.map(({ vehicle }) => vehicle),
  );
  return found.map(({ vehicle, ...truck }) => ({ ...truck, plate: plates.get(vehicle) ?? null }));
};
