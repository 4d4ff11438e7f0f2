import { isoOf } from '@lakiri/kit';
import { z } from 'zod';
import { FENCE_KINDS, RING_POINTS_MAX } from '../core/index.ts';
import type { FenceHistory } from '../store/fences.ts';

const lat = z.number().min(-90).max(90);
const lon = z.number().min(-180).max(180);
const lonLat = z.tuple([lon, lat]).meta({ description: 'longitude, latitude' });

const area = z.discriminatedUnion('is', [
  z.object({ is: z.literal('circle'), lat, lon, radiusM: z.number().positive() }),
  z.object({ is: z.literal('polygon'), ring: z.array(lonLat).max(RING_POINTS_MAX) }),
]);

export const fenceSays = z
  .object({
    name: z.string().trim(),
    kind: z.enum(FENCE_KINDS).meta({ description: 'forbidden: a rule watches it' }),
    area,
    source: z.string().trim().meta({ description: 'on whose word: a notice, an order, a survey' }),
  })
  .meta({ id: 'FenceForm' });

export const fenceView = z
  .object({
    id: z.uuid(),
    versions: z
      .array(
        fenceSays.extend({
          version: z.int(),
          effectiveFrom: z.string(),
          isWithdrawn: z.boolean(),
        }),
      )
      .meta({ description: 'oldest first; the last may lie ahead' }),
  })
  .meta({ id: 'Fence' });

/** Points are copied: what a schema gives out may be changed, what a core knows may not. */
export function viewFence({ id, versions }: FenceHistory): z.infer<typeof fenceView> {
  return {
    id,
    versions: versions.map(({ effectiveFrom, area: where, ...one }) => ({
      ...one,
      area: areaView(where),
      effectiveFrom: isoOf(effectiveFrom),
    })),
  };
}

export function areaView(
  where: FenceHistory['versions'][number]['area'],
): z.infer<typeof fenceSays>['area'] {
  return where.is === 'circle'
    ? where
    : { is: 'polygon', ring: where.ring.map(([x, y]): [number, number] => [x, y]) };
}
