import { queryOptions } from '@tanstack/react-query';
import { look } from './client.ts';

/** Between two kilometres of a route, or around a point. */
export type DeadZoneArea =
  | {
      readonly is: 'stretch';
      readonly route: string;
      readonly fromKm: number;
      readonly toKm: number;
    }
  | {
      readonly is: 'circle';
      readonly lat: number;
      readonly lon: number;
      readonly radiusM: number;
    };
export type DeadZoneVersion = {
  readonly version: number;
  /** ISO 8601 in UTC. */
  readonly effectiveFrom: string;
  readonly isEnded: boolean;
  readonly name: string;
  readonly area: DeadZoneArea;
  /** How long a truck may need to come out, minutes. */
  readonly excusedMin: number;
  readonly source: string;
};
export type DeadZone = {
  readonly id: string;
  /** Oldest first; the last may lie ahead. */
  readonly versions: readonly DeadZoneVersion[];
};

const ZONES_MS = 60_000;

/** Those that have not ended. */
export const deadZonesQuery = queryOptions({
  queryKey: ['dead-zones'],
  queryFn: ({ signal }) => look<{ items: readonly DeadZone[] }>('/dead-zones', signal),
  refetchInterval: ZONES_MS,
});
