import { loadRules, loadWatches, storeAlarms } from '@lakiri/alarms/store';
import { loadForbiddenFences, routeBook } from '@lakiri/corridors/store';
import { loadWatched } from '@lakiri/journeys/store';
import type { Id } from '@lakiri/kit';
import { partiesOf } from '@lakiri/parties/store';
import type { Sql } from '@lakiri/platform/sql';
import { loadModels } from '@lakiri/seals/store';
import { cellsOf } from '@lakiri/trust';
import { heldKeys, loadCells, loadSuspicions } from '@lakiri/trust/store';
import type { Sources, WatchedFitting } from './cache.ts';
import type { Standing } from './context.ts';
import { modelsOf } from './models.ts';

export { storeAlarms };

const routes = routeBook();

/** Each module reads its own schema; the intake puts them side by side. */
export const sources: Sources = {
  async loadWatched(tx, sealIds) {
    const watched = await loadWatched(tx, sealIds as readonly Id[]);
    const fittings = [...watched].map(([seal, it]): [string, WatchedFitting] => [
      seal,
      {
        id: it.journey,
        underway: it.state === 'in-transit',
        allowed: it.allowed,
        orders: it.orders,
        reports: it.reports,
        routeId: it.routeId,
        routeVersion: it.routeVersion,
      },
    ]);
    return new Map(fittings);
  },
  loadWatches,
  loadSuspicions,
  loadKeys: heldKeys,
  async namesOf(tx, parties) {
    const found = await partiesOf(tx, parties as readonly Id[]);
    return new Map([...found].map(([id, { name }]) => [id, name]));
  },
  async routeOf(tx, routeId, version) {
    const route = await routes.find(tx, routeId, version);
    // A journey pins a published version, and versions are never taken back.
    if (route === undefined) throw new Error(`route ${routeId} has no version ${version}`);
    return route;
  },
};

/** What holds for all seals: the rules, and what their models do. */
export async function readStanding(tx: Sql): Promise<Standing> {
  const rules = await loadRules(tx, await loadForbiddenFences(tx));
  const models = modelsOf(await loadModels(tx));
  return { rules, models, cells: cellsOf(await loadCells(tx)) };
}
