import type { Sql } from '@lakiri/platform/sql';
import {
  evolveFence,
  type Fence,
  type FenceEvents,
  type FenceId,
  type FenceVersion,
  type ForbiddenFence,
  forbiddenFences,
} from '../core/index.ts';
import { type History, type Kept, loadHistories, versionedAggregate } from './versioned.ts';

export const keptFences: Kept<FenceVersion> = {
  noun: 'fence',
  table: 'corridors.fence_version',
  over: 'is_withdrawn',
  write({ version: _, effectiveFrom: __, isWithdrawn, ...content }) {
    return { content, isOver: isWithdrawn, beside: { kind: content.kind } };
  },
  read: (content, dated, isWithdrawn) => ({ ...(content as Fence), ...dated, isWithdrawn }),
};

export const fenceAggregate = versionedAggregate<FenceVersion, FenceEvents>(
  keptFences,
  evolveFence,
);

export type FenceHistory = History<FenceId, FenceVersion>;

export function loadFences(tx: Sql): Promise<readonly FenceHistory[]> {
  return loadHistories(tx, keptFences);
}

/** What no truck may enter, whenever it holds or held: for the rule that watches it. */
export async function loadForbiddenFences(tx: Sql): Promise<readonly ForbiddenFence[]> {
  return forbiddenFences(await loadFences(tx));
}
