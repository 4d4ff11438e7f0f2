import type { Session } from '../api/contract.ts';
import type { WordKey } from '../words/words.ts';

// Who may open which screen: asked by the frame before it draws one, and by whatever offers a way to it.

export type Role = Session['person']['roles'][number];
type Door = {
  /** Who may open it; absent is everybody who is signed in. */
  readonly to?: readonly Role[];
  /** What it is called where it is refused, or gone to instead. */
  readonly words: WordKey;
};

const OFFICERS = ['officer', 'supervisor', 'station', 'admin'] as const;
const SUPERVISORS = ['supervisor', 'admin'] as const;
/** Who leads reads all of them; who oversees nothing, the times of their own trucks. */
const READERS = [...SUPERVISORS, 'transporter'] as const;
const all = (words: WordKey): Door => ({ words });
const officers = (words: WordKey): Door => ({ to: OFFICERS, words });
const supervisors = (words: WordKey): Door => ({ to: SUPERVISORS, words });

/** By the path of a screen's route. The server refuses the same; here nobody has to find that out by filling in a form. */
export const DOORS = {
  '/': all('nav.monitor'),
  '/monitor': all('nav.monitor'),
  '/monitor/replay': all('hour.title'),
  '/journeys': all('nav.journeys'),
  '/journeys/new': officers('create.title'),
  '/journeys/$id': all('nav.journeys'),
  '/journeys/dead-zones': officers('zones.title'),
  '/journeys/dead-zones/new': supervisors('zones.add'),
  '/journeys/dead-zones/$id': officers('zones.title'),
  '/admin/corridors/routes': officers('routes.title'),
  '/admin/corridors/routes/new': supervisors('routes.add'),
  '/admin/corridors/routes/$id': officers('routes.title'),
  '/admin/corridors/places': officers('places.title'),
  '/admin/corridors/places/new': supervisors('places.add'),
  '/admin/corridors/places/$id': officers('places.title'),
  '/admin/corridors/fences': officers('fences.title'),
  '/admin/corridors/fences/new': supervisors('fences.add'),
  '/admin/corridors/fences/$id': officers('fences.title'),
  '/admin/corridors/drafts': officers('gazette.title'),
  '/admin/corridors/drafts/$id/place': supervisors('gazette.title'),
  '/admin/corridors/drafts/$id/route': supervisors('gazette.title'),
  '/admin/corridors/drafts/$id/fence': supervisors('gazette.title'),
  '/admin/corridors/bulletins': officers('bulletins.title'),
  '/admin/corridors/bulletins/new': supervisors('bulletins.add'),
  '/admin/corridors/bulletins/$id': supervisors('bulletin.change'),
  '/seals': all('nav.seals'),
  '/seals/new': officers('register.title'),
  '/seals/$id': all('nav.seals'),
  '/seals/models': all('models.title'),
  '/seals/new-model': supervisors('newModel.title'),
  '/seals/models/$model': supervisors('models.title'),
  '/quarantine': officers('quarantine.title'),
  '/feeds': all('nav.feeds'),
  '/feeds/new': supervisors('feedForm.title'),
  '/feeds/$id': all('nav.feeds'),
  '/units': officers('response.title'),
  '/notices': all('notices.title'),
  '/reports': { to: READERS, words: 'report.title' },
  '/rules': officers('rules.title'),
  '/rules/$kind': officers('rules.title'),
  '/evidence': all('nav.evidence'),
  '/evidence/facts/$id': all('nav.evidence'),
} as const satisfies Readonly<Record<string, Door>>;

export type DoorPath = keyof typeof DOORS;

export function isOpenTo(path: DoorPath, roles: readonly Role[]): boolean {
  const { to }: Door = DOORS[path];
  return to === undefined || roles.some((role) => to.includes(role));
}

export type Closed = {
  readonly words: WordKey;
  readonly to: readonly Role[];
  /** The nearest place above it that is open, or the monitor. */
  readonly instead: DoorPath;
};

/** What to tell somebody whom a screen is refused; undefined where they may open it, or where it is no screen. */
export function closedTo(path: string, roles: readonly Role[]): Closed | undefined {
  if (!isDoor(path) || isOpenTo(path, roles)) return undefined;
  const { to = [], words }: Door = DOORS[path];
  return { words, to, instead: aboveOf(path, roles) };
}

const isDoor = (path: string): path is DoorPath => path in DOORS;

function aboveOf(path: string, roles: readonly Role[]): DoorPath {
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
    const above = path.slice(0, at);
    if (isDoor(above) && !above.includes('$') && isOpenTo(above, roles)) return above;
  }
  return '/monitor';
}

/** The places of the rail, in their order. */
export const PLACES = [
  '/monitor',
  '/journeys',
  '/seals',
  '/quarantine',
  '/units',
  '/admin/corridors/routes',
  '/feeds',
  '/reports',
  '/rules',
  '/evidence',
] as const satisfies readonly DoorPath[];
