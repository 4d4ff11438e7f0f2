import { idOf } from '@lakiri/kit';
import type { Problem } from './contract.ts';
import { tellSignedIn, tellSignedOut } from './signed-out.ts';

const ROOT = '/api/v1';

/** The whole path of what a browser itself is to fetch. */
export const pathOf = (path: string): string => ROOT + path;

/** A request that never reached the centre. The code is the console's own; the server never sends it. */
const NO_CONNECTION: Problem = {
  type: '/problems/no-connection',
  title: 'no-connection',
  status: 0,
  code: 'no-connection',
};

export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Problem };

/** Thrown by queries only, so that the query cache keeps it; commands return the problem as a value. */
type Refusal = Error & { readonly problem: Problem };

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'title' in body;
}

async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => undefined);
  if (isProblem(body)) {
    if (body.code === 'not-signed-in') tellSignedOut();
    return body;
  }
  return {
    type: '/problems/unexpected',
    title: response.statusText,
    status: response.status,
    code: 'unexpected',
  };
}

async function ask<Value>(path: string, init: RequestInit): Promise<Answer<Value>> {
  const response = await fetch(ROOT + path, { credentials: 'same-origin', ...init }).catch(
    (cause: unknown) => {
      if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
      return undefined;
    },
  );
  if (response === undefined) return { ok: false, problem: NO_CONNECTION };
  if (!response.ok) return { ok: false, problem: await problemOf(response) };
  // Nobody else may act or ask for it; other answers are given to strangers too.
  if (init.method === 'POST' || path === '/session') tellSignedIn();
  const value = response.status === 204 ? undefined : ((await response.json()) as unknown);
  return { ok: true, value: value as Value };
}

export type FileGiven = { readonly name: string; readonly blob: Blob };

/** Asks for a file; what is refused comes as the problem, which a plain link could only fail with. */
export async function fetchFile(path: string): Promise<Answer<FileGiven>> {
  const response = await fetch(ROOT + path, { credentials: 'same-origin' }).catch(() => undefined);
  if (response === undefined) return { ok: false, problem: NO_CONNECTION };
  if (!response.ok) return { ok: false, problem: await problemOf(response) };
  const blob = await response.blob().catch(() => undefined);
  if (blob === undefined) return { ok: false, problem: NO_CONNECTION };
  const [, name = 'file'] =
    /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '') ?? [];
  return { ok: true, value: { name, blob } };
}

/** Asks for something; throws a `Refusal` that carries the problem. */
export async function look<Value>(path: string, signal?: AbortSignal): Promise<Value> {
  const answer = await ask<Value>(path, signal === undefined ? {} : { signal });
  if (answer.ok) return answer.value;
  throw Object.assign(new Error(answer.problem.code), { problem: answer.problem });
}

/** `crypto.randomUUID` is missing where a station is reached without TLS; `getRandomValues` is not. */
function newId(): string {
  return idOf(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
}

/** Acts whose answer was lost, with their keys: the centre may have done them. */
const unanswered = new Map<string, string>();
/** A person repeats the last act or two; what is older is forgotten. */
const UNANSWERED_MAX = 50;

/**
 * Asks the centre to do something. The same act repeated after a lost answer has the same key, so that the centre
 * does it once. `hidden` goes with the body and is not remembered: a password.
 */
export function command<Value>(
  path: string,
  body: object,
  hidden: object = {},
): Promise<Answer<Value>> {
  return act<Value>({ method: 'POST', path, body, hidden });
}

/** Puts something in the place of what is there; to be repeated as a command is. */
export function replace(path: string, body: object): Promise<Answer<undefined>> {
  return act<undefined>({ method: 'PUT', path, body, hidden: {} });
}

type Act = {
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly body: object;
  readonly hidden: object;
};

async function act<Value>({ method, path, body, hidden }: Act): Promise<Answer<Value>> {
  const intended = `${method} ${path} ${JSON.stringify(body)}`;
  const key = unanswered.get(intended) ?? newId();
  unanswered.set(intended, key);
  for (const oldest of unanswered.keys()) {
    if (unanswered.size <= UNANSWERED_MAX) break;
    unanswered.delete(oldest);
  }
  const answer = await ask<Value>(path, {
    method,
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ ...body, ...hidden }),
  });
  const isLost = !answer.ok && (answer.problem.status === 0 || answer.problem.status >= 500);
  if (!isLost) unanswered.delete(intended);
  return answer;
}

/** Sends bytes as they are, under their own type; sent twice they are the same. */
export function sendBytes<Value>(path: string, bytes: Blob): Promise<Answer<Value>> {
  return ask<Value>(path, {
    method: 'POST',
    headers: { 'content-type': bytes.type },
    body: bytes,
  });
}

/** Ends something by its path. */
export function end(path: string): Promise<Answer<undefined>> {
  return ask<undefined>(path, { method: 'DELETE' });
}

/** The problem a query failed with; anything else is a fault of the console itself. */
export function problemIn(error: unknown): Problem | undefined {
  return error instanceof Error && 'problem' in error ? (error as Refusal).problem : undefined;
}

/** Asks for bytes; throws as {@link look} does. */
export async function lookAtBytes(path: string, signal: AbortSignal): Promise<ArrayBuffer> {
  const response = await fetch(ROOT + path, { credentials: 'same-origin', signal }).catch(
    (cause: unknown) => {
      if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
      return undefined;
    },
  );
  const problem = response === undefined ? NO_CONNECTION : await problemUnlessOk(response);
  if (problem !== undefined) throw Object.assign(new Error(problem.code), { problem });
  return (response as Response).arrayBuffer();
}

async function problemUnlessOk(response: Response): Promise<Problem | undefined> {
  return response.ok ? undefined : await problemOf(response);
}

/** A query string from what is set; empty values are left out. */
export function queryOf(params: Readonly<Record<string, string | undefined>>): string {
  const set = Object.entries(params).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
  );
  return set.length === 0 ? '' : `?${new URLSearchParams(set).toString()}`;
}
