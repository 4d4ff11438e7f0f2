import { type Instant, isoOf } from '@lakiri/kit';
import { LATCHES, type Live, type Seal } from '@lakiri/seals';
import { z } from 'zod';

const flag = z.boolean().nullable();

export const liveSchema = z
  .object({
    occurredAt: z.string().nullable().meta({ description: 'device time of the newest reading' }),
    receivedAt: z.string().nullable(),
    lat: z.number().nullable(),
    lon: z.number().nullable(),
    positionAt: z
      .string()
      .nullable()
      .meta({ description: 'device time of the last satellite fix' }),
    fix: z.enum(['gnss', 'cell', 'none']),
    speedKmh: z.number().nullable(),
    courseDeg: z.number().nullable(),
    batteryPct: z.number().nullable(),
    charging: flag,
    motorLocked: flag,
    ropeInserted: flag,
    ropeCut: flag,
    coverOpen: flag,
    motorStuck: flag,
    latched: z.array(z.object({ flag: z.enum(LATCHES), since: z.string() })),
    link: z.enum(['live', 'silent']),
    clock: z.enum(['right', 'ahead', 'behind', 'none']),
  })
  .meta({ id: 'Live' });

export const sealSchema = z
  .object({
    id: z.string(),
    number: z.string(),
    dialect: z.string(),
    wireId: z.string(),
    model: z.string(),
    owner: z.object({ id: z.string(), name: z.string().nullable() }),
    state: z.enum(['free', 'fitted', 'armed', 'disarmed']),
    journey: z.object({ id: z.string(), ref: z.string(), plate: z.string().nullable() }).nullable(),
    registeredAt: z.string(),
    live: liveSchema.nullable(),
  })
  .meta({ id: 'Seal' });

export type LiveView = z.infer<typeof liveSchema>;
export type SealView = z.infer<typeof sealSchema>;

const iso = (at: Instant | null): string | null => (at === null ? null : isoOf(at));
const shorter = (value: number | null): number | null =>
  value === null ? null : Math.round(value * 10) / 10;

/** After three missed reports a screen no longer takes the last one for the present. */
const SILENT_INTERVALS = 3;

/** How long after its last report a seal of a model is drawn as silent. */
export function silentAfterMs({ reportIntervalS }: Seal['model']): number {
  return SILENT_INTERVALS * reportIntervalS * 1000;
}

/** Whether the seal has spoken lately enough for its model. */
export function isSilent(seal: Seal, now: Instant): boolean {
  const { receivedAt } = seal.live;
  return receivedAt === null || now - receivedAt > silentAfterMs(seal.model);
}

/** What the seal last said; null when it never spoke. */
export function liveView(seal: Seal, now: Instant): LiveView | null {
  const { live } = seal;
  if (live.receivedAt === null) return null;
  const { bits, place } = live;
  return {
    occurredAt: iso(live.occurredAt),
    receivedAt: iso(live.receivedAt),
    lat: place?.lat ?? null,
    lon: place?.lon ?? null,
    positionAt: iso(place?.at ?? null),
    fix: live.fix,
    speedKmh: shorter(place?.speedKmh ?? null),
    courseDeg: shorter(place?.courseDeg ?? null),
    batteryPct: shorter(live.batteryPct),
    charging: bits.charging,
    motorLocked: bits.motorLocked,
    ropeInserted: bits.ropeInserted,
    ropeCut: bits.ropeCut,
    coverOpen: bits.coverOpen,
    motorStuck: bits.motorStuck,
    latched: latchedOf(live),
    link: isSilent(seal, now) ? 'silent' : 'live',
    clock: live.clock,
  };
}

function latchedOf(live: Live): LiveView['latched'] {
  return LATCHES.flatMap((name) => {
    const latch = live.latches[name];
    return latch.is === 'set' ? [{ flag: name, since: isoOf(latch.since) }] : [];
  });
}
