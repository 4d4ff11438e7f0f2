// What a form says of the gazette, and the same whole: with its places copied in, its length measured, its name made.
import type { Id, Instant } from '@lakiri/kit';
import { newId } from '@lakiri/platform/facts';
import type { Sql } from '@lakiri/platform/sql';
import { z } from 'zod';
import {
  type DraftContent,
  drawPlace,
  drawRoute,
  type PlaceVersion,
  type RouteVersion,
  redraw,
  type Target,
} from '../core/index.ts';
import { keptPlaces, keptRoutes } from '../store/aggregates.ts';
import { type Named, versionsNamed } from '../store/by-name.ts';
import { keptFences } from '../store/fences.ts';
import { currentPlaces } from '../store/route-book.ts';
import { loadVersions } from '../store/versioned.ts';
import type { ActsDeps, Refusal } from './draft-acts.ts';
import { areaView, fenceSays } from './fence-shapes.ts';
import {
  newRouteForm,
  placeForm,
  routeForm,
  viewWholeRoute,
  wholePlace,
  wholeRoute,
} from './route-shapes.ts';

const uuid = z.uuid();
const source = z.string().trim();
const slug = z.string().max(60);
const fenceEnd = z.object({ is: z.literal('fence-end'), fence: uuid, source });
const drawn = uuid.optional().meta({ description: 'of a draft that is written anew' });

export const draftForm = z
  .discriminatedUnion('is', [
    z.object({ is: z.literal('fence'), fence: uuid.optional(), says: fenceSays }),
    fenceEnd,
    z.object({ is: z.literal('route'), route: slug, says: routeForm }),
    z.object({ is: z.literal('route-new'), route: drawn, says: newRouteForm }),
    z.object({ is: z.literal('place'), place: slug, says: placeForm }),
    z.object({ is: z.literal('place-new'), place: drawn, says: placeForm }),
    z.object({
      is: z.literal('recall'),
      of: z.enum(['fence', 'route', 'place']),
      id: slug.meta({ description: 'a fence’s id; the short name of a route or a place' }),
      source,
    }),
  ])
  .meta({ id: 'GazetteDraftForm' });

export const draftContent = z.discriminatedUnion('is', [
  z.object({ is: z.literal('fence'), fence: uuid, says: fenceSays }),
  fenceEnd,
  z.object({ is: z.literal('route'), route: uuid, says: wholeRoute }),
  z.object({ is: z.literal('place'), place: uuid, says: wholePlace }),
  z.object({
    is: z.literal('recall'),
    what: z.object({ of: z.enum(['fence', 'route', 'place']), id: uuid }),
    name: z.string(),
    source,
  }),
]);

type Form = z.infer<typeof draftForm>;
export type Said =
  | { readonly accepted: true; readonly content: DraftContent }
  | { readonly accepted: false; readonly refusal: Refusal };

const said = (content: DraftContent): Said => ({ accepted: true, content });
const refused = (refusal: Refusal): Said => ({ accepted: false, refusal });
const noRoute = refused({ code: 'no-such-route' });
const noPlace = (place: string): Said => refused({ code: 'no-such-place', place });

export function contentOf(deps: ActsDeps, form: Form): Promise<Said> {
  return deps.database.asNode(async (tx) => readContent(deps, tx, form));
}

function readContent(deps: ActsDeps, tx: Sql, form: Form): Promise<Said> | Said {
  const now = deps.now();
  switch (form.is) {
    case 'fence':
      return said({ ...form, fence: (form.fence ?? newId(now)) as Id<'Fence'> });
    case 'fence-end':
      return said({ ...form, fence: form.fence as Id<'Fence'> });
    case 'route':
      return routeOf(tx, form, now);
    case 'route-new':
      return newRouteOf(tx, form, now);
    case 'place':
    case 'place-new':
      return placeOf(tx, form, now);
    case 'recall':
      return recallOf(tx, form);
  }
}

type FormOf<Is extends Form['is']> = Form & { readonly is: Is };

async function routeOf(tx: Sql, form: FormOf<'route'>, now: Instant): Promise<Said> {
  const last = (await routesNamed(tx, form.route)).at(-1);
  if (last === undefined) return noRoute;
  const places = await currentPlaces(tx, now);
  const done = redraw({ says: form.says, last: last.state, places });
  if (!done.accepted) return done;
  return said({ is: 'route', route: last.subject, says: only(done.facts) });
}

async function newRouteOf(tx: Sql, form: FormOf<'route-new'>, now: Instant): Promise<Said> {
  const done = drawRoute(form.says, await currentPlaces(tx, now));
  if (!done.accepted) return done;
  const says = only(done.facts);
  const gone = goneOf(await routesNamed(tx, says.id));
  return said({ is: 'route', route: gone ?? ((form.route ?? newId(now)) as Id<'Route'>), says });
}

async function placeOf(
  tx: Sql,
  form: FormOf<'place'> | FormOf<'place-new'>,
  now: Instant,
): Promise<Said> {
  const last = form.is === 'place' ? (await placesNamed(tx, form.place)).at(-1) : undefined;
  if (form.is === 'place' && last === undefined) return noPlace(form.place);
  const done = drawPlace(form.says, last?.state.place);
  if (!done.accepted) return done;
  const says = only(done.facts);
  const own = last?.subject ?? goneOf(await placesNamed(tx, says.id));
  return said({ is: 'place', place: own ?? ((form.place ?? newId(now)) as Id<'Place'>), says });
}

const routesNamed = (tx: Sql, id: string): Promise<readonly Named<'Route', RouteVersion>[]> =>
  versionsNamed(tx, keptRoutes, id);
const placesNamed = (tx: Sql, id: string): Promise<readonly Named<'Place', PlaceVersion>[]> =>
  versionsNamed(tx, keptPlaces, id);

/** What was withdrawn leaves its short name to whoever says it again. */
function goneOf<Noun extends string>(
  versions: readonly Named<Noun, { readonly isWithdrawn?: true }>[],
): Id<Noun> | undefined {
  const last = versions.at(-1);
  return last?.state.isWithdrawn === true ? last.subject : undefined;
}

async function recallOf(tx: Sql, form: FormOf<'recall'>): Promise<Said> {
  const recall = (what: Target, name: string): Said =>
    said({ is: 'recall', what, name, source: form.source });
  if (form.of === 'fence') {
    const id = form.id as Id<'Fence'>;
    const isId = uuid.safeParse(form.id).success;
    const last = isId ? (await loadVersions(tx, keptFences, id)).at(-1) : undefined;
    if (last === undefined) return refused({ code: 'no-such-fence' });
    return recall({ of: 'fence', id }, last.name);
  }
  if (form.of === 'route') {
    const route = (await routesNamed(tx, form.id)).at(-1);
    if (route === undefined) return noRoute;
    return recall({ of: 'route', id: route.subject }, route.state.name);
  }
  const place = (await placesNamed(tx, form.id)).at(-1);
  if (place === undefined) return noPlace(form.id);
  return recall({ of: 'place', id: place.subject }, place.state.place.name);
}

function only<T>([one]: readonly T[]): T {
  if (one === undefined) throw new Error('what was drawn says nothing');
  return one;
}

export function viewContent(content: DraftContent): z.infer<typeof draftContent> {
  switch (content.is) {
    case 'fence-end':
    case 'place':
    case 'recall':
      return content;
    case 'route':
      return { ...content, says: viewWholeRoute(content.says) };
    case 'fence':
      return { ...content, says: { ...content.says, area: areaView(content.says.area) } };
  }
}
