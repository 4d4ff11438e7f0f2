import type { Id } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import { findJourneys } from '../store/index.ts';
import type { PartiesPort, RoutesPort } from './deps.ts';

/** A journey as other modules' screens call it. */
export type JourneyLabel = {
  readonly ref: string;
  readonly plate: string | null;
  readonly cargo: string;
  readonly routeName: string;
  /** Which of the corridors its route is of; null where the route is not known. */
  readonly corridor: string | null;
  readonly routeKm: number;
  readonly driver: { readonly name: string | null; readonly phone: string | null } | null;
};

export type LabelDeps = {
  readonly parties: Pick<PartiesPort, 'platesOf' | 'driversOf'>;
  readonly routes: Pick<RoutesPort, 'find'>;
};

/** What to call the journeys with these ids; those that the transaction may not see are missing. */
export async function labelsOf(
  tx: Sql,
  ids: readonly Id[],
  { parties, routes }: LabelDeps,
): Promise<ReadonlyMap<string, JourneyLabel>> {
  const journeys = (await findJourneys(tx, ids)).map(({ state }) => state);
  const trucks = journeys.map(({ truck }) => truck);
  const plates = await parties.platesOf(
    tx,
    trucks.map(({ vehicle }) => vehicle),
  );
  const drivers = await parties.driversOf(
    tx,
    trucks.flatMap(({ driver }) => driver ?? []),
  );
  const labels = new Map<string, JourneyLabel>();
  for (const { id, ref, cargo, truck, route } of journeys) {
    const index = await routes.find(tx, route.id, route.version);
    labels.set(id, {
      ref,
      plate: plates.get(truck.vehicle) ?? null,
      cargo,
      routeName: index?.route.name ?? route.id,
      corridor: index?.route.corridor ?? null,
      routeKm: index?.route.km ?? 0,
      driver: (truck.driver && drivers.get(truck.driver)) ?? null,
    });
  }
  return labels;
}
