import type { Severity } from '../api/contract.ts';
import type { Truck } from '../api/live-contract.ts';

/** How a healthy truck is drawn: a quiet grey sign; only a severity has a colour (§1.3). */
export type TruckState = Truck['state'];

/** A truck as a map of all of them draws it. */
export type TruckSign = {
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
  /** Its place on the square of the world, 0 to 1 from the upper left corner. */
  readonly x: number;
  readonly y: number;
  readonly state: TruckState;
  readonly severity: Severity | null;
  /** Whole degrees; only a moving one is turned into its course: a square says that it stands. */
  readonly courseDeg: number;
  /** What is written under the sign; of the critical ones alone. */
  readonly label: string;
};

type Told = Pick<TruckSign, 'id' | 'lon' | 'lat' | 'state' | 'severity'> & {
  readonly courseDeg: number | null;
  /** The plate, or what else names it. */
  readonly name: string;
};

/** A truck's sign from what is told of it. */
export function signOf({ id, lon, lat, state, severity, courseDeg, name }: Told): TruckSign {
  return {
    ...{ id, lon, lat, state, severity },
    ...{ x: squareX(lon), y: squareY(lat) },
    courseDeg: state === 'moving' ? Math.round(courseDeg ?? 0) : 0,
    label: severity === 1 ? name : '',
  };
}

/** A watched truck's sign; nothing when no place is known. */
export function signOfTruck(truck: Truck): TruckSign | undefined {
  const { sealId: id, lat, lon, state, severity, courseDeg, plate, number } = truck;
  if (lat === null || lon === null) return undefined;
  return signOf({ id, lon, lat, state, severity, courseDeg, name: plate ?? number });
}

// Mercator's square, as MapLibre has it (EPSG:3857 scaled to one).
const squareX = (lon: number): number => (180 + lon) / 360;
const squareY = (lat: number): number =>
  0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);
