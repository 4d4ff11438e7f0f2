// Seals beside the fleet: one that opens when it is ordered to, and one that speaks under another's name.
import { type Instant, SECOND_MS } from '@lakiri/kit';
import type { NodeUnderTest } from '../bench/node-under-test.ts';
import { type Measured, openDevice } from './seal-device.ts';
import type { Corridor } from './stage.ts';
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
