import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { sessionQuery, setupQuery } from './api/queries.ts';
import { evidenceSearch } from './evidence/search.ts';
import { hourSearch } from './fleet-replay/search.ts';
import { readAhead } from './journeys/read-track.ts';
import { journeySearch, journeysSearch } from './journeys/search.ts';
import { modelsSearch } from './models/search.ts';
import { monitorSearch } from './monitor/search.ts';
import { quarantineSearch } from './quarantine/search.ts';
import { reportsSearch } from './reports/search.ts';
import { sealSearch } from './seal/search.ts';
import { registerSearch, sealsSearch } from './seals/search.ts';
import { Broken, NotFound } from './shell/broken.tsx';
import { Office } from './shell/office.tsx';
import { SetupScreen } from './sign-in/setup-screen.tsx';
import { SignInScreen } from './sign-in/sign-in-screen.tsx';

// The address is the view: what is open, chosen and filtered stands in it, so that any screen can be sent to a colleague.

const root = createRootRouteWithContext<{ client: QueryClient }>()({
  component: Outlet,
  notFoundComponent: NotFound,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { to?: string } =>
    typeof search.to === 'string' && /^\/(?!\/)/.test(search.to) ? { to: search.to } : {},
  beforeLoad: async ({ context }) => {
    const setup = await context.client.fetchQuery(setupQuery).catch(() => undefined);
    if (setup?.needed === true) throw redirect({ to: '/setup' });
  },
  component: SignInScreen,
});

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  beforeLoad: async ({ context }) => {
    const { needed } = await context.client.fetchQuery(setupQuery);
    if (!needed) throw redirect({ to: '/sign-in' });
  },
  component: SetupScreen,
});

/** For strangers: no account, and nothing is asked of the centre. */
const verify = createRoute({
  getParentRoute: () => root,
  path: '/verify',
  component: lazyRouteComponent(() => import('./verify/verify-screen.tsx'), 'VerifyScreen'),
});

const office = createRoute({
  getParentRoute: () => root,
  id: 'office',
  beforeLoad: async ({ context, location }) => {
    const session = await context.client.ensureQueryData(sessionQuery).catch(() => undefined);
    if (session === undefined) throw redirect({ to: '/sign-in', search: { to: location.href } });
  },
  component: Office,
});

const home = createRoute({
  getParentRoute: () => office,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/monitor' });
  },
});

const monitor = createRoute({
  getParentRoute: () => office,
  path: '/monitor',
  validateSearch: monitorSearch,
  component: lazyRouteComponent(() => import('./monitor/monitor-screen.tsx'), 'MonitorScreen'),
});

const hour = createRoute({
  getParentRoute: () => office,
  path: '/monitor/replay',
  validateSearch: hourSearch,
  component: lazyRouteComponent(() => import('./fleet-replay/hour-screen.tsx'), 'HourScreen'),
});

const journeys = createRoute({
  getParentRoute: () => office,
  path: '/journeys',
  validateSearch: journeysSearch,
  component: lazyRouteComponent(() => import('./journeys/journeys-screen.tsx'), 'JourneysScreen'),
});

const createJourney = createRoute({
  getParentRoute: () => office,
  path: '/journeys/new',
  component: lazyRouteComponent(() => import('./journeys/create-screen.tsx'), 'CreateScreen'),
});

const journey = createRoute({
  getParentRoute: () => office,
  path: '/journeys/$id',
  validateSearch: journeySearch,
  loaderDeps: ({ search: { known } }) => ({ known }),
  loader: ({ context, params, deps }) => readAhead(context.client, params.id, deps.known),
  // Once on entering, not on passing over a link: from then on the screen itself reads on.
  preload: false,
  gcTime: 0,
  shouldReload: false,
  component: lazyRouteComponent(() => import('./journeys/journey-screen.tsx'), 'JourneyScreen'),
});

const zones = createRoute({
  getParentRoute: () => office,
  path: '/journeys/dead-zones',
  component: lazyRouteComponent(() => import('./dead-zones/zones-screen.tsx'), 'ZonesScreen'),
});

const newZone = createRoute({
  getParentRoute: () => office,
  path: '/journeys/dead-zones/new',
  component: lazyRouteComponent(() => import('./dead-zones/zone-screen.tsx'), 'NewZoneScreen'),
});

