import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEMO_PEOPLE } from './demo-people.ts';

type Session = { readonly party: { readonly id: string } };

/** A person signed in to a node over HTTP, as a browser is. */
export type DemoClient = {
  readonly session: Session;
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: object, key?: string, expected?: readonly number[]): Promise<T>;
};

const PREFIX = '/api/v1';
/** The node answers 429 and 503 with when to come back; a demo waits this often. */
const TRIES_MAX = 40;

/** Sets a new node up, or signs in to one that is. */
export async function openDemoClient(address: string, token: string): Promise<DemoClient> {
  const [first] = DEMO_PEOPLE;
  const { needed } = (await (await fetch(`${address}${PREFIX}/setup`)).json()) as {
    needed: boolean;
  };
  if (needed)
    await must(address, '/setup', {
      token,
      administration: 'Demo Revenue Administration',
      country: 'KE',
      name: first.form.name,
      login: first.form.login,
      password: first.form.password,
    });
  const { login, password } = first.form;
  const signedIn = await must(address, '/session', { login, password });
  const cookie = signedIn.headers
    .getSetCookie()
    .map((it) => it.split(';')[0])
    .join('; ');
  const session = (await signedIn.json()) as Session;
  const ask = (method: string, path: string, more: RequestInit = {}) =>
    patiently(() =>
      fetch(`${address}${PREFIX}${path}`, {
        ...more,
        method,
        headers: { ...more.headers, cookie },
      }),
    );
  return {
    session,
    get: async (path) => (await answered(await ask('GET', path), path, [200])) as never,
    post: async (path, body, key = randomUUID(), expected = [200, 201]) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': key };
      const response = await ask('POST', path, { body: JSON.stringify(body), headers });
      return (await answered(response, path, expected)) as never;
    },
  };
}

async function must(address: string, path: string, body: object): Promise<Response> {
  const response = await patiently(() =>
    fetch(`${address}${PREFIX}${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    }),
  );
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response;
}

async function patiently(request: () => Promise<Response>): Promise<Response> {
  for (let tries = 1; ; tries++) {
    const response = await request();
    if ((response.status !== 429 && response.status !== 503) || tries >= TRIES_MAX) return response;
    await sleep(1_000 * Math.min(10, Number(response.headers.get('retry-after') ?? 1)));
  }
}

async function answered(
  response: Response,
  path: string,
  expected: readonly number[],
): Promise<unknown> {
  const text = await response.text();
  if (!expected.includes(response.status)) throw new Error(`${path}: ${response.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}
