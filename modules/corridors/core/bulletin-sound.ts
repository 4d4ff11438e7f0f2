// Whether a diversion could be driven, and a bulletin be understood: asked when it is written, and again when it is published.
import type { BulletinSays } from './bulletin.ts';
import { brokenAt } from './publish.ts';
import type { LonLat } from './route.ts';
import { indexLine, locate, type RouteIndex } from './route-index.ts';
import { bufferMAt } from './width.ts';

/** Its text is one fact with its line; the whole reference road has fewer. */
export const DIVERSION_POINTS_MAX = 300;
export const DIVERSION_STOPS_MAX = 20;
/** Narrower than a fix may err; wider is no road any more. */
const DIVERSION_WIDTH_M = { min: 50, max: 10_000 } as const;
/** Three days: a longer way is another route. */
const EXTRA_H_MAX = 72;
export const BULLETIN_NOTE_CHARS_MAX = 400;

export type BulletinFault =
  | { readonly code: 'bulletin-note'; readonly charsMax: number }
  | { readonly code: 'closed-off-route' }
  | { readonly code: 'diversion-too-long'; readonly pointsMax: number }
  | { readonly code: 'diversion-broken'; readonly atPoint: number }
  | { readonly code: 'diversion-apart' }
  | { readonly code: 'diversion-width'; readonly widthM: typeof DIVERSION_WIDTH_M }
  | { readonly code: 'too-many-stops'; readonly stopsMax: number }
  | { readonly code: 'stop-off-diversion'; readonly place: string }
  | { readonly code: 'extra-out-of-range'; readonly hoursMax: number };

/** The first fault, in the order in which an officer fills it in. `route` as in force now. */
export function bulletinFault(says: BulletinSays, route: RouteIndex): BulletinFault | undefined {
  const { note, closed, line, widthM, stops, extraH } = says;
  if (note.trim() === '' || note.length > BULLETIN_NOTE_CHARS_MAX)
    return { code: 'bulletin-note', charsMax: BULLETIN_NOTE_CHARS_MAX };
  const [start, end] = [kmOn(route, closed.from), kmOn(route, closed.to)];
  if (start === undefined || end === undefined || start === end)
    return { code: 'closed-off-route' };
  if (line.length > DIVERSION_POINTS_MAX)
    return { code: 'diversion-too-long', pointsMax: DIVERSION_POINTS_MAX };
  const broken = brokenAt({ line });
  if (broken !== undefined) return { code: 'diversion-broken', atPoint: broken };
  const ends = [line.at(0), line.at(-1)].map((point) => point && kmOn(route, point));
  if (ends.includes(undefined)) return { code: 'diversion-apart' };
  if (!(widthM >= DIVERSION_WIDTH_M.min && widthM <= DIVERSION_WIDTH_M.max))
    return { code: 'diversion-width', widthM: DIVERSION_WIDTH_M };
  if (stops.length > DIVERSION_STOPS_MAX)
    return { code: 'too-many-stops', stopsMax: DIVERSION_STOPS_MAX };
  const index = indexLine(line);
  const off = stops.find((stop) => locate(index, stop).offM > widthM + stop.radiusM);
  if (off !== undefined) return { code: 'stop-off-diversion', place: off.id };
  return Number.isInteger(extraH) && extraH >= 0 && extraH <= EXTRA_H_MAX
    ? undefined
    : { code: 'extra-out-of-range', hoursMax: EXTRA_H_MAX };
}

/** Where along the route a point is; undefined where it is not on it. */
function kmOn(route: RouteIndex, [lon, lat]: LonLat): number | undefined {
  const { km, offM } = locate(route, { lon, lat });
  return offM <= bufferMAt(route.route, km) ? km : undefined;
}