const zone = createRoute({
  getParentRoute: () => office,
  path: '/journeys/dead-zones/$id',
  component: lazyRouteComponent(() => import('./dead-zones/zone-screen.tsx'), 'ZoneScreen'),
});

const routes = createRoute({
  getParentRoute: () => office,
  path: '/admin/corridors/routes',
  component: lazyRouteComponent(() => import('./corridors/routes-screen.tsx'), 'RoutesScreen'),
});

const newRoute = createRoute({
  getParentRoute: () => office,
  path: '/admin/corridors/routes/new',
  component: lazyRouteComponent(() => import('./corridors/route-screen.tsx'), 'NewRouteScreen'),
});

const places = createRoute({
  getParentRoute: () => office,
  path: '/admin/corridors/places',
  component: lazyRouteComponent(() => import('./corridors/places-screen.tsx'), 'PlacesScreen'),
});

const newPlace = createRoute({
  getParentRoute: () => office,
  path: '/admin/corridors/places/new',
  component: lazyRouteComponent(() => import('./corridors/place-screen.tsx'), 'NewPlaceScreen'),
});

const place = createRoute({
  getParentRoute: () => office,
  path: '/admin/corridors/places/$id',
  component: lazyRouteComponent(() => import('./corridors/place-screen.tsx'), 'PlaceScreen'),
});

const placeDraft = createRoute({
  getParentRoute: () => office,
  path: '/admin/corridors/drafts/$id/place',
  component: lazyRouteComponent(() => import('./corridors/place-screen.tsx'), 'PlaceDraftScreen'),
});

const corridorRoute = createRoute({
  getParentRoute: () => office,
  path: '/admin/corridors/routes/$id',
  component: lazyRouteComponent(() => import('./corridors/route-screen.tsx'), 'RouteScreen'),
});

const routeDraft = createRoute({
  getParentRoute: () => office,
  path: '/admin/corridors/drafts/$id/route',
  component: lazyRouteComponent(() => import('./corridors/route-screen.tsx'), 'RouteDraftScreen'),
});

const fences = createRoute({
  getParentRoute: () => office,
  path: '/admin/corridors/fences',
  component: lazyRouteComponent(() => import('./corridors/fences-screen.tsx'), 'FencesScreen'),
});

const newFence = createRoute({
  getParentRoute: () => office,
  path: '/admin/corridors/fences/new',
  component: lazyRouteComponent(() => import('./corridors/fence-screen.tsx'), 'NewFenceScreen'),
});

const fence = createRoute({
  getParentRoute: () => office,
  path: '/admin/corridors/fences/$id',
  component: lazyRouteComponent(() => import('./corridors/fence-screen.tsx'), 'FenceScreen'),
});

const drafts = createRoute({
  getParentRoute: () => office,
  path: '/admin/corridors/drafts',
  component: lazyRouteComponent(() => import('./corridors/drafts-screen.tsx'), 'DraftsScreen'),
});

const fenceDraft = createRoute({
  getParentRoute: () => office,
  path: '/admin/corridors/drafts/$id/fence',
  component: lazyRouteComponent(() => import('./corridors/fence-screen.tsx'), 'FenceDraftScreen'),
});

const bulletins = createRoute({
  getParentRoute: () => office,
  path: '/admin/corridors/bulletins',
  component: lazyRouteComponent(
    () => import('./corridors/bulletins-screen.tsx'),
    'BulletinsScreen',
  ),
});

const newBulletin = createRoute({
  getParentRoute: () => office,
  path: '/admin/corridors/bulletins/new',
  component: lazyRouteComponent(
    () => import('./corridors/bulletin-screen.tsx'),
    'NewBulletinScreen',
  ),
});

const bulletin = createRoute({
  getParentRoute: () => office,
  path: '/admin/corridors/bulletins/$id',
  component: lazyRouteComponent(() => import('./corridors/bulletin-screen.tsx'), 'BulletinScreen'),
});

const seals = createRoute({
  getParentRoute: () => office,
  path: '/seals',
  validateSearch: sealsSearch,
  component: lazyRouteComponent(() => import('./seals/seals-screen.tsx'), 'SealsScreen'),
});

