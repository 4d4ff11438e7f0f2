// The log looked into: its state, its facts, their proofs, and the one line of it on other screens.

import { alarmsOfCase, subjectsOnJourneys } from '@lakiri/alarms/store';
import { entriesPath, formatProof, leafHash, TILE_WIDTH, widthAt } from '@lakiri/evidence';
import {
  entriesOfFacts,
  FACTS_PAGE_MAX,
  type FactsFound,
  newestWitnessed,
  searchFacts,
  standingOf,
} from '@lakiri/evidence/store';
import { type Instant, isoOf, parseInstant } from '@lakiri/kit';
import { type Viewer, viewerOf } from '@lakiri/parties';
import { entryOf, type RecordedFact } from '@lakiri/platform/fact-entry';
import { problem } from '@lakiri/platform/http';
import { findFacts, pendingFacts } from '@lakiri/platform/read-facts';
import { sha256 } from '@lakiri/platform/sha256';
import type { Sql } from '@lakiri/platform/sql';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { EvidenceDeps } from './deps.ts';
import { factLine, linesOf, soughtBy, witnessesOf } from './fact-lines.ts';
import {
  checkpointCovering,
  currentLog,
  policyOf,
  quorumSize,
  witnessesUnder,
} from './log/current-log.ts';
import { LogFilesAway, logTree } from './log/log-tree.ts';
import { problemOf } from './refusals.ts';

const params = z.object({ id: z.uuid() });
/** Counted no further: more is said as "more than". */
const PENDING_MAX = 100_000;

const instantText = z.string().refine((text) => parseInstant(text) !== undefined, {
  message: 'an ISO 8601 time with its zone',
});

const logState = z
  .object({
    name: z.string(),
    origin: z.string(),
    vkey: z.string(),
    size: z.int(),
    root: z.string().meta({ description: 'hexadecimal' }),
    integratedAt: z.string(),
    pending: z.int().meta({ description: 'facts that are not in the log yet' }),
    oldestPendingAt: z.string().nullable(),
    witnessed: z
      .object({ size: z.int(), at: z.string(), by: z.array(z.string()), quorum: z.boolean() })
      .nullable(),
    policy: z.object({ witnesses: z.array(z.string()), quorum: z.int() }).nullable(),
    refuses: z.string().nullable().meta({ description: 'why nothing is signed now' }),
  })
  .meta({ id: 'LogState' });

export function factRoutes(instance: FastifyInstance, deps: EvidenceDeps): void {
  stateRoute(instance, deps);
  searchRoute(instance, deps);
  factRoute(instance, deps);
  proofRoute(instance, deps);
  subjectRoute(instance, deps);
}

function stateRoute(instance: FastifyInstance, deps: EvidenceDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().get(
    '/evidence/log',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['evidence'],
        summary: 'The log of this node: how long it is, who witnessed it, what waits for it',
        response: { 200: logState },
      },
    },
    async (request, reply) => {
      const policy = policyOf(await deps.folder.readPolicy());
      const found = await deps.database.asParty(viewerOf(request).scope, async (tx) => {
        const current = await currentLog(tx, deps.origin);
        if (current === undefined) return undefined;
        const pending = await pendingFacts(tx, {
          after: current.head.after,
          countMax: PENDING_MAX,
        });
        return { ...current, pending };
      });
      if (found === undefined) return problem(reply, problemOf({ code: 'no-log-yet' }));
      const { log, head, witnessed, pending } = found;
      const sequencer = deps.processes().find(({ name }) => name === 'sequencer');
      const note =
        witnessed === undefined
          ? ''
          : [witnessed.checkpoint, ...witnessed.lines.map((line) => `${line}\n`)].join('');
      return {
        ...log,
        size: head.size,
        root: Buffer.from(head.root).toString('hex'),
        integratedAt: isoOf(head.integratedAt as Instant),
        pending: pending.facts,
        oldestPendingAt:
          pending.oldestAt === null ? null : isoOf(Math.floor(pending.oldestAt) as Instant),
        witnessed:
          witnessed === undefined
            ? null
            : {
                size: witnessed.size,
                at: isoOf(witnessed.at as Instant),
                by: [...witnessed.witnesses],
                quorum: witnessesUnder(note, policy).quorum,
              },
        policy:
          policy === null || policy.quorum === 'none'
            ? null
            : {
                witnesses: policy.witnesses.map(({ name }) => name),
                quorum: quorumSize(policy),
              },
        refuses:
          sequencer?.state === 'degraded' ? reasonFor(viewerOf(request), sequencer.reason) : null,
      };
    },
  );
}

