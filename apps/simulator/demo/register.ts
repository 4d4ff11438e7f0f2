import type { SealIdentity } from '../world/identity.ts';
import {
  all,
  type DemoClient,
  type JourneyView,
  type PartyView,
  type RouteView,
  type SealView,
} from './client.ts';
import { TRANSPORTERS } from './haulage.ts';

/** What the node already has of the demo, and what it was given now. */
export type Register = {
  /** Ids in the order of TRANSPORTERS. */
  readonly transporters: readonly string[];
  readonly seals: ReadonlyMap<string, SealView>;
  /** The journey each seal is on, by the seal's id. */
  readonly journeys: ReadonlyMap<string, JourneyView>;
  readonly versions: ReadonlyMap<string, number>;
};

/** Every state in which a journey holds its seals. */
const HOLDING = ['sealed', 'armed', 'in-transit', 'arrived', 'disarmed'] as const;

/** Looks up all that is there, and registers the transporters that are not. */
export async function readRegister(client: DemoClient): Promise<Register> {
  const [transporters, seals, routes, ...journeys] = await Promise.all([
    registerTransporters(client),
    all<SealView>(client, '/seals?q=ELK-2'),
    client.get<{ routes: readonly RouteView[] }>('/routes'),
    ...HOLDING.map((state) => all<JourneyView>(client, `/journeys?state=${state}`)),
  ]);
  const held = journeys
    .flat()
    .flatMap((journey) =>
      journey.seals.filter(({ until }) => until === null).map(({ id }) => [id, journey] as const),
    );
  return {
    transporters,
    seals: new Map(seals.map((seal) => [seal.number, seal])),
    journeys: new Map(held),
    versions: new Map(routes.routes.map(({ id, version }) => [id, version])),
  };
}

/** One after the other: a race would leave two of a name. */
async function registerTransporters(client: DemoClient): Promise<readonly string[]> {
  const found = await client.get<{ items: readonly PartyView[] }>('/parties?kind=transporter');
  const ids: string[] = [];
  for (const { name, country } of TRANSPORTERS) {
    const known = found.items.find((party) => party.name === name)?.id;
    const wanted = { kind: 'transporter', name, country };
    ids.push(known ?? (await client.post<{ id: string }>('/parties', wanted)).id);
  }
  return ids;
}

export type NewSeal = { readonly identity: SealIdentity; readonly ownerId: string };

export function registerSeal(
  client: DemoClient,
  { identity, ownerId }: NewSeal,
): Promise<SealView> {
  const { number, dialect, wireId, model } = identity;
  return client.post('/seals', { number, dialect, wireId, model, ownerId });
}
