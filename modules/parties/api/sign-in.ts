// Signing in and out, and setting a new node up.
import { createHash, timingSafeEqual } from 'node:crypto';
import { problem } from '@lakiri/platform/http';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type PartyId, type PersonId, parseLogin, viewerOf } from '../core/index.ts';
import { findLogin, isSetUp } from '../store/queries.ts';
import { closeSession, openSession } from '../store/sessions.ts';
import { setUp } from '../store/set-up.ts';
import { giveBackTries, takeTry } from '../store/tries.ts';
import type { PartiesDeps } from './index.ts';
import { newNode, session, sessionView, signIn } from './schemas.ts';
import { cookieOf, tokenOf } from './sessions.ts';
import { problemOf, type Refusal } from './words.ts';

const BUSY_RETRY_S = 5;

export function signInRoutes(instance: FastifyInstance, deps: PartiesDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { database, sessions, now } = deps;

  app.post(
    '/session',
    {
      config: { access: 'public' },
      schema: {
        tags: ['session'],
        summary: 'Sign in',
        body: signIn,
        response: { 200: session },
      },
    },
    async (request, reply) => {
      const { login: typed, password } = request.body;
      const attempt = { who: typed.trim().toLowerCase(), peer: request.ip, now: now() };
      const waitMs = await database.asNode((tx) => takeTry(tx, attempt));
      if (waitMs !== undefined) return refused(reply, { code: 'too-many-tries' }, waitMs / 1_000);
      const login = parseLogin(typed);
      const found = login && (await database.asNode((tx) => findLogin(tx, login)));
      const verdict = await deps.passwords.verify(password, found?.password);
      if (verdict === 'busy') return refused(reply, { code: 'busy' }, BUSY_RETRY_S);
      if (found === undefined || verdict === 'wrong') {
        request.log.info({ peer: request.ip }, 'sign-in refused');
        return refused(reply, { code: 'sign-in-refused' });
      }
      await database.asNode((tx) => giveBackTries(tx, attempt));
      return begin(deps, reply, found);
    },
  );

  app.get(
    '/session',
    {
      config: { access: 'signed-in' },
      schema: { tags: ['session'], summary: 'Who is signed in', response: { 200: session } },
    },
    (request) => sessionView(viewerOf(request)),
  );

  app.delete(
    '/session',
    {
      config: { access: 'public' }, // a session that has ended is left as willingly
      schema: { tags: ['session'], summary: 'Sign out', response: { 204: z.null() } },
    },
    async (request, reply) => {
      const viewer = await sessions.find(request);
      if (viewer !== null) {
        const { session: id, person, party } = viewer;
        await closeSession(deps, { session: id, person: person.id, party: party.id }, now());
        sessions.forget(tokenOf(request) ?? '');
      }
      return reply
        .header('set-cookie', cookieOf('', isHttps(deps)))
        .code(204)
        .send(null);
    },
  );
}

export function setUpRoutes(instance: FastifyInstance, deps: PartiesDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { database, now } = deps;

  app.get(
    '/setup',
    {
      config: { access: 'public' },
      schema: {
        tags: ['session'],
        summary: 'Whether this node still has to be set up',
        response: { 200: z.object({ needed: z.boolean() }) },
      },
    },
    async () => ({ needed: !(await database.asNode(isSetUp)) }),
  );

  app.post(
    '/setup',
    {
      config: { access: 'public' },
      schema: {
        tags: ['session'],
        summary: 'Set this node up: its administration and its first person',
        description: 'Possible once, with the token that the node prints when it starts.',
        body: newNode,
        response: { 200: session },
      },
    },
    async (request, reply) => {
      const attempt = { who: ' set-up', peer: request.ip, now: now() };
      const waitMs = await database.asNode((tx) => takeTry(tx, attempt));
      if (waitMs !== undefined) return refused(reply, { code: 'too-many-tries' }, waitMs / 1_000);
      if (deps.setUpToken === undefined) return refused(reply, { code: 'set-up-closed' });
      const { token, ...wanted } = request.body;
      if (!isSame(token, deps.setUpToken)) return refused(reply, { code: 'wrong-set-up-token' });
      await database.asNode((tx) => giveBackTries(tx, attempt));
      const done = await setUp(deps, now(), wanted);
      if ('refusal' in done) return refused(reply, done.refusal);
      return begin(deps, reply, done);
    },
  );
}

/** A new session with a new token, whatever cookie came with the request: nobody can plant one. */
async function begin(
  deps: PartiesDeps,
  reply: FastifyReply,
  who: { readonly person: PersonId; readonly party: PartyId },
) {
  const { token } = await openSession(deps, who, deps.now());
  const viewer = await deps.sessions.findByToken(token);
  if (viewer === null) throw new Error('a session just begun is not found');
  void reply.header('set-cookie', cookieOf(token, isHttps(deps)));
  return sessionView(viewer);
}

function refused(reply: FastifyReply, refusal: Refusal, retryAfterS?: number): FastifyReply {
  if (retryAfterS !== undefined) void reply.header('retry-after', Math.ceil(retryAfterS));
  return problem(reply, problemOf(refusal));
}

function isHttps({ publicUrl }: PartiesDeps): boolean {
  return publicUrl?.startsWith('https:') ?? false;
}

function isSame(given: string, secret: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();
  return timingSafeEqual(digest(given), digest(secret));
}
