import type { Truck } from '../api/live-contract.ts';

/** How a truck is drawn. Only a severity has a colour; a healthy truck is a quiet grey sign (§1.3). */
type Sign =
  | 'moving'
  | 'stopped'
  | 'silent'
  | 'severity-1'
  | 'severity-2'
  | 'severity-3'
  | 'severity-4';

export type TruckFeature = {
  readonly type: 'Feature';
  readonly id: string;
  readonly geometry: { readonly type: 'Point'; readonly coordinates: [number, number] };
  readonly properties: {
    readonly id: string;
    /** The sign when alarms are hidden. */
    readonly plain: Sign;
    readonly sign: Sign;
    readonly severity: number;
    readonly course: number;
    readonly label: string;
  };
};

/**
 * A truck as the map draws it; nothing when no place is known. Only a moving one is turned into its course; a square says
 * that it stands.
 */
export function truckFeature(truck: Truck): TruckFeature | undefined {
  const { severity, state, lat, lon } = truck;
  if (lat === null || lon === null) return undefined;
  return {
    type: 'Feature',
    id: truck.sealId,
    geometry: { type: 'Point', coordinates: [lon, lat] },
    properties: {
      id: truck.sealId,
      plain: state,
      sign: severity === null ? state : `severity-${severity}`,
      // 9 stands for none, so that one number orders the drawing.
      severity: severity ?? 9,
      course: state === 'moving' ? Math.round(truck.courseDeg ?? 0) : 0,
      label: severity === 1 ? (truck.plate ?? truck.number) : '',
    },
  };
}

/** Changes of trucks that wait for the map; a later position of the same truck replaces the earlier. */
export type Pending = {
  readonly changed: ReadonlyMap<string, Truck>;
  readonly removed: ReadonlySet<string>;
};
export const nothingPending: Pending = { changed: new Map(), removed: new Set() };

/** Adds a change to what waits. */
export function pend(
  pending: Pending,
  change: { readonly changed: readonly Truck[]; readonly removed: readonly string[] },
): Pending {
  const changed = new Map(pending.changed);
  const removed = new Set(pending.removed);
  for (const truck of change.changed) {
    changed.set(truck.sealId, truck);
    removed.delete(truck.sealId);
  }
  for (const id of change.removed) {
    changed.delete(id);
    removed.add(id);
  }
  return { changed, removed };
}

type FeatureChange = {
  readonly id: string;
  readonly newGeometry: TruckFeature['geometry'];
  readonly addOrUpdateProperties: { key: string; value: unknown }[];
};
export type SourceDiff = {
  readonly add: TruckFeature[];
  readonly update: FeatureChange[];
  readonly remove: string[];
};

/** The difference to apply to the map's source, given what it already draws. */
export function diffFor(
  drawn: ReadonlyMap<string, TruckFeature>,
  { changed, removed }: Pending,
): SourceDiff {
  const add: TruckFeature[] = [];
  const update: FeatureChange[] = [];
  for (const truck of changed.values()) {
    const next = truckFeature(truck);
    const before = drawn.get(truck.sealId);
    if (next === undefined) continue;
    if (before === undefined) add.push(next);
    else update.push(featureChange(before, next));
  }
  return { add, update, remove: [...removed].filter((id) => drawn.has(id)) };
}

function featureChange(before: TruckFeature, next: TruckFeature): FeatureChange {
  const keys = Object.keys(next.properties) as (keyof TruckFeature['properties'])[];
  return {
    id: next.id,
    newGeometry: next.geometry,
    addOrUpdateProperties: keys
      .filter((key) => before.properties[key] !== next.properties[key])
      .map((key) => ({ key, value: next.properties[key] })),
  };
}
