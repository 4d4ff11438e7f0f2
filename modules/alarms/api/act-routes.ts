// One route for each act on a case, and one for an act on many.
import { type Id, type Instant, parseInstant } from '@lakiri/kit';
import { viewerOf } from '@lakiri/parties';
import { problem } from '@lakiri/platform/http';
import type { Sql } from '@lakiri/platform/sql';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type CaseId, EVIDENCE_MAX, OUTCOMES, VERDICTS } from '../core/index.ts';
import { findCases } from '../store/index.ts';
import {
  ACTED_CASES_MAX,
  type ActWords,
  actOnCase,
  actOnCases,
  type CaseAct,
  type CaseDone,
} from './acts.ts';
import type { AlarmsDeps } from './deps.ts';
import { problemOf } from './refusals.ts';
import { type CaseView, caseSchema, nameIn, viewCases } from './views.ts';

/** Who may act on cases; who may look is cut by row. */
export const ACTING = ['officer', 'supervisor', 'station'] as const;
/** Far above a note; what is longer is no note but an attack or a paste gone wrong. */
const TEXT_CHARS_MAX = 20_000;

const params = z.object({ id: z.uuid() });
const headers = z.looseObject({ 'idempotency-key': z.uuid() });
const text = z.string().max(TEXT_CHARS_MAX);
const instantText = z.iso
  .datetime({ offset: true })
  .transform((said) => parseInstant(said) as Instant);
const id = <Noun extends string>() => z.uuid().transform((said) => said as Id<Noun>);

/** Each act by its name in the address: what it says, and what its body holds. */
const BODIES = {
  acknowledge: z.object({ note: text.optional() }),
  withdraw: z.object({}),
  assign: z.object({ to: id<'Person'>() }),
  check: z.object({ at: instantText }),
  note: z.object({ text }),
  shelve: z.object({ until: instantText, note: text }),
  unshelve: z.object({}),
  merge: z.object({ into: id<'Case'>() }),
  close: z.object({
    outcome: z.enum(OUTCOMES),
    cause: z.string().max(40),
    note: text,
    evidence: z.array(z.string().max(64)).max(EVIDENCE_MAX).optional(),
  }),
  confirm: z.object({}),
  decline: z.object({ note: text }),
  reopen: z.object({ note: text }),
  review: z.object({ verdict: z.enum(VERDICTS), note: text.optional() }),
} as const;
type Act = keyof typeof BODIES;
type BodyOf<A extends Act> = z.output<(typeof BODIES)[A]>;

const SUMMARIES: Readonly<Record<Act, string>> = {
  acknowledge: 'Take a case',
  withdraw: 'Give back a case that was just taken by mistake',
  assign: 'Give a case to an officer',
  check: 'Promise when somebody looks at a case again',
  note: 'Add to what is known',
  shelve: 'Put a case on the shelf until a time, at most four hours ahead',
  unshelve: 'Take a case off the shelf',
  merge: 'Merge a case into another of the same cause',
  close: 'Close a case with what it was and why; a critical one is proposed to a second officer',
  confirm: 'Agree, as a second officer, with how a critical case is to be closed',
  decline: 'Do not agree: the case goes on',
  reopen: 'Go on with a case that was closed',
  review: 'Look a closed case through, as a supervisor who did not close it',
};

/** What each body means to the act. */
const WORDS: { readonly [A in Act]: (body: BodyOf<A>) => ActWords } = {
  acknowledge: ({ note = null }) => ({ act: 'acknowledge', note }),
  withdraw: () => ({ act: 'withdraw' }),
  assign: ({ to }) => ({ act: 'assign', to }),
  check: ({ at }) => ({ act: 'check', checkAt: at }),
  note: ({ text: note }) => ({ act: 'note', note }),
  shelve: ({ until, note }) => ({ act: 'shelve', until, note }),
  unshelve: () => ({ act: 'unshelve' }),
  merge: ({ into }) => ({ act: 'merge', into }),
  close: ({ outcome, cause, note, evidence }) => ({
    act: 'close',
    outcome,
    cause,
    note,
    ...(evidence === undefined ? {} : { evidence }),
  }),
  confirm: () => ({ act: 'confirm' }),
  decline: ({ note }) => ({ act: 'decline', note }),
  reopen: ({ note }) => ({ act: 'reopen', note }),
  review: ({ verdict, note = null }) => ({ act: 'review', verdict, note }),
};

