// What people ask of notices by HTTP, for the tests.
import assert from 'node:assert/strict';
import type { System, World } from './test-world.ts';

export type Added = {
  readonly id: string;
  readonly receiversKey: string | null;
  readonly hint: string;
};
type Delivery = {
  readonly id: string;
  readonly state: string;
  readonly why: string | null;
  readonly madeAt: string;
  readonly dueAt: string | null;
  readonly attempts: number;
  readonly tried: readonly { readonly outcome: string | null; readonly status: number | null }[];
};

export type Asks = ReturnType<typeof asksOf>;

/** The asks of whoever has a cookie of this world; hooks are at this system. */
export function asksOf(world: World, system: System) {
  const addChannel = (cookie: string, target: object, whose: 'me' | 'party' = 'party') =>
    world.ask<Added>(cookie, '/notices/channels', { for: whose, name: 'A test', target });
  const addHook = (cookie: string, over: object = {}) =>
    addChannel(cookie, { kind: 'webhook', url: `${system.url}/hook`, signing: 'v1', ...over });
  const subscribe = (cookie: string, channel: string, over: object = {}) =>
    world.ask<{ id: string }>(cookie, '/notices/subscriptions', {
      ...{ channel, language: 'en', topics: ['case-opened'], ...over },
    });
  const deliveriesOf = async (cookie: string): Promise<readonly Delivery[]> =>
    (await world.ask<{ items: Delivery[] }>(cookie, '/notices/deliveries')).items;
  const deliveryOf = async (cookie: string): Promise<Delivery> => {
    const [newest] = await deliveriesOf(cookie);
    assert.ok(newest !== undefined);
    return world.ask<Delivery>(cookie, `/notices/deliveries/${newest.id}`);
  };
  return { addChannel, addHook, subscribe, deliveriesOf, deliveryOf };
}
