// What each module calls the things of another: put side by side here, since only apps know all modules.
import type { CaseWords, Recent } from '@lakiri/alarms/api';
import { journeyAlarmEvents } from '@lakiri/alarms/store';
import { nearestPlace, type Place } from '@lakiri/corridors';
import { currentPlaces, type RouteBook } from '@lakiri/corridors/store';
import { type JourneysDeps, labelsOf, type TimelineItem } from '@lakiri/journeys/api';
import { type Id, type Instant, isoOf, parseId } from '@lakiri/kit';
import {
  driverAggregate,
  driverOf,
  driversOf,
  namesOf,
  partiesOf,
  platesOf,
  vehicleAggregate,
  vehicleOf,
  vehiclesByPlate,
} from '@lakiri/parties/store';
import type { Sql } from '@lakiri/platform/sql';
import { findSeals } from '@lakiri/seals/store';
import { trackOf } from '@lakiri/telemetry/store';

export const partiesPort: JourneysDeps['parties'] = {
  partiesOf,
  namesOf,
  platesOf,
  driversOf,
  vehiclesByPlate,
  vehicleOf,
  driverOf,
  vehicleAggregate,
  driverAggregate,
};

/** Names of persons by id. */
export function personNames(tx: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return namesOf(tx, ids as readonly Id[]);
}

/** Names of parties by id. */
export async function partyNames(
  tx: Sql,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const parties = await partiesOf(tx, ids as readonly Id[]);
  return new Map([...parties].map(([id, { name }]) => [id, name]));
}

export function caseWords(deps: {
  readonly routes: RouteBook;
  readonly now: () => Instant;
}): CaseWords {
  const places = placesKept(deps.now);
  return {
    journeysOf: (tx, ids) => journeyWords(tx, ids, deps.routes),
    sealsOf: sealWords,
    peopleOf: (tx, ids) => namesOf(tx, ids as readonly Id[]),
    placesNear: async (tx, positions) => {
      if (positions.length === 0) return [];
      const all = await places(tx);
      return positions.map((position) => nearestPlace(all, position)?.place.short ?? null);
    },
  };
}

async function journeyWords(
  tx: Sql,
  ids: readonly string[],
  routes: RouteBook,
): ReturnType<CaseWords['journeysOf']> {
  const labels = await labelsOf(tx, ids as readonly Id[], { parties: partiesPort, routes });
  return new Map([...labels].map(([id, label]) => [id, { ...label, plate: label.plate ?? '' }]));
}

async function sealWords(tx: Sql, ids: readonly string[]): ReturnType<CaseWords['sealsOf']> {
  const seals = (await findSeals(tx, ids as readonly Id<'Seal'>[])).map(({ seal }) => seal);
  const owners = await partyNames(
    tx,
    seals.map(({ owner }) => owner),
  );
  return new Map(
    seals.map(({ id, number, owner, live, model }) => [
      id,
      {
        number,
        owner: owners.get(owner) ?? '',
        maker: model.maker ?? null,
        batteryPct: live.batteryPct,
        speedKmh: live.place?.speedKmh ?? null,
        positionAt: live.place?.at ?? null,
        receivedAt: live.receivedAt,
      },
    ]),
  );
}

/** Alarms on a journey and what officers did about them, for its timeline. */
export async function alarmTimeline(tx: Sql, journey: string): Promise<readonly TimelineItem[]> {
  const events = await journeyAlarmEvents(tx, journey);
  const people = events.flatMap(({ actor }) => personOf(actor) ?? []);
  const names = await namesOf(tx, [...new Set(people)]);
  return events.map(({ at, recordedAt, type, actor, caseId, kind, severity, late }) => {
    const person = personOf(actor);
    return {
      at: isoOf(at),
      recordedAt: isoOf(recordedAt),
      type,
      by: person === undefined ? null : (names.get(person) ?? null),
      caseId,
      severity,
      params: { kind, late },
    };
  });
}

function personOf(actor: string | null): Id | undefined {
  return actor?.startsWith('person:') ? parseId(actor.slice('person:'.length)) : undefined;
}

/** The gazette changes by the day; every alarm asks for it. */
const PLACES_KEPT_MS = 60_000;

function placesKept(now: () => Instant): (tx: Sql) => Promise<readonly Place[]> {
  let kept: { readonly at: Instant; readonly places: readonly Place[] } | undefined;
  return async (tx) => {
    if (kept === undefined || now() - kept.at > PLACES_KEPT_MS)
      kept = { at: now(), places: await currentPlaces(tx, now()) };
    return kept.places;
  };
}

/** Half an hour before an alarm at a reading in four seconds. */
const RECENT_MAX = 500;

export async function recentReadings(
  tx: Sql,
  span: { readonly seal: string; readonly from: Instant; readonly until: Instant },
): Promise<readonly Recent[]> {
  const track = await trackOf(
    tx,
    { sealId: span.seal, from: span.from, until: span.until },
    RECENT_MAX,
  );
  return track.map(({ occurredAt, lat, lon, fix, speedKmh, bits }) => ({
    at: occurredAt,
    lat: fix === 'gnss' ? lat : null,
    lon: fix === 'gnss' ? lon : null,
    speedKmh,
    motorLocked: bits.motorLocked,
    ropeCut: bits.ropeCut,
  }));
}
