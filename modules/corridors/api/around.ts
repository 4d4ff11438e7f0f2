import type { Sql } from '@lakiri/platform/sql';
import { type Around, type DraftContent, targetOf } from '../core/index.ts';
import { keptPlaces, keptRoutes } from '../store/aggregates.ts';
import { versionsNamed } from '../store/by-name.ts';
import { keptFences, loadFences } from '../store/fences.ts';
import { loadVersions } from '../store/versioned.ts';

/** What stands where a draft would stand. */
export async function aroundOf(tx: Sql, content: DraftContent): Promise<Around> {
  const target = targetOf(content);
  const nothing: Around = { fence: [], fences: 0, route: [], place: [], isTaken: false };
  const isTaken = await isNameTaken(tx, content);
  switch (target.of) {
    case 'fence': {
      const fences = (await loadFences(tx)).length;
      return { ...nothing, fence: await loadVersions(tx, keptFences, target.id), fences };
    }
    case 'route':
      return { ...nothing, isTaken, route: await loadVersions(tx, keptRoutes, target.id) };
    case 'place':
      return { ...nothing, isTaken, place: await loadVersions(tx, keptPlaces, target.id) };
  }
}

/** A short name stands in addresses and in every journey: it is one route's, or one place's, for ever. */
async function isNameTaken(tx: Sql, content: DraftContent): Promise<boolean> {
  if (content.is !== 'route' && content.is !== 'place') return false;
  const own = content.is === 'route' ? content.route : content.place;
  const kept = content.is === 'route' ? keptRoutes : keptPlaces;
  const named = await versionsNamed(tx, kept as typeof keptRoutes, content.says.id);
  return named.some(({ subject }) => (subject as string) !== own);
}
