// The reference gazette that ships with the program, read from files: see data/README.md.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import {
  CORRIDORS,
  composeGazette,
  fenceRadiusM,
  type Gazette,
  type LonLat,
  PLACE_KINDS,
  type Place,
  parseSlug,
  type RouteDefinition,
  type Slug,
} from '../core/index.ts';

const slug = z.string().transform((text, context) => {
  const parsed = parseSlug(text);
  if (parsed !== undefined) return parsed;
  context.addIssue('not a slug');
  return z.NEVER;
});

/** The files say -0.0 somewhere; RFC 8785 knows no negative zero, so a fact could not say it again. */
const degrees = (max: number) =>
  z
    .number()
    .min(-max)
    .max(max)
    .transform((value) => value + 0);
const lonLat = z.tuple([degrees(180), degrees(90)]);

const placesFile = z.object({
  features: z.array(
    z.object({
      geometry: z.object({ coordinates: lonLat }),
      properties: z.object({
        id: slug,
        name: z.string(),
        short: z.string().optional(),
        kind: z.enum(PLACE_KINDS),
        country: z.string(),
        accuracy_m: z.number().positive(),
      }),
    }),
  ),
});

const linesFile = z.object({
  features: z.array(
    z.union([
      z.object({
        geometry: z.object({ type: z.literal('LineString'), coordinates: z.array(lonLat) }),
        properties: z.object({ id: z.string() }),
      }),
      z.object({ geometry: z.object({ type: z.literal('Point') }) }),
    ]),
  ),
});

const routesFile = z.array(
  z.object({
    id: slug,
    name: z.string(),
    corridor: z.enum(CORRIDORS),
    from: slug,
    to: slug,
    slices: z.array(z.object({ line: z.string(), from: z.int(), to: z.int() })).min(1),
  }),
);

/** The shipped gazette. Throws when a file is missing or is not what it should be: the build is broken. */
export function readGazette(folder: URL = new URL('../data/', import.meta.url)): Gazette {
  const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
  return composeGazette({
    places: placesFile.parse(read('places.geojson')).features.map(placeOf),
    lines: linesOf(linesFile.parse(read('corridors.geojson'))),
    definitions: routesFile.parse(read('routes.json')) as readonly RouteDefinition[],
  });
}

function placeOf(feature: z.infer<typeof placesFile>['features'][number]): Place {
  const { id, name, short, kind, country, accuracy_m } = feature.properties;
  const [lon, lat] = feature.geometry.coordinates;
  return {
    id: id as Slug<'Place'>,
    name,
    short: short ?? name,
    kind,
    country,
    lat,
    lon,
    radiusM: fenceRadiusM(kind, accuracy_m),
  };
}

function linesOf(file: z.infer<typeof linesFile>): ReadonlyMap<string, readonly LonLat[]> {
  return new Map(
    file.features.flatMap((feature) =>
      'properties' in feature ? [[feature.properties.id, feature.geometry.coordinates]] : [],
    ),
  );
}
