import type { Sql } from '@lakiri/platform/sql';
import {
  type DeadZone,
  type DeadZoneEvents,
  type DeadZoneId,
  type DeadZoneVersion,
  evolveDeadZone,
} from '../core/index.ts';
import { type History, type Kept, loadHistories, versionedAggregate } from './versioned.ts';

const keptDeadZones: Kept<DeadZoneVersion> = {
  noun: 'dead-zone',
  table: 'corridors.dead_zone_version',
  over: 'is_ended',
  write({ version: _, effectiveFrom: __, isEnded, ...content }) {
    return { content, isOver: isEnded };
  },
  read: (content, dated, isEnded) => ({ ...(content as DeadZone), ...dated, isEnded }),
};

export const deadZoneAggregate = versionedAggregate<DeadZoneVersion, DeadZoneEvents>(
  keptDeadZones,
  evolveDeadZone,
);

export type DeadZoneHistory = History<DeadZoneId, DeadZoneVersion>;

export function loadDeadZones(tx: Sql): Promise<readonly DeadZoneHistory[]> {
  return loadHistories(tx, keptDeadZones);
}
