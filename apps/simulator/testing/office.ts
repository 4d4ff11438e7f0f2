// A node's API in memory, as far as the demo uses it: it keeps the order of acts, and refuses what it must.
import type { DemoClient, JourneyView, SealView } from '../demo/client.ts';

type Body = Record<string, unknown>;
export type Act = { readonly path: string; readonly body: Body };
type OfficeSeal = SealView & { readonly wireId: string };

const STATE_AFTER: Readonly<Record<string, string>> = {
  seal: 'sealed',
  arm: 'armed',
  depart: 'in-transit',
  arrive: 'arrived',
  disarm: 'disarmed',
  close: 'closed',
};

/** `isHeard`: whether the node has heard a seal, by its identity on the wire; arming asks it. */
export class Office implements DemoClient {
  readonly acts: Act[] = [];
  /** By their numbers. */
  readonly seals = new Map<string, OfficeSeal>();
  readonly journeys = new Map<string, JourneyView>();
  readonly #routes: readonly string[];
  readonly #isHeard: (wireId: string) => boolean;
  #ids = 0;

  constructor(routes: readonly string[], isHeard: (wireId: string) => boolean) {
    this.#routes = routes;
    this.#isHeard = isHeard;
  }

  get<T>(path: string): Promise<T> {
    return Promise.resolve(this.#answer(path) as T);
  }

  async post<T>(path: string, body: object): Promise<T> {
    await Promise.resolve();
    const asked = body as Body;
    this.acts.push({ path, body: asked });
    const [, , id = '', act] = path.split('/');
    return (act === undefined ? this.#create(path, asked) : this.#act(id, act, asked)) as T;
  }

  #create(path: string, body: Body): { readonly id: string } {
    const id = `${path.slice(1)}-${this.#ids++}`;
    if (path === '/seals') this.#register(id, body as { number: string; wireId: string });
    const route = { id: String(body['routeId']) };
    if (path === '/journeys') this.journeys.set(id, { id, state: 'created', route, seals: [] });
    return { id };
  }

  #register(id: string, { number, wireId }: { number: string; wireId: string }): void {
    if (this.seals.has(number)) throw new Error('409 seal-number-taken');
    this.seals.set(number, { id, number, wireId, journey: null, live: null });
  }

  #act(id: string, act: string, body: Body): JourneyView {
    const journey = this.journeys.get(id);
    const state = STATE_AFTER[act];
    if (journey === undefined || state === undefined) throw new Error(`404 ${id} ${act}`);
    const fitted = act === 'seal' ? [{ id: String(body['sealId']), until: null }] : journey.seals;
    const next = { ...journey, state, seals: fitted };
    const seal = [...this.seals.values()].find((one) => fitted.some((it) => it.id === one.id));
    if (seal === undefined) throw new Error('404 no-such-seal');
    if (act === 'seal' && seal.journey !== null) throw new Error('409 seal-not-free');
    if (act === 'arm' && !this.#isHeard(seal.wireId)) throw new Error('409 seal-never-heard');
    this.seals.set(seal.number, { ...seal, journey: act === 'close' ? null : { id } });
    this.journeys.set(id, next);
    return next;
  }

  #answer(path: string): unknown {
    const query = new URLSearchParams(path.split('?')[1]);
    const page = (items: readonly unknown[]): unknown => ({ items, next: null });
    const q = query.get('q') ?? '';
    if (path.startsWith('/seals?'))
      return page([...this.seals.values()].filter(({ number }) => number.startsWith(q)));
    if (path.startsWith('/journeys?'))
      return page([...this.journeys.values()].filter(({ state }) => state === query.get('state')));
    if (path.startsWith('/journeys/')) return this.journeys.get(path.slice('/journeys/'.length));
    if (path === '/routes') return { routes: this.#routes.map((id) => ({ id, version: 1 })) };
    return page([]);
  }
}