/** Reasons name folders, addresses and witnesses: for the operator's own people. */
function reasonFor({ party }: Viewer, reason: string | undefined): string {
  return (party.kind === 'administration' ? reason : undefined) ?? 'unknown';
}

function searchRoute(instance: FastifyInstance, deps: EvidenceDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().get(
    '/evidence/facts',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['evidence'],
        summary: 'Facts that you may see, newest first; those of intake batches only by their type',
        querystring: z.object({
          q: z.string().max(80).optional().meta({
            description: 'a reference, a plate, a seal’s number, an id, an index of the log',
          }),
          subject: z.uuid().optional(),
          type: z.string().max(63).optional(),
          actor: z.string().max(128).optional(),
          from: instantText.optional(),
          to: instantText.optional(),
          cursor: z.uuid().optional(),
          limit: z.coerce.number().int().min(1).max(FACTS_PAGE_MAX).default(50),
        }),
        response: {
          200: z.object({
            items: z.array(factLine),
            next: z.uuid().nullable(),
            lookedBackTo: z.string().nullable().meta({
              description:
                'where the search stopped, though older facts are there; it goes on from `next`. null: all were looked through, or the page is full',
            }),
          }),
        },
      },
    },
    async (request) => {
      const { q, subject, limit, cursor: after, ...narrow } = request.query;
      return await deps.database.asParty(viewerOf(request).scope, async (tx) => {
        const sought =
          q === undefined || q.trim() === '' ? undefined : await soughtBy(tx, q, deps.origin);
        const subjects = subjectsOf(sought, subject);
        const found =
          sought !== undefined && 'facts' in sought
            ? { facts: await findFacts(tx, sought.facts), lookedTo: undefined }
            : await searchFacts(tx, { ...narrow, subjects, after, limit: limit + 1 });
        const { page, ...rest } = await pageOf(tx, found, limit);
        const witnessed = await newestWitnessed(tx, deps.origin);
        return { items: await linesOf(tx, page, { ...deps, witnessed }), ...rest };
      });
    },
  );
}

/** A page of what was found with one more than it holds, and where to go on. */
async function pageOf(tx: Sql, { facts, lookedTo }: FactsFound, limit: number) {
  const page = facts.slice(0, limit);
  if (facts.length > limit) return { page, next: page.at(-1)?.id ?? null, lookedBackTo: null };
  const [stop] = lookedTo === undefined ? [] : await findFacts(tx, [lookedTo]);
  return { page, next: stop?.id ?? null, lookedBackTo: stop?.recordedAt ?? null };
}

function subjectsOf(
  sought: Awaited<ReturnType<typeof soughtBy>> | undefined,
  subject: string | undefined,
): readonly string[] | undefined {
  if (sought === undefined || 'facts' in sought)
    return subject === undefined ? undefined : [subject];
  return subject === undefined ? sought.subjects : sought.subjects.filter((it) => it === subject);
}

