import { parseInstant } from '@lakiri/kit';
import { PERSON_NAME_CHARS, parsePhone, parsePlate, plateKey } from '@lakiri/parties';
import { z } from 'zod';
import {
  CARGO_CHARS_MAX,
  type JourneyState,
  MECHANICAL_SEAL_CHARS_MAX,
  nextStates,
  REASON_CHARS_MAX,
} from '../core/index.ts';
import { JOURNEY_SEARCH_CHARS_MAX, JOURNEYS_PAGE_MAX } from '../store/index.ts';

export const uuid = z.uuid().toLowerCase();
const state = z.enum(Object.keys(nextStates) as [JourneyState, ...JourneyState[]]);
const TYPED_CHARS_MAX = 40; // a plate or a phone with all the spaces that people write

const plate = z
  .string()
  .max(TYPED_CHARS_MAX)
  .refine((text) => parsePlate(text) !== undefined, 'not a number plate');
const phone = z
  .string()
  .max(TYPED_CHARS_MAX)
  .refine((text) => parsePhone(text) !== undefined, 'not a telephone number');

function keyOf(typed: string): string | undefined {
  const parsed = parsePlate(typed);
  return parsed && plateKey(parsed);
}

const occurredAt = z
  .string()
  .max(40)
  .refine((text) => parseInstant(text) !== undefined, 'not a time with its zone')
  .optional()
  .meta({ description: 'when it was done, as the person says; now when it is left out' });

const knownAt = z
  .string()
  .max(40)
  .transform((text, context) => {
    const at = parseInstant(text);
    if (at !== undefined) return at;
    context.addIssue('an ISO 8601 time with its zone');
    return z.NEVER;
  })
  .optional()
  .meta({
    description:
      'as the node knew it then: of readings what had been received (receivedAt), of facts what had been recorded (recordedAt); left out: all that is known now',
  });
/** What a look at the past asks for. */
export const thenQuery = z.object({ knownAt });

export const formSchema = z
  .object({
    routeId: z.string().min(1).max(60),
    routeVersion: z.int().positive(),
    plate,
    trailer: plate.nullish(),
    driverName: z.string().trim().min(1).max(PERSON_NAME_CHARS.max).nullish(),
    driverPhone: phone.nullish(),
    cargo: z.string().trim().min(1).max(CARGO_CHARS_MAX),
    transporterId: uuid,
    occurredAt,
  })
  .refine(({ plate: truck, trailer }) => keyOf(truck) !== keyOf(trailer ?? ''), {
    path: ['trailer'],
    message: 'the trailer has a plate of its own',
  })
  .meta({ id: 'JourneyForm' });

const reason = z.string().trim().min(1).max(REASON_CHARS_MAX).nullish();

export const actSchema = z.object({ occurredAt }).meta({ id: 'JourneyAct' });
export const reasonedSchema = z.object({ occurredAt, reason }).meta({ id: 'JourneyReasonedAct' });
export const sealSchema = z
  .object({
    occurredAt,
    sealId: uuid,
    mechanicalSeal: z.string().trim().min(1).max(MECHANICAL_SEAL_CHARS_MAX).nullish(),
  })
  .meta({ id: 'JourneySealAct' });

/** Loose: what other hooks read of the headers must stay in them. */
export const keyHeader = z.looseObject({
  'idempotency-key': uuid.meta({ description: 'a repeat with the same key does nothing' }),
});

const ROUTE_ID_CHARS_MAX = 60; // as long as a slug may be

export const listQuery = z.object({
  state: state.optional(),
  route: z
    .string()
    .max(ROUTE_ID_CHARS_MAX)
    .optional()
    .meta({ description: 'only along this route, whichever version of it' }),
  q: z
    .string()
    .trim()
    .max(JOURNEY_SEARCH_CHARS_MAX)
    .optional()
    .meta({ description: 'beginning of a reference, a plate or a seal number' }),
  cursor: uuid.optional(),
  limit: z.coerce.number().int().min(1).max(JOURNEYS_PAGE_MAX).default(50),
});

const params = z.record(z.string(), z.unknown());

export const journeySchema = z
  .object({
    id: z.string(),
    ref: z.string(),
    version: z.int(),
    state,
    route: z.object({
      id: z.string(),
      version: z.int(),
      name: z.string(),
      km: z.number(),
      fromPlace: z.string(),
      toPlace: z.string(),
    }),
    vehicle: z.object({ plate: z.string().nullable(), trailer: z.string().nullable() }),
    driver: z.object({ name: z.string().nullable(), phone: z.string().nullable() }),
    cargo: z.string(),
    transporter: z.object({ id: z.string(), name: z.string().nullable() }),
    seals: z.array(
      z.object({
        id: z.string(),
        number: z.string(),
        fittedAt: z.string(),
        until: z.string().nullable(),
        mechanicalSeal: z.string().nullable(),
        replaces: z.string().nullable().meta({ description: 'the seal that came off for it' }),
      }),
    ),
    milestones: z.array(
      z.object({
        type: z.string(),
        occurredAt: z.string(),
        recordedAt: z.string(),
        by: z.string().nullable(),
      }),
    ),
    progress: z
      .object({ km: z.number(), ofKm: z.number(), offRouteM: z.number() })
      .nullable()
      .meta({ description: 'where on the route the first seal is, while it is watched' }),
    arrival: z
      .object({
        earliestAt: z.string(),
        likelyAt: z.string(),
        latestAt: z.string(),
        basis: z.enum(['journeys', 'pace']),
        journeys: z.int().meta({ description: 'how many journeys it rests on' }),
      })
      .nullable()
      .meta({
        description:
          'when it is expected at the end of its route, nine in ten not earlier and nine in ten not later; null unless in transit',
      }),
    live: z
      .looseObject({ lat: z.number().nullable(), lon: z.number().nullable() })
      .nullable()
      .meta({ description: 'what the first seal on the truck last said; as in Live' }),
    openCases: z.array(z.object({ id: z.string(), kind: z.string(), severity: z.number() })),
    deadlineAt: z.string().nullable(),
  })
  .meta({ id: 'Journey' });

export const timelineSchema = z.object({
  items: z.array(
    z.object({
      at: z.string(),
      recordedAt: z.string(),
      type: z.string(),
      by: z.string().nullable(),
      caseId: z.string().optional(),
      severity: z.number().optional(),
      params,
    }),
  ),
});

export const listSchema = z.object({
  items: z.array(journeySchema),
  next: z.string().nullable(),
});
