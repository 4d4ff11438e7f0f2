import type { Problem } from './contract.ts';

const ROOT = '/api/v1';
/** A narrow network carries an act within this, or it is tried again. */
const ANSWER_MS_MAX = 30_000;
/** 2 MiB at 150 kb/s. */
const PHOTO_MS_MAX = 120_000;

export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Problem };

/** A request that never reached the centre. */
const NO_CONNECTION: Problem = { title: 'no-connection', status: 0, code: 'no-connection' };

async function ask<Value>(path: string, init: RequestInit, msMax: number): Promise<Answer<Value>> {
  const signal = AbortSignal.timeout(msMax);
  try {
    const response = await fetch(ROOT + path, { credentials: 'same-origin', ...init, signal });
    if (!response.ok) return { ok: false, problem: await problemOf(response) };
    const value = response.status === 204 ? undefined : ((await response.json()) as unknown);
    return { ok: true, value: value as Value };
  } catch {
    // Not sent, not answered, or answered by halves: what was asked may have been done.
    return { ok: false, problem: NO_CONNECTION };
  }
}

async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => undefined);
  const { status, statusText } = response;
  if (typeof body === 'object' && body !== null && 'code' in body && 'title' in body)
    return { ...(body as Problem), status };
  return { title: statusText, status, code: 'unexpected' };
}

export function look<Value>(path: string): Promise<Answer<Value>> {
  return ask(path, {}, ANSWER_MS_MAX);
}

/** Asks the centre to do something, under a key by which it does it once. */
export function act<Value>(path: string, key: string, body: object): Promise<Answer<Value>> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': key };
  return ask(path, { method: 'POST', headers, body: JSON.stringify(body) }, ANSWER_MS_MAX);
}

/** Sends a photograph; twice it is the same one. */
export function sendPhoto(photo: Blob): Promise<Answer<{ readonly sha256: string }>> {
  const headers = { 'content-type': photo.type };
  return ask('/response/photos', { method: 'POST', headers, body: photo }, PHOTO_MS_MAX);
}

export function leave(): Promise<Answer<undefined>> {
  return ask('/session', { method: 'DELETE' }, ANSWER_MS_MAX);
}
