// What officers do to a demo truck's journey, in their order, at the times at which they say they did it.
import { addMs, type Instant, isoOf, MINUTE_MS } from '@lakiri/kit';
import type { TruckPlan } from '../world/truck.ts';
import type { DemoClient, JourneyView } from './client.ts';
import type { Haulage } from './haulage.ts';

/** Papers are made out before the seal is put on; it is armed before the gate, when all is checked. */
const CREATED_BEFORE_MS = 10 * MINUTE_MS;
const SEALED_AFTER_MS = MINUTE_MS;
const ARMED_BEFORE_DEPARTURE_MS = 6 * MINUTE_MS;

export type Papers = {
  readonly plan: TruckPlan;
  readonly routeVersion: number;
  readonly haulage: Haulage;
  readonly transporterId: string;
  readonly sealId: string;
  readonly now: Instant;
};

/** What lies in the past is claimed for then; what does not is done now. */
function claim(at: Instant, now: Instant): { readonly occurredAt?: string } {
  return at < now ? { occurredAt: isoOf(at) } : {};
}

/** Creates the journey and puts the seal on. Returns its id. */
export async function prepare(client: DemoClient, papers: Papers): Promise<string> {
  const { plan, haulage, now } = papers;
  const { startAt } = plan;
  const { id } = await client.post<JourneyView>('/journeys', {
    routeId: plan.index.route.id,
    routeVersion: papers.routeVersion,
    plate: haulage.plate,
    trailer: haulage.trailer,
    driverName: haulage.driverName,
    driverPhone: haulage.driverPhone,
    cargo: haulage.cargo,
    transporterId: papers.transporterId,
    ...claim(addMs(startAt, -CREATED_BEFORE_MS), addMs(now, -CREATED_BEFORE_MS)),
  });
  await client.post(`/journeys/${id}/seal`, {
    sealId: papers.sealId,
    mechanicalSeal: haulage.mechanicalSeal,
    ...claim(addMs(startAt, SEALED_AFTER_MS), addMs(now, -SEALED_AFTER_MS)),
  });
  return id;
}

/** Arms it and lets it go: the seal has been heard at the station by now. */
export async function sendOff(
  client: DemoClient,
  id: string,
  { plan, now }: Papers,
): Promise<void> {
  const { departAt } = plan;
  const armAt = addMs(departAt, -ARMED_BEFORE_DEPARTURE_MS);
  const past = departAt < now;
  await client.post(`/journeys/${id}/arm`, past ? claim(armAt, now) : {});
  await client.post(`/journeys/${id}/depart`, past ? claim(departAt, now) : {});
}

/** Ends a journey whatever its state, so that its seal is free: an arrival, or one that was called off. */
export async function finish(
  client: DemoClient,
  { id, state }: Pick<JourneyView, 'id' | 'state'>,
): Promise<void> {
  const reason = 'Seal and truck seen at the gate.';
  if (state === 'in-transit') await client.post(`/journeys/${id}/arrive`, { reason });
  if (state !== 'created' && state !== 'sealed' && state !== 'disarmed')
    await client.post(`/journeys/${id}/disarm`, { reason });
  await client.post(`/journeys/${id}/close`, {});
}