const register = createRoute({
  getParentRoute: () => office,
  path: '/seals/new',
  validateSearch: registerSearch,
  component: lazyRouteComponent(() => import('./seals/register-screen.tsx'), 'RegisterScreen'),
});

const seal = createRoute({
  getParentRoute: () => office,
  path: '/seals/$id',
  validateSearch: sealSearch,
  component: lazyRouteComponent(() => import('./seal/seal-screen.tsx'), 'SealScreen'),
});

const quarantine = createRoute({
  getParentRoute: () => office,
  path: '/quarantine',
  validateSearch: quarantineSearch,
  component: lazyRouteComponent(
    () => import('./quarantine/quarantine-screen.tsx'),
    'QuarantineScreen',
  ),
});

const models = createRoute({
  getParentRoute: () => office,
  path: '/seals/models',
  validateSearch: modelsSearch,
  component: lazyRouteComponent(() => import('./models/models-screen.tsx'), 'ModelsScreen'),
});

const newModel = createRoute({
  getParentRoute: () => office,
  path: '/seals/new-model',
  component: lazyRouteComponent(() => import('./models/new-model-screen.tsx'), 'NewModelScreen'),
});

const reviseModel = createRoute({
  getParentRoute: () => office,
  path: '/seals/models/$model',
  component: lazyRouteComponent(() => import('./models/revise-screen.tsx'), 'ReviseScreen'),
});

const feeds = createRoute({
  getParentRoute: () => office,
  path: '/feeds',
  component: lazyRouteComponent(() => import('./feeds/feeds-screen.tsx'), 'FeedsScreen'),
});

const registerFeed = createRoute({
  getParentRoute: () => office,
  path: '/feeds/new',
  component: lazyRouteComponent(
    () => import('./feeds/register-feed-screen.tsx'),
    'RegisterFeedScreen',
  ),
});

const feed = createRoute({
  getParentRoute: () => office,
  path: '/feeds/$id',
  component: lazyRouteComponent(() => import('./feeds/feed-screen.tsx'), 'FeedScreen'),
});

const units = createRoute({
  getParentRoute: () => office,
  path: '/units',
  component: lazyRouteComponent(() => import('./response/units-screen.tsx'), 'UnitsScreen'),
});

const notices = createRoute({
  getParentRoute: () => office,
  path: '/notices',
  component: lazyRouteComponent(() => import('./notices/notices-screen.tsx'), 'NoticesScreen'),
});

const reports = createRoute({
  getParentRoute: () => office,
  path: '/reports',
  validateSearch: reportsSearch,
  component: lazyRouteComponent(() => import('./reports/reports-screen.tsx'), 'ReportsScreen'),
});

const rules = createRoute({
  getParentRoute: () => office,
  path: '/rules',
  component: lazyRouteComponent(() => import('./rules/rules-screen.tsx'), 'RulesScreen'),
});

const rule = createRoute({
  getParentRoute: () => office,
  path: '/rules/$kind',
  component: lazyRouteComponent(() => import('./rules/rule-screen.tsx'), 'RuleScreen'),
});

const evidence = createRoute({
  getParentRoute: () => office,
  path: '/evidence',
  validateSearch: evidenceSearch,
  component: lazyRouteComponent(() => import('./evidence/evidence-screen.tsx'), 'EvidenceScreen'),
});

const fact = createRoute({
  getParentRoute: () => office,
  path: '/evidence/facts/$id',
  component: lazyRouteComponent(() => import('./evidence/fact-screen.tsx'), 'FactScreen'),
});

const tree = root.addChildren([
  signIn,
  setup,
  verify,
  office.addChildren([
    ...[home, monitor, hour, journeys, createJourney, journey, zones, newZone, zone],
    ...[routes, newRoute, corridorRoute, places, newPlace, place, placeDraft],
    ...[routeDraft, fences, newFence, fence, drafts, fenceDraft, bulletins, newBulletin],
    ...[bulletin, seals, register, seal, models, newModel, reviseModel, quarantine],
    ...[feeds, registerFeed, feed, units, notices, reports, rules, rule, evidence, fact],
  ]),
]);

export function makeRouter(client: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { client },
    defaultPreload: 'intent',
    defaultErrorComponent: Broken,
    scrollRestoration: true,
  });
}