function factRoute(instance: FastifyInstance, deps: EvidenceDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().get(
    '/evidence/facts/:id',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['evidence'],
        summary: 'One fact: the exact text of its entry, and where it stands in the log',
        params,
        response: {
          200: factLine.extend({
            entry: z.string().meta({ description: 'the exact text that is hashed' }),
            body: z.looseObject({}),
            leaf: z.string().meta({ description: 'hexadecimal; SHA-256 of 0x00 and the entry' }),
            path: z
              .string()
              .nullable()
              .meta({ description: 'the public file that holds the entry' }),
          }),
        },
      },
    },
    async (request, reply) => {
      const found = await deps.database.asParty(viewerOf(request).scope, async (tx) => {
        const [fact] = await findFacts(tx, [request.params.id]);
        if (fact === undefined) return undefined;
        const current = await currentLog(tx, deps.origin);
        const [line] = await linesOf(tx, [fact], { ...deps, witnessed: current?.witnessed });
        return line && { fact, line, size: current?.head.size ?? 0 };
      });
      if (found === undefined) return problem(reply, problemOf({ code: 'no-such-fact' }));
      return {
        ...found.line,
        ...entryView(found.fact, found.line.index, { name: deps.origin, size: found.size }),
      };
    },
  );
}

function entryView(
  fact: RecordedFact,
  index: number | null,
  log: { readonly name: string; readonly size: number },
) {
  const entry = entryOf(fact);
  const bundle = Math.floor((index ?? 0) / TILE_WIDTH);
  return {
    entry: Buffer.from(entry).toString('utf8'),
    body: JSON.parse(fact.body) as Record<string, unknown>,
    leaf: Buffer.from(leafHash(entry, sha256)).toString('hex'),
    path:
      index === null
        ? null
        : `/log/${log.name}/${entriesPath(bundle, widthAt(0, bundle, log.size))}`,
  };
}

function proofRoute(instance: FastifyInstance, deps: EvidenceDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().get(
    '/evidence/facts/:id/proof',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['evidence'],
        summary:
          'A proof that stands alone (C2SP tlog-proof): checked with the entry’s text and the log’s key',
        params,
      },
    },
    async (request, reply) => {
      const found = await deps.database.asParty(viewerOf(request).scope, async (tx) => {
        const [fact] = await findFacts(tx, [request.params.id]);
        if (fact === undefined) return { refused: { code: 'no-such-fact' } as const };
        const place = (await entriesOfFacts(tx, [fact.id])).get(fact.id);
        const current = await currentLog(tx, deps.origin);
        if (place === undefined || current === undefined)
          return { refused: { code: 'not-in-the-log-yet', waiting: 1 } as const };
        return {
          index: place.index,
          chosen: await checkpointCovering(tx, current, place.index + 1),
        };
      });
      if (found.refused !== undefined) return problem(reply, problemOf(found.refused));
      const { index, chosen } = found;
      try {
        const [proof = []] = await logTree(deps.folder.read, chosen.size).inclusion([index]);
        return await reply
          .type('text/plain; charset=utf-8')
          .header('content-disposition', `attachment; filename="${index}.tlog-proof"`)
          .send(formatProof({ index, proof, checkpointNote: chosen.note }));
      } catch (error) {
        if (!(error instanceof LogFilesAway)) throw error;
        return problem(reply, problemOf({ code: 'log-files-away' }));
      }
    },
  );
}

function subjectRoute(instance: FastifyInstance, deps: EvidenceDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().get(
    '/evidence/subjects/:id',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['evidence'],
        summary:
          'Whether all that is known of a journey, a case or an alarm is in the log, and witnessed',
        params,
        response: {
          200: z
            .object({
              facts: z.int(),
              inLog: z.int(),
              lastIndex: z.int().nullable(),
              witnesses: z.int().nullable(),
            })
            .meta({ id: 'SubjectInLog' }),
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const found = await deps.database.asParty(viewerOf(request).scope, async (tx) => {
        const standing = await standingOf(tx, await allOf(tx, id));
        const witnesses = witnessesOf(standing.lastIndex, await newestWitnessed(tx, deps.origin));
        return { ...standing, witnesses };
      });
      return found.facts === 0 ? problem(reply, problemOf({ code: 'no-such-subject' })) : found;
    },
  );
}

/** The subject with its alarms and cases. */
async function allOf(tx: Sql, id: string): Promise<string[]> {
  return [id, ...(await subjectsOnJourneys(tx, [id])), ...(await alarmsOfCase(tx, id))];
}
