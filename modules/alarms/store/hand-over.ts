import type { Json } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import { handedOver, type Watch } from '../core/index.ts';
import { loadWatches, saveWatches } from './watches.ts';

/** What the rules remember by one seal, for another to go on with; null: nothing yet. */
export async function watchToHandOver(tx: Sql, seal: string): Promise<Json> {
  const watch = (await loadWatches(tx, [seal])).get(seal);
  return watch === undefined ? null : (handedOver(watch) as unknown as Json);
}

/** Keeps what a seal was handed. A watch of an earlier journey gives way. */
export async function takeWatch(tx: Sql, seal: string, watch: Json): Promise<void> {
  if (watch !== null) await saveWatches(tx, new Map([[seal, watch as unknown as Watch]]));
}
