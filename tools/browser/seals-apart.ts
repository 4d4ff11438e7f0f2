// Seals beside the fleet: one that opens when it is ordered to, and one that speaks under another's name.
import { type Instant, SECOND_MS } from '@lakiri/kit';
import type { NodeUnderTest } from '../bench/node-under-test.ts';
import { frameOf, type Measured, openDevice } from './seal-device.ts';
import type { Corridor } from './stage.ts';
import { TRIPS } from './trips.ts';
import { aVendor, letIn } from './vendor.ts';
import { WIRE_ID_FIRST } from './world.ts';

/** As the devices count: in whole seconds. */
export function wholeSecond(): Instant {
  return (Math.floor(Date.now() / SECOND_MS) * SECOND_MS) as Instant;
}

export const BATTERY_PCT = 90;
/** The one-stop border post of Malaba. */
const MALABA = { lat: 0.6394, lon: 34.2617, speedKmh: 0, courseDeg: 0, batteryPct: BATTERY_PCT };
/** Where no truck of the fleet is. */
const FAR_OFF = { lat: -6.8, lon: 39.28, speedKmh: 30, courseDeg: 90, batteryPct: 55 };

/** A seal on no journey that has been heard, and obeys. */
export async function openableSeal(
  node: NodeUnderTest,
  { centre }: Pick<Corridor, 'centre'>,
): Promise<{ readonly id: string; readonly number: string }> {
  const { items } = await centre.get<{ items: { id: string; kind: string }[] }>('/parties');
  const ownerId = items.find(({ kind }) => kind === 'transporter')?.id;
  const wireId = '8117020900';
  const number = 'ELK-20900';
  const seal = { number, dialect: 'jointech', wireId, model: 'JT701D', ownerId };
  const { id } = await centre.post<{ id: string }>('/seals', seal);
  const device = await openDevice(node.ports.jointech, wireId);
  const standing = (): Measured => ({ ...MALABA, at: wholeSecond() });
  device.obey(standing);
  await device.report(standing());
  return { id, number };
}

/** A second device that says that it is the seal of a truck, from another place. */
export async function twinOf(
  node: NodeUnderTest,
  truck: number,
): Promise<{ speak(): Promise<void>; end(): void }> {
  const twin = await openDevice(node.ports.jointech, String(WIRE_ID_FIRST + truck));
  return {
    speak: () => twin.report({ ...FAR_OFF, at: wholeSecond() }),
    end: () => twin.end(),
  };
}

/** What a vendor tells of a seal on no journey: it stands at Malaba. */
export function toldOfFree(): object {
  const frame = frameOf(String(WIRE_ID_FIRST + TRIPS.length), { ...MALABA, at: wholeSecond() });
  return { dialect: 'jointech', frame: Buffer.from(frame).toString('base64') };
}

/** Nobody has registered this one. */
function toldOfNobody(): object {
  const frame = frameOf('8117029998', { ...MALABA, at: wholeSecond() });
  return { dialect: 'jointech', frame: Buffer.from(frame).toString('base64') };
}

/** A feed that tells, one that falls silent, and one that is suspended. Gives the id of the first. */
export async function feedsOf(
  node: NodeUnderTest,
  { centre }: Pick<Corridor, 'centre'>,
): Promise<string> {
  const vendor = aVendor();
  const port = doorOf(node);
  const [telling] = [
    await letIn(centre, vendor, { name: 'ubunifu-cloud', expectedS: 3_600 }),
    await letIn(centre, aVendor(), { name: 'mvuli-tracking', expectedS: 60 }),
  ];
  const silent = aVendor();
  await letIn(centre, silent, { name: 'kimya-cloud', expectedS: 10 });
  await silent.tell(port, 'kimya-cloud', [toldOfFree()]);
  await vendor.tell(port, 'ubunifu-cloud', [toldOfFree(), toldOfNobody()]);
  // Signed by a key that is not the feed's: a refusal to be seen.
  await aVendor()
    .tell(port, 'ubunifu-cloud', [toldOfFree()])
    .catch(() => undefined);
  const { items } = await centre.get<{ items: { id: string; name: string }[] }>('/feeds');
  const other = items.find(({ name }) => name === 'mvuli-tracking')?.id;
  await centre.post(`/feeds/${other}/suspend`, { reason: 'The contract has ended.' });
  return telling;
}

export function doorOf({ feedsPort }: NodeUnderTest): number {
  if (feedsPort === undefined) throw new Error('the node has no door of feeds');
  return feedsPort;
}