export function actRoutes(instance: FastifyInstance, deps: AlarmsDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const plug = <A extends Act>(act: A): void => {
    const wordsOf = WORDS[act] as (body: unknown) => ActWords;
    app.post(
      `/cases/:id/${act}`,
      {
        config: { access: act === 'review' ? ['supervisor'] : ACTING },
        schema: {
          tags: ['cases'],
          summary: SUMMARIES[act],
          params,
          headers,
          body: BODIES[act] as z.ZodType,
          response: { 200: caseSchema },
        },
      },
      async (request, reply): Promise<never> =>
        // A refusal is a problem, which the reply has sent; the type of the route knows only the case.
        (await answer(reply, deps, {
          viewer: viewerOf(request),
          key: request.headers['idempotency-key'],
          case: request.params.id as CaseId,
          ...wordsOf(request.body),
        })) as never,
    );
  };
  for (const act of Object.keys(BODIES) as Act[]) plug(act);
  bulkRoute(instance, deps);
}

/** What two people do, and what needs thought about one case, is done to one. */
const BULK = [
  'acknowledge',
  'withdraw',
  'assign',
  'check',
  'note',
  'shelve',
  'unshelve',
  'merge',
  'close',
] as const satisfies readonly Act[];

const named = <A extends Act>(act: A) => BODIES[act].extend({ act: z.literal(act) });
const bulkBody = z.object({
  cases: z.array(id<'Case'>()).min(1).max(ACTED_CASES_MAX),
  do: z.discriminatedUnion('act', [
    named('acknowledge'),
    named('withdraw'),
    named('assign'),
    named('check'),
    named('note'),
    named('shelve'),
    named('unshelve'),
    named('merge'),
    named('close'),
  ]),
});
type Done = (typeof BULK)[number];

const outcomeSchema = z.object({
  id: z.string(),
  case: caseSchema.nullable().meta({ description: 'as it is now; null where it was refused' }),
  problem: z
    .looseObject({ code: z.string(), status: z.int(), title: z.string(), detail: z.string() })
    .nullable(),
});

function bulkRoute(instance: FastifyInstance, deps: AlarmsDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().post(
    '/cases/acts',
    {
      config: { access: ACTING },
      schema: {
        tags: ['cases'],
        summary: 'Do one thing to many cases; each keeps its own record, and answers for itself',
        headers,
        body: bulkBody,
        response: { 200: z.object({ outcomes: z.array(outcomeSchema) }) },
      },
    },
    async (request) => {
      const viewer = viewerOf(request);
      const { cases, do: asked } = request.body;
      const act: Done = asked.act;
      const words = (WORDS[act] as (body: unknown) => ActWords)(asked);
      const key = request.headers['idempotency-key'];
      const done = await actOnCases(deps, { viewer, key, cases, words });
      return await deps.database.asParty(viewer.scope, (tx) => outcomesOf(tx, deps, done));
    },
  );
}

type DoneTo = { readonly id: CaseId; readonly done: CaseDone };

async function outcomesOf(tx: Sql, deps: AlarmsDeps, all: readonly DoneTo[]) {
  const ids = all.filter(({ done }) => done.accepted).map((one) => one.id);
  const views = new Map(
    (await viewCases(tx, await findCases(tx, ids), deps)).map((view) => [view.id, view]),
  );
  const people = all.flatMap(({ done }) =>
    !done.accepted && 'by' in done.refusal ? [done.refusal.by] : [],
  );
  const nameOf = nameIn(await deps.peopleOf(tx, [...new Set(people)]));
  return {
    outcomes: all.map((one) => ({
      id: one.id,
      case: views.get(one.id) ?? null,
      problem: one.done.accepted ? null : toldOf(one.done.refusal, nameOf),
    })),
  };
}

function toldOf(...[refusal, nameOf]: Parameters<typeof problemOf>) {
  const { detail = '', ...told } = problemOf(refusal, nameOf);
  return { ...told, detail };
}

async function answer(
  reply: FastifyReply,
  deps: AlarmsDeps,
  asked: CaseAct,
): Promise<CaseView | FastifyReply> {
  const done = await actOnCase(deps, asked);
  return deps.database.asParty(asked.viewer.scope, async (tx: Sql) => {
    if (!done.accepted) {
      const people = 'by' in done.refusal ? [done.refusal.by] : [];
      return problem(reply, problemOf(done.refusal, nameIn(await deps.peopleOf(tx, people))));
    }
    const [view] = await viewCases(tx, await findCases(tx, [asked.case]), deps);
    if (view === undefined) throw new Error(`case ${asked.case} was acted on and is not there`);
    return view;
  });
}
