// How a node answers when it cannot do what was asked: one form (RFC 9457), one place.
import { randomUUID } from 'node:crypto';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { describeUnavailable, isUnavailable } from './database-errors.ts';
import type { KeyReused } from './execute.ts';

/** A database that restarts or fails over is back within seconds. */
const RETRY_AFTER_S = 2;
/** Bodies of commands are small; documents get routes with limits of their own. */
export const BODY_BYTES_MAX = 1_048_576;
/** How long requests in flight may take to end when the node stops. */
export const CLOSE_MS_MAX = 5_000;

export type Problem = {
  readonly status: number;
  /** What clients decide by; stable, kebab-case. */
  readonly code: string;
  readonly title: string;
  readonly detail?: string;
  /** Further members: the facts of a refusal, the paths of what was malformed. */
  readonly [member: string]: unknown;
};

/** Answers with application/problem+json. The instance is the id of the request, as in the log. */
export function problem(reply: FastifyReply, { status, code, ...rest }: Problem): FastifyReply {
  const body = { type: `urn:lakiri:problem:${code}`, status, code, ...rest };
  return reply
    .code(status)
    .serializer((value: unknown) => JSON.stringify(value)) // not the route's own schema
    .type('application/problem+json')
    .send({ ...body, instance: `urn:uuid:${reply.request.id}` });
}

/** A command's key that came again with another command: every module tells it alike. */
export const KEY_REUSED = {
  status: 422,
  code: 'key-reused',
  title: 'This request was already used for something else',
  detail: 'Reload the page and send it again.',
} as const satisfies Problem;

/** Every refusal of a module: its status, and what is the matter with what to do about it. */
export type Told<Code extends string> = {
  readonly statusOf: Readonly<Record<Code, number>>;
  readonly words: Readonly<Record<Code, readonly [title: string, detail: string]>>;
};

/** Makes what turns a refusal into what a person reads; its facts stay in the problem. */
export function problemsOf<Refusal extends { readonly code: string }>({
  statusOf,
  words,
}: Told<Refusal['code']>): (refusal: Refusal | KeyReused) => Problem {
  const isReused = (refusal: Refusal | KeyReused): refusal is KeyReused =>
    refusal.code === KEY_REUSED.code;
  return (refusal) => {
    if (isReused(refusal)) return KEY_REUSED;
    const code: Refusal['code'] = refusal.code;
    const [title, detail] = words[code];
    return { ...refusal, status: statusOf[code], title, detail };
  };
}

/** The id of a request: in the log, in every problem, and in the reply's `x-request-id`. */
export function requestId(): string {
  return randomUUID();
}

/** The words for what HTTP itself refuses; codes by status. */
const CLIENT_FAULTS: Readonly<Record<number, { readonly code: string; readonly title: string }>> = {
  400: { code: 'bad-request', title: 'The request makes no sense' },
  401: { code: 'not-signed-in', title: 'Sign in first' },
  403: { code: 'forbidden', title: 'This is not yours to do' },
  404: { code: 'not-found', title: 'There is nothing here' },
  405: { code: 'method-not-allowed', title: 'This cannot be done here' },
  408: { code: 'too-slow', title: 'The request took too long to arrive' },
  413: { code: 'too-large', title: 'The request is too large' },
  414: { code: 'address-too-long', title: 'The address is too long' },
  415: { code: 'unsupported-media-type', title: 'The body is in a form that is not understood' },
  429: { code: 'too-many-requests', title: 'Too many requests; wait a little' },
};

/** One of HTTP's own refusals as a problem. */
export function clientFault(status: number, detail?: string): Problem {
  const { code, title } = CLIENT_FAULTS[status] ?? {
    code: 'refused',
    title: 'The request was refused',
  };
  return { status, code, title, ...(detail === undefined ? {} : { detail }) };
}

/**
 * Every error of every route: malformed → 400 with the paths; the database away → 503; anything
 * else is broken: logged under the request's id, and told without its insides.
 */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    if (error.validation !== undefined) return problem(reply, malformed(error));
    if (isUnavailable(error)) return unavailable(error, request, reply);
    const status = error.statusCode ?? 500;
    if (status >= 400 && status < 500)
      return problem(reply, clientFault(status, status === 429 ? undefined : error.message));
    request.log.error(
      { err: error, incident: request.id, route: request.routeOptions.url },
      'broken',
    );
    return problem(reply, {
      status: 500,
      code: 'broken',
      title: 'Something is broken on our side',
      detail: 'Nothing was changed, or the answer was lost. Quote the incident when you report it.',
      incident: request.id,
    });
  });
}

function malformed(error: FastifyError): Problem {
  return {
    ...clientFault(400),
    in: error.validationContext,
    errors: error.validation?.map(({ instancePath, message }) => ({
      path: instancePath === '' ? '/' : instancePath,
      message,
    })),
  };
}

function unavailable(error: Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  request.log.warn({ reason: describeUnavailable(error) }, 'database unavailable');
  return problem(reply.header('retry-after', RETRY_AFTER_S), {
    status: 503,
    code: 'database-unavailable',
    title: 'The database does not answer; try again in a moment',
  });
}

/** Stops taking requests and ends those in flight; what is still open after the limit is cut. */
export async function closeGracefully(app: FastifyInstance): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), CLOSE_MS_MAX);
  try {
    await app.close();
  } finally {
    clearTimeout(cut);
  }
}
