// What the workshop says and takes over HTTP. Instants are ISO 8601 UTC; numbers are in the unit that `numbers` names.
import { KINDS } from '@lakiri/alarms';
import { z } from 'zod';
import { BASES, LIMITS, MISSING, UNITS } from '../core/index.ts';

const severity = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
const kind = z.enum(KINDS);
const hour = z.number().min(0).max(24);
const numbers = z.record(z.string().max(LIMITS.nameChars), z.number());
const person = z.object({ id: z.string(), name: z.string() });
const moment = z.iso.datetime({ offset: true });

const scopeSchema = z
  .object({
    place: z
      .object({
        name: z.string().trim().min(1).max(LIMITS.nameChars),
        lat: z.number().min(-90).max(90),
        lon: z.number().min(-180).max(180),
        radiusM: z.number().positive().max(LIMITS.placeRadiusM),
      })
      .optional(),
    route: z.string().max(LIMITS.nameChars).optional(),
    hours: z
      .object({ fromH: hour, untilH: hour, utcOffsetMin: z.int().min(-720).max(840) })
      .optional(),
    model: z.string().max(LIMITS.nameChars).optional(),
  })
  .meta({ description: 'what it names must all hold; it names at least one thing' });

const overrideSchema = z
  .object({
    name: z.string().trim().min(1).max(LIMITS.nameChars),
    scope: scopeSchema,
    params: numbers.meta({ description: 'only the numbers that are other' }),
    severity: severity.nullable(),
  })
  .meta({ id: 'RuleOverride' });

const contentSchema = z
  .object({
    severity,
    ackDueS: z.int().min(1).max(LIMITS.ackDueS),
    params: numbers,
    overrides: z.array(overrideSchema).max(LIMITS.overrides),
    condition: z
      .string()
      .trim()
      .min(1)
      .max(LIMITS.conditionChars)
      .nullable()
      .meta({ description: 'CEL; asked only where the rule would raise' }),
  })
  .meta({ id: 'RuleContent' });

const numberSchema = z
  .object({
    name: z.string(),
    unit: z.enum(UNITS),
    min: z.number(),
    max: z.number(),
    isWhole: z.boolean(),
    default: z.number().nullable().meta({ description: 'as shipped; null: absent unless said' }),
    source: z.string(),
  })
  .meta({ id: 'RuleNumber' });

const variableSchema = z
  .object({
    name: z.string(),
    type: z.enum(['string', 'number', 'bool']),
    unit: z.string().nullable(),
    mayBeNull: z.boolean(),
    says: z.string(),
  })
  .meta({ id: 'RuleVariable' });

const versionSchema = z
  .object({
    version: z.int(),
    content: contentSchema,
    effectiveFrom: z.string(),
    basis: z.enum(BASES),
    source: z.string(),
    isShipped: z.boolean(),
    why: z.string().nullable(),
    draftedBy: person.nullable(),
    approvedBy: person.nullable(),
    approvedAt: z.string().nullable(),
    withdrawn: z.object({ by: person, at: z.string(), why: z.string() }).nullable(),
  })
  .meta({ id: 'RuleVersion' });

const draftSchema = z
  .object({
    state: z.enum(['draft', 'proposed']),
    draft: z.int().meta({ description: 'counts up with each save: `draftSeen` of the next' }),
    basedOn: z.int().meta({ description: 'the version it was made from' }),
    content: contentSchema,
    why: z.string(),
    source: z.string(),
    basis: z.enum(BASES),
    by: person,
    at: z.string(),
    proposed: z
      .object({
        by: person,
        at: z.string(),
        effectiveFrom: z.string().nullable(),
        backTest: z.string().nullable(),
      })
      .nullable(),
    declined: z.object({ by: person, at: z.string(), why: z.string() }).nullable(),
  })
  .meta({ id: 'RuleDraft' });

const sideSchema = z
  .object({
    alarms: z.int(),
    perShift: z.number().meta({ description: 'a shift of one operator' }),
    per100Journeys: z.number(),
    confirmed: z.int().meta({ description: 'of the confirmed cases, how many it raises' }),
    unfounded: z.int().meta({ description: 'of the cases closed false or nuisance, how many' }),
  })
  .meta({ id: 'BackTestSide' });

const caseSchema = z
  .object({
    case: z.string(),
    journey: z.string(),
    ref: z.string(),
    at: z.string(),
    outcome: z.string(),
  })
  .meta({ id: 'BackTestCase' });

const changeSchema = z
  .object({
    journey: z.string(),
    ref: z.string(),
    seal: z.string(),
    at: z.string(),
    lat: z.number().nullable(),
    lon: z.number().nullable(),
    fires: z
      .enum(['no-longer', 'now', 'both'])
      .meta({ description: 'by the version in force only, by the draft only, by both' }),
    maker: z.string(),
    country: z.string().nullable().meta({ description: 'of the truck’s plate' }),
  })
  .meta({ id: 'BackTestChange' });

const groupSchema = z.object({ name: z.string(), present: z.int(), drafted: z.int() });

