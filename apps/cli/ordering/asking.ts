// What two officers do with an opening, for tests of what is ordered of seals.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { PASSWORD, type Told, type Truck, until, type Yard } from './yard.ts';

/** What the seal hears of an opening. */
export const ORDER = `P43,${PASSWORD}`;

export const codeOf = ({ status, body }: Told): unknown =>
  status < 300 ? body['state'] : body['code'];

export type Asking = {
  request(truck: Pick<Truck, 'seal'>, more?: object, key?: string): Promise<Told>;
  /** With the second officer's own password, unless `body` says otherwise. */
  approve(id: string, by?: string, body?: object, key?: string): Promise<Told>;
  stateOf(id: string): Promise<string>;
  becomes(id: string, state: string): Promise<true>;
  /** Asked for by one officer; its id. */
  requested(truck: Pick<Truck, 'seal'>): Promise<string>;
  /** Requested and approved by two officers, and heard by the seal. */
  sent(truck: Truck): Promise<string>;
};

/** `yard` is opened later than this is made. */
export function askingOf(yard: () => Yard): Asking {
  const request: Asking['request'] = ({ seal }, more = {}, key = randomUUID()) => {
    const { ask, asker } = yard();
    const wanted = { seal, word: 'unlock', reason: 'inspection', ...more };
    return ask('POST', '/commands', asker, wanted, key);
  };
  const approve: Asking['approve'] = (id, by, body = {}, key = randomUUID()) => {
    const { ask, approver, approverPassword: password } = yard();
    return ask('POST', `/commands/${id}/approve`, by ?? approver, { password, ...body }, key);
  };
  const stateOf: Asking['stateOf'] = async (id) =>
    String((await yard().ask('GET', `/commands/${id}`)).body['state']);
  const becomes: Asking['becomes'] = (id, state) =>
    until(async () => (await stateOf(id)) === state);
  const requested: Asking['requested'] = async (truck) => {
    const told = await request(truck);
    assert.equal(codeOf(told), 'requested', JSON.stringify(told.body));
    return String(told.body['id']);
  };
  const sent: Asking['sent'] = async (truck) => {
    const id = await requested(truck);
    assert.equal((await approve(id)).status, 200);
    await until(() => truck.device.orders.includes(ORDER));
    await becomes(id, 'sent');
    return id;
  };
  return { request, approve, stateOf, becomes, requested, sent };
}
