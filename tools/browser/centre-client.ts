// A person at the centre by HTTP, as far as the tests need hands beside the browser.
import { randomUUID } from 'node:crypto';

export type Person = { readonly login: string; readonly password: string; readonly name: string };

export type CentreClient = {
  readonly party: string;
  get<T>(path: string): Promise<T>;
  /** Throws with the refusal's text. */
  post<T>(path: string, body: object): Promise<T>;
};

const PREFIX = '/api/v1';

/** The first person of a new node. `token` is the one that the node printed. */
export async function setUp(
  address: string,
  first: { readonly token: string; readonly administration: string; readonly person: Person },
): Promise<void> {
  const { token, administration, person } = first;
  await send(address, '/setup', { body: { token, administration, country: 'KE', ...person } });
}

export async function signIn(address: string, person: Person): Promise<CentreClient> {
  const { login, password } = person;
  const response = await send(address, '/session', { body: { login, password } });
  const cookie = response.headers
    .getSetCookie()
    .map((it) => it.split(';')[0])
    .join('; ');
  const { party } = (await response.json()) as { party: { id: string } };
  return {
    party: party.id,
    get: async (path) => (await send(address, path, { cookie })).json() as never,
    post: async (path, body) => (await send(address, path, { body, cookie })).json() as never,
  };
}

type Asked = { readonly body?: object; readonly cookie?: string };

async function send(address: string, path: string, { body, cookie }: Asked): Promise<Response> {
  const response = await fetch(`${address}${PREFIX}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(cookie === undefined ? {} : { cookie }),
      ...(body === undefined
        ? {}
        : { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response;
}
