import type { Id } from '@lakiri/kit';

export type AlarmId = Id<'Alarm'>;
export type CaseId = Id<'Case'>;
export type PersonRef = Id<'Person'>;

/** What a rule may find; each has its own file in `rules/`. */
export const KINDS = [
  'seal-cut',
  'opened-no-order',
  'cover-opened',
  'unlock-refused',
  'off-route',
  'long-stop',
  'silent',
  'battery-short',
  'opening-uncertain',
  'identity-doubted',
  'position-doubted',
  'jamming-suspected',
  'clock-jumped',
  'opened-outside',
  'device-removed',
  'tractor-trailer-split',
  'wrong-way',
  'forbidden-place',
  'stop-overdue',
  'night-move',
  'trip-time',
  'transit-period',
  'trip-distance',
  'overspeed',
  'gps-lost',
  'power-cut',
  'shock',
  'temperature-out',
  'humidity-out',
  'seal-mismatch',
  'sos',
  'accident',
  'driver-report',
  'stop-cluster',
] as const;
export type Kind = (typeof KINDS)[number];

/** 1 critical, 2 high, 3 medium, 4 low. */
export type Severity = 1 | 2 | 3 | 4;