export const resultSchema = z
  .object({
    journeys: z.int(),
    reports: z.int(),
    totalS: z.number(),
    foldReportsPerS: z.int(),
    shifts: z.object({ count: z.number(), targetPerShift: z.int(), isAssumed: z.boolean() }),
    present: sideSchema,
    drafted: sideSchema,
    confirmed: z.object({
      total: z.int(),
      lost: z.array(caseSchema).meta({ description: 'raised by the version in force only' }),
      won: z.array(caseSchema).meta({ description: 'raised by the draft only' }),
    }),
    unfounded: z.object({
      total: z.int(),
      gone: z.array(caseSchema),
      added: z.array(caseSchema),
    }),
    changes: z
      .array(changeSchema)
      .meta({ description: `at most ${LIMITS.changes}, changed first` }),
    changesInAll: z.int(),
    byMaker: z.array(groupSchema),
    byCountry: z.array(groupSchema),
    byPlace: z.array(groupSchema),
  })
  .meta({ id: 'BackTestResult' });

export const backTestSchema = z
  .object({
    id: z.string(),
    kind,
    state: z.enum(['running', 'done', 'cancelled', 'failed', 'interrupted']),
    from: z.string(),
    until: z.string(),
    oneIn: z.int().meta({ description: 'one journey in so many' }),
    by: person,
    startedAt: z.string(),
    endedAt: z.string().nullable(),
    presentVersion: z.int(),
    draft: z.int().meta({ description: 'which save of the draft was tried' }),
    progress: z.object({
      journeys: z.int(),
      journeysInAll: z.int(),
      pct: z.number(),
      reports: z.int(),
      reportsPerS: z.int(),
    }),
    fault: z.string().nullable().meta({
      description: 'why it failed; of an interrupted one `server-gone` or `server-stopped`',
    }),
    result: resultSchema.nullable(),
  })
  .meta({ id: 'BackTest' });

export const ruleSchema = z
  .object({
    kind,
    numbers: z.array(numberSchema),
    variables: z.array(variableSchema),
    notBackTestable: z.enum(MISSING).nullable().meta({
      description:
        'what it rests on beside one seal’s stored readings; null: it can be tried on them',
    }),
    inForce: z.int(),
    versions: z
      .array(versionSchema)
      .meta({ description: 'newest first; later ones may lie ahead' }),
    draft: draftSchema.nullable(),
    backTests: z.array(backTestSchema.omit({ result: true })),
  })
  .meta({ id: 'Rule' });

export const ruleRowSchema = z
  .object({
    kind,
    state: z.enum(['in-force', 'drafted', 'proposed', 'planned']),
    version: z.int(),
    severity,
    effectiveFrom: z.string(),
    alarms7d: z.int(),
    overrides: z.int(),
    hasCondition: z.boolean(),
    draft: z.object({ by: person, at: z.string() }).nullable(),
    plannedFrom: z.string().nullable(),
  })
  .meta({ id: 'RuleRow' });

const weekSchema = z.object({ days: z.number(), alarms: z.int(), perShift: z.number() });
export const effectSchema = z
  .object({
    version: z.int(),
    effectiveFrom: z.string(),
    before: weekSchema,
    after: weekSchema.nullable().meta({ description: 'null: not in force yet' }),
  })
  .meta({ id: 'RuleEffect' });

export const soundnessSchema = z
  .object({
    isSound: z.boolean(),
    fault: z
      .object({ message: z.string(), from: z.int(), to: z.int() })
      .nullable()
      .meta({ description: 'where in the text, in characters' }),
  })
  .meta({ id: 'ConditionSoundness' });

export const asked = {
  kind: z.object({ kind }),
  version: z.object({ kind, version: z.coerce.number().int().min(1) }),
  backTest: z.object({ id: z.uuid() }),
  headers: z.looseObject({ 'idempotency-key': z.uuid().optional() }),
  draft: z
    .object({
      basedOn: z.int().min(1).meta({ description: 'the version that was looked at' }),
      draftSeen: z.int().min(0).meta({ description: 'the save that was looked at; 0: none' }),
      content: contentSchema,
      why: z.string().trim().min(1).max(LIMITS.whyChars),
      source: z.string().trim().min(1).max(LIMITS.sourceChars),
      basis: z.enum(BASES).default('configuration'),
    })
    .meta({ id: 'RuleDraftForm' }),
  propose: z.object({ effectiveFrom: moment.optional(), backTest: z.uuid().optional() }),
  approve: z.object({
    effectiveFrom: moment
      .optional()
      .meta({ description: 'left out: as proposed, or as soon as every gateway can have read it' }),
  }),
  why: z.object({ why: z.string().trim().min(1).max(LIMITS.whyChars) }),
  nothing: z.object({}),
  condition: z.object({ condition: z.string().max(LIMITS.conditionChars) }),
  startBackTest: z
    .object({
      from: moment,
      until: moment,
      oneIn: z.int().min(1).max(LIMITS.oneIn).default(1),
    })
    .meta({ id: 'BackTestForm' }),
} as const;

export type RuleView = z.infer<typeof ruleSchema>;
export type RuleRowView = z.infer<typeof ruleRowSchema>;
export type BackTestView = z.infer<typeof backTestSchema>;
export type BackTestResultView = z.infer<typeof resultSchema>;
export type EffectView = z.infer<typeof effectSchema>;
