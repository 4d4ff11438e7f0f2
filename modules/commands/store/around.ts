import type { RouteVersion } from '@lakiri/corridors';
import type { Journey } from '@lakiri/journeys';
import type { Id, Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import { journeyOf, type Seal } from '@lakiri/seals';
import { type Circumstances, hoursAt, type OpenCase, type OpeningHours } from '../core/index.ts';

/** What a judgement of circumstances needs of lower modules and of the one beside; apps give it. */
export type AroundDeps = {
  findSeals(
    tx: Sql,
    ids: readonly Id[],
  ): Promise<readonly { readonly seal: Seal; readonly version: number }[]>;
  findJourneys(tx: Sql, ids: readonly Id[]): Promise<readonly { readonly state: Journey }[]>;
  routeOf(tx: Sql, id: string, version: number): Promise<RouteVersion | undefined>;
  /** Open cases of severity 1 on a seal. */
  casesOf(tx: Sql, seal: Id<'Seal'>): Promise<readonly OpenCase[]>;
  /** Whether its identity is in doubt; absent: nobody doubts. */
  isDoubted?(tx: Sql, seal: Id<'Seal'>): Promise<boolean>;
  readonly hours: readonly OpeningHours[];
};

export type Around = { readonly around: Circumstances; readonly sealVersion: number };

/** What is known around a seal now, as one snapshot; `undefined`: there is no such seal to be seen. */
export async function aroundOf(
  deps: AroundDeps,
  tx: Sql,
  { seal: id, at }: { readonly seal: Id; readonly at: Instant },
): Promise<Around | undefined> {
  const [found] = await deps.findSeals(tx, [id]);
  if (found === undefined) return undefined;
  const { seal, version } = found;
  const journey = await journeyAround(deps, tx, seal);
  const cases = await deps.casesOf(tx, seal.id);
  const hours = hoursAt(deps.hours, at);
  const isDoubted = (await deps.isDoubted?.(tx, seal.id)) ?? false;
  return { around: { seal, journey, cases, isDoubted, hours, at }, sealVersion: version };
}

async function journeyAround(
  deps: AroundDeps,
  tx: Sql,
  seal: Seal,
): Promise<Circumstances['journey']> {
  const id = journeyOf(seal);
  if (id === undefined) return null;
  const [found] = await deps.findJourneys(tx, [id]);
  if (found === undefined) throw new Error(`seal ${seal.id} is on a journey nobody sees`);
  const { route, course } = found.state;
  const version = await deps.routeOf(tx, route.id, route.version);
  if (version === undefined) throw new Error(`journey ${id} is on a route that nobody has`);
  return { id, state: course.state, route: version };
}
