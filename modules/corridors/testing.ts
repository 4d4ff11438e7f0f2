// Builders for the tests of other modules.
import { instant } from '@lakiri/kit';
import { type Gazette, indexRoute, type RouteIndex, type RouteVersion } from './core/index.ts';
import { readGazette } from './store/gazette.ts';

let gazette: Gazette | undefined;

/** The shipped gazette, read once. */
export function shippedGazette(): Gazette {
  gazette ??= readGazette();
  return gazette;
}

/** Version 1 of a shipped route, in force since 1970. Throws when there is no such route. */
export function shippedRoute(id: string): RouteVersion {
  const route = shippedGazette().routes.find((one) => one.id === id);
  const effectiveFrom = instant(0);
  if (route === undefined || effectiveFrom === undefined) throw new Error(`no shipped route ${id}`);
  return { ...route, version: 1, effectiveFrom };
}

export function shippedIndex(id: string): RouteIndex<RouteVersion> {
  return indexRoute(shippedRoute(id));
}
