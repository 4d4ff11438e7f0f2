import { parseInstant } from '@lakiri/kit';
import { PERSON_NAME_CHARS, parsePhone, parsePlate } from '@lakiri/parties';
import { z } from 'zod';
import {
  BREAKDOWN_PARTS,
  ESCORT_FORCES,
  EXCEPTION_KINDS,
  EXCEPTION_NOTE_CHARS_MAX,
  MECHANICAL_SEAL_CHARS_MAX,
  REPORT_TOPICS,
  THEFT_TARGETS,
} from '../core/index.ts';
import { uuid } from './schemas.ts';

const TYPED_CHARS_MAX = 40; // a plate or a phone with all the spaces that people write
const STOP_MIN_MAX = 10_080; // a week; each kind's own limit is data

const plate = z
  .string()
  .max(TYPED_CHARS_MAX)
  .refine((text) => parsePlate(text) !== undefined, 'not a number plate');
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const mechanicalSeal = z.string().trim().min(1).max(MECHANICAL_SEAL_CHARS_MAX);

const whatSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('breakdown'), part: z.enum(BREAKDOWN_PARTS) }),
  z.object({ kind: z.literal('accident'), injured: z.boolean() }),
  z.object({
    kind: z.literal('transload'),
    plate,
    trailer: plate.nullish(),
    order: uuid
      .nullish()
      .meta({ description: 'the command by which the load is opened; absent: it stays sealed' }),
  }),
  z.object({
    kind: z.literal('driver-change'),
    driverName: z.string().trim().min(1).max(PERSON_NAME_CHARS.max),
    driverPhone: z
      .string()
      .max(TYPED_CHARS_MAX)
      .refine((text) => parsePhone(text) !== undefined, 'not a telephone number')
      .nullish(),
  }),
  z.object({
    kind: z.literal('route-change'),
    routeId: z.string().min(1).max(60),
    routeVersion: z.int().positive(),
  }),
  z.object({ kind: z.literal('theft'), of: z.enum(THEFT_TARGETS) }),
  z.object({ kind: z.literal('driver-report'), about: z.enum(REPORT_TOPICS) }),
  z.object({
    kind: z.literal('seal-mismatch'),
    seen: z
      .string()
      .trim()
      .min(1)
      .max(MECHANICAL_SEAL_CHARS_MAX)
      .meta({ description: 'the number read on the truck' }),
    photoSha256: sha256.nullish(),
  }),
  z.object({ kind: z.literal('escort'), by: z.enum(ESCORT_FORCES) }),
  z.object({ kind: z.literal('convoy'), with: uuid }),
  z.object({ kind: z.literal('mechanical-seal'), number: mechanicalSeal }),
  z.object({
    kind: z.literal('reseal'),
    old: uuid.meta({ description: 'the seal that came off' }),
    seal: uuid.meta({ description: 'the seal that went on' }),
    mechanicalSeal: mechanicalSeal.nullish(),
    oldPhotoSha256: sha256.nullish(),
    newPhotoSha256: sha256.nullish(),
  }),
]);

export const reportSchema = z
  .object({
    what: whatSchema,
    note: z.string().trim().min(1).max(EXCEPTION_NOTE_CHARS_MAX).nullish(),
    stopMin: z
      .int()
      .min(1)
      .max(STOP_MIN_MAX)
      .nullish()
      .meta({ description: 'minutes that the truck may stand; absent: as the rule gives' }),
    occurredAt: z
      .string()
      .max(40)
      .refine((text) => parseInstant(text) !== undefined, 'not a time with its zone')
      .optional(),
  })
  .meta({ id: 'ExceptionReport' });

export type ReportBody = z.infer<typeof reportSchema>;

export const exceptionSchema = z
  .object({
    id: z.string(),
    kind: z.enum(EXCEPTION_KINDS),
    at: z.string(),
    until: z.string().nullable(),
    endedAt: z.string().nullable(),
    by: z.string().nullable(),
    note: z.string().nullable(),
    details: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
      .meta({ description: 'what its form asked for, in words: plates, numbers, names' }),
  })
  .meta({ id: 'JourneyException' });

export const exceptionsSchema = z.object({
  items: z.array(exceptionSchema),
  rules: z.array(
    z.object({
      kind: z.enum(EXCEPTION_KINDS),
      may: z.boolean().meta({ description: 'whether you may report it' }),
      stopMin: z.object({ default: z.int(), max: z.int() }).nullable(),
      needsNote: z.boolean(),
    }),
  ),
});
