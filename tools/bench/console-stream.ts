// An officer's console as far as the wire: signs in over HTTP, and hears the monitor's stream of events.
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import type { Instant } from '@lakiri/kit';
import { parseLogin } from '@lakiri/parties';
import { passwordKeeper, setUp } from '@lakiri/parties/store';
import type { Database } from '@lakiri/platform/sql';
import type { NodeUnderTest } from './node-under-test.ts';

/** Who watches during a trial. */
export const OFFICER = {
  login: 'officer.on.trial',
  password: 'a long passphrase of a trial',
  name: 'Officer on trial',
} as const;
const OPEN_MS_MAX = 30_000;

/** Sets the node up with its administration and one officer. Before anything else is put into it. */
export async function setUpOffice(owner: Database): Promise<void> {
  const login = parseLogin(OFFICER.login);
  if (login === undefined) throw new Error('the login of the trial is none');
  const done = await setUp(
    { database: owner, origin: 'centre', passwords: passwordKeeper() },
    Date.now() as Instant,
    {
      administration: 'Revenue Authority on trial',
      country: 'KE',
      name: OFFICER.name,
      login,
      password: OFFICER.password,
      language: 'en',
    },
  );
  if ('refusal' in done) throw new Error(`the node could not be set up: ${done.refusal.code}`);
}

/** Signs the officer in; returns the cookie. */
export async function signIn({ httpUrl }: NodeUnderTest): Promise<string> {
  const response = await fetch(`${httpUrl}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: OFFICER.login, password: OFFICER.password }),
  });
  const cookie = response.headers.get('set-cookie')?.split(';')[0];
  if (!response.ok || cookie === undefined)
    throw new Error(`signing in was answered ${response.status}: ${await response.text()}`);
  return cookie;
}

/** A case as far as a trial needs it. */
type CaseHeard = { readonly kind: string; readonly seal: { readonly id: string } };
export type Hears = (cases: readonly CaseHeard[], heardMs: number) => void;

/**
 * Opens the monitor's stream; resolves when its snapshot is here. `hears` is called for every event
 * `cases`, with its instant on `performance.now()`'s clock.
 */
export async function openMonitor(
  { httpUrl }: NodeUnderTest,
  cookie: string,
  hears: Hears,
): Promise<{ close(): void }> {
  const opened = Promise.withResolvers<void>();
  const asking = request(`${httpUrl}/api/v1/live/monitor`, {
    headers: { cookie, accept: 'text/event-stream' },
  });
  const timer = setTimeout(
    () => opened.reject(new Error('the monitor sent no snapshot')),
    OPEN_MS_MAX,
  );
  asking.on('error', (error) => opened.reject(error));
  asking.on('response', (response) => listen(response, { opened, hears }));
  asking.end();
  try {
    await opened.promise;
  } catch (error) {
    asking.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
  }
  return { close: () => close(asking) };
}

type Listening = { readonly opened: PromiseWithResolvers<void>; readonly hears: Hears };

function listen(response: IncomingMessage, { opened, hears }: Listening): void {
  if (response.statusCode !== 200) {
    opened.reject(new Error(`the monitor was answered ${response.statusCode}`));
    return;
  }
  let waiting = '';
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    const heardMs = performance.now();
    waiting += chunk;
    const events = waiting.split('\n\n');
    waiting = events.pop() ?? '';
    for (const event of events) {
      if (event.startsWith('event: snapshot')) opened.resolve();
      else if (event.startsWith('event: cases')) hears(casesOf(event), heardMs);
    }
  });
}

/** HTML Living Standard §9.2: the data is what follows `data: ` on its line. */
function casesOf(event: string): readonly CaseHeard[] {
  const data = event.split('\n').find((line) => line.startsWith('data: '));
  const { changed } = JSON.parse(data?.slice('data: '.length) ?? '{"changed":[]}') as {
    readonly changed: readonly CaseHeard[];
  };
  return changed;
}

function close(asking: ClientRequest): void {
  asking.on('error', () => undefined); // its own end is what was asked for
  asking.destroy();
}
