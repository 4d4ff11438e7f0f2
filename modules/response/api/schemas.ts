import { parseInstant } from '@lakiri/kit';
import { z } from 'zod';
import {
  CALL_RESULTS,
  CALLED,
  type DispatchState,
  FINDINGS,
  MEANS,
  NOTIFIED,
  nextDispatchStates,
  PLACE_SOURCES,
  PLAIN_STEPS,
  REPORT_PHOTOS_MAX,
} from '../core/index.ts';

export const uuid = z.uuid().toLowerCase();
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const TEXT_CHARS_MAX = 2_000; // a page of handwriting
const NAME_CHARS_MAX = 60;
const NUMBER_CHARS_MAX = 40; // with all the spaces that people write
const AREA_KM_MAX = 1_000; // no country of the corridors is wider
const LANGUAGES_MAX = 8;

const lat = z.number().min(-90).max(90);
const lon = z.number().min(-180).max(180);
export const instantText = z
  .string()
  .max(40)
  .refine((text) => parseInstant(text) !== undefined, 'not a time with its zone');
const note = z.string().max(TEXT_CHARS_MAX).nullish();

export const unitForm = z
  .object({
    name: z.string().trim().min(2).max(NAME_CHARS_MAX),
    base: z.object({ name: z.string().trim().min(1).max(NAME_CHARS_MAX), lat, lon }),
    areaKm: z.int().min(1).max(AREA_KM_MAX),
    languages: z.array(z.string().regex(/^[a-z]{2,3}$/)).max(LANGUAGES_MAX),
    person: uuid.nullish(),
    phone: z.string().trim().min(3).max(NUMBER_CHARS_MAX).nullish(),
  })
  .meta({ id: 'UnitForm' });

export const placeForm = z
  .object({
    lat,
    lon,
    source: z.enum(PLACE_SOURCES).default('officer'),
    at: instantText.optional(),
  })
  .meta({ id: 'UnitPlaceForm' });

export const unitSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    base: z.object({ name: z.string(), lat: z.number(), lon: z.number() }),
    areaKm: z.number(),
    languages: z.array(z.string()),
    person: z.string().nullable(),
    phone: z.string().nullable(),
    place: z
      .object({
        lat: z.number(),
        lon: z.number(),
        at: z.string(),
        source: z.enum(PLACE_SOURCES),
      })
      .nullable(),
    retiredAt: z.string().nullable(),
    out: z
      .object({ dispatch: z.string(), case: z.string(), state: z.string() })
      .nullable()
      .meta({ description: 'the case that it is out on' }),
  })
  .meta({ id: 'Unit' });

const reckonedSchema = z.object({
  minutes: z.number(),
  km: z.number(),
  basis: z.enum(['road', 'crow']),
});

export const dispatchSchema = z
  .object({
    id: z.string(),
    unit: z.object({ id: z.string(), name: z.string(), phone: z.string().nullable() }),
    by: z.string().nullable(),
    state: z.enum(Object.keys(nextDispatchStates) as [DispatchState, ...DispatchState[]]),
    reckoned: reckonedSchema.nullable(),
    sentAt: z.string(),
    seenAt: z.string().nullable(),
    answeredAt: z.string().nullable(),
    onSiteAt: z.string().nullable(),
    releasedAt: z.string().nullable(),
    declined: z.string().nullable().meta({ description: 'why it declined' }),
    report: z
      .object({
        finding: z.enum(FINDINGS),
        text: z.string().nullable(),
        photos: z.array(z.string()),
        at: z.string(),
      })
      .nullable(),
  })
  .meta({ id: 'Dispatch' });

const playbookSchema = z
  .object({
    version: z.int(),
    from: z.string(),
    source: z.string(),
    steps: z.array(
      z.discriminatedUnion('step', [
        z.object({ step: z.literal('call-driver'), tries: z.int() }),
        z.object({ step: z.literal('dispatch'), afterMin: z.int().nullable() }),
        z.object({ step: z.enum(PLAIN_STEPS) }),
      ]),
    ),
  })
  .meta({ id: 'Playbook', description: 'what is to be done about a kind, in order' });

export const responseSchema = z
  .object({
    playbook: playbookSchema.nullable(),
    resealedAt: z
      .string()
      .nullable()
      .meta({ description: 'when another seal went on this truck since the case was opened' }),
    dispatches: z.array(dispatchSchema),
    calls: z.array(
      z.object({
        id: z.string(),
        at: z.string(),
        by: z.string().nullable(),
        whom: z.enum(CALLED),
        result: z.enum(CALL_RESULTS),
        number: z.string().nullable(),
        note: z.string().nullable(),
      }),
    ),
    notified: z.array(
      z.object({
        id: z.string(),
        at: z.string(),
        by: z.string().nullable(),
        whom: z.enum(NOTIFIED),
        means: z.enum(MEANS),
        who: z.string().nullable(),
        note: z.string().nullable(),
      }),
    ),
    near: z
      .array(
        z.object({
          unit: unitSchema,
          reckoned: reckonedSchema,
          placeAt: z.string().nullable(),
          inArea: z.boolean(),
        }),
      )
      .meta({
        description: 'units that can be there soonest; empty where nobody knows where it is',
      }),
  })
  .meta({ id: 'CaseResponse' });

/** When the unit did it; absent: now. A phone without a network tells it later. */
const claimed = { at: instantText.optional() };
export const stepForm = z.object(claimed).nullish();
export const declineForm = z.object({ ...claimed, reason: z.string().max(TEXT_CHARS_MAX) });
export const reportForm = z
  .object({
    ...claimed,
    finding: z.enum(FINDINGS),
    text: z.string().max(TEXT_CHARS_MAX),
    photos: z.array(sha256).max(REPORT_PHOTOS_MAX).default([]),
  })
  .meta({ id: 'DispatchReport' });
export const callForm = z
  .object({
    whom: z.enum(CALLED),
    result: z.enum(CALL_RESULTS),
    number: z.string().max(NUMBER_CHARS_MAX).nullish(),
    note,
    at: instantText.optional(),
  })
  .meta({ id: 'CallForm' });
export const notifiedForm = z
  .object({
    whom: z.enum(NOTIFIED),
    means: z.enum(MEANS),
    who: z.string().max(TEXT_CHARS_MAX),
    note,
    at: instantText.optional(),
  })
  .meta({ id: 'NotifiedForm' });
