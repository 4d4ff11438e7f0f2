import { indexRoute, locate, type RouteIndex } from '@lakiri/corridors';
import { readGazette } from '@lakiri/corridors/store';
import { addMs, type Instant, MINUTE_MS, parseInstant } from '@lakiri/kit';
import { type Convoy, hand, type Rig } from '../convoy.ts';
import { getInstant } from '../instants.ts';
import { identityOf, type SealIdentity } from '../world/identity.ts';
import { CALM } from '../world/incident.ts';
import { planDeparting, planResumed, planWithPast, SEALED_BEFORE_MS } from '../world/spread.ts';
import { type Scripted, Truck, type TruckPlan } from '../world/truck.ts';
import type { DemoClient, JourneyView, SealView } from './client.ts';
import { haulageOf } from './haulage.ts';
import { finish, type Papers, prepare, sendOff } from './journey.ts';
import { type Register, registerSeal } from './register.ts';

/** A truck of the demo with the journey that it is on. */
export type Member = { readonly truck: number; readonly rig: Rig; readonly journeyId: string };

export type Bring = { readonly script?: readonly Scripted[]; readonly afresh?: boolean };

type Asked = { readonly truck: number; readonly identity: SealIdentity };
type Found = { readonly seal: SealView | undefined; readonly journey: JourneyView | undefined };

export type PopulationOptions = {
  readonly client: DemoClient;
  readonly convoy: Convoy;
  readonly register: Register;
  readonly seed: number;
  readonly now: () => Instant;
  readonly signal: AbortSignal;
};

/** A node that does not acknowledge a first frame within this will not be waited for. */
const HEARD_MS_MAX = 30_000;
const HEARD_POLL_MS = 15;
/** A seal that was brought back starts anew no sooner than this after it was last heard of. */
const TURNAROUND_MS = 30 * MINUTE_MS;
const BATTERY_PCT_MIN = 40;
/** A seal this near to the end of its route is there. */
const ARRIVED_KM = 1;
const EPOCH = getInstant(0);

/** Brings trucks into being on a node: their seals, journeys, pasts. Knows which ones there are. */
export class Population {
  readonly members = new Map<number, Member>();
  /** Trucks that are still to be brought, and not before when. */
  later: { readonly from: Instant; readonly trucks: readonly number[] } = {
    from: EPOCH,
    trucks: [],
  };
  readonly #options: PopulationOptions;
  readonly #routes: readonly RouteIndex[];
  readonly #trips = new Map<number, number>();

  constructor(options: PopulationOptions) {
    this.#options = options;
    this.#routes = readGazette()
      .routes.filter(({ id }) => options.register.versions.has(id))
      .map((route) => indexRoute(route));
  }

  get convoy(): Convoy {
    return this.#options.convoy;
  }

  /** The node knows the truck's seal to be on its way. */
  isUnderWay(truck: number): boolean {
    const { register, seed } = this.#options;
    const seal = register.seals.get(identityOf(seed, truck).number);
    return seal !== undefined && register.journeys.get(seal.id)?.state === 'in-transit';
  }

  /**
   * Continues the truck's journey if the node has one under way; else ends what it has and gives it one
   * that began in the past. `afresh`: asks the node what it has, instead of trusting what it had.
   */
  async bring(truck: number, { script = [], afresh = false }: Bring = {}): Promise<void> {
    const { client } = this.#options;
    const identity = identityOf(this.#options.seed, truck);
    const { seal, journey } = afresh ? await this.#look(identity) : this.#known(identity);
    const resumed = seal && journey && this.#resumed({ truck, identity, seal, journey });
    if (resumed !== undefined && journey !== undefined) {
      const rig = this.convoy.add(new Truck(resumed, script));
      await this.#enter({ truck, rig, journeyId: journey.id });
      return;
    }
    if (journey !== undefined) await finish(client, journey);
    const plan = this.#fresh({ truck, identity, seal, journey });
    await this.#sendOff({ truck, identity, plan, sealId: seal?.id, script });
  }

  /** The truck has arrived: its journey is ended, and it starts another from where it is. */
  async turnRound({ truck, rig }: Member): Promise<void> {
    this.members.delete(truck);
    this.convoy.remove(rig);
    await this.bring(truck, { afresh: true });
  }

  #known({ number }: SealIdentity): Found {
    const { register } = this.#options;
    const seal = register.seals.get(number);
    return { seal, journey: seal && register.journeys.get(seal.id) };
  }

  async #look({ number }: SealIdentity): Promise<Found> {
    const { client } = this.#options;
    const found = await client.get<{ items: readonly SealView[] }>(`/seals?q=${number}&limit=1`);
    const [seal] = found.items;
    const id = seal?.journey?.id;
    const journey = id === undefined ? undefined : await client.get<JourneyView>(`/journeys/${id}`);
    return { seal, journey };
  }

  /** With a past as long as the seal's last journey lets it have; from where that one ended, if it has none. */
  #fresh({ truck, identity, seal, journey }: Asked & Found): TruckPlan {
    const { seed, now } = this.#options;
    const base = { seed, truck, identity, routes: this.#routes, now: now(), rates: CALM };
    const last = seal?.live?.occurredAt ? parseInstant(seal.live.occurredAt) : undefined;
    if (last === undefined) return planWithPast(base);
    const departAfter = addMs(last, TURNAROUND_MS + SEALED_BEFORE_MS);
    if (departAfter < base.now) return planWithPast({ ...base, departAfter });
    const ended = this.#routes.find(({ route }) => route.id === journey?.route.id)?.route.to.id;
    const fromHere = this.#routes.filter(({ route }) => route.from.id === ended);
    return planDeparting({ ...base, routes: fromHere.length > 0 ? fromHere : this.#routes });
  }

  #resumed(
    asked: Asked & { readonly seal: SealView; readonly journey: JourneyView },
  ): TruckPlan | undefined {
    const { seed, now } = this.#options;
    const { truck, identity, seal, journey } = asked;
    const index = this.#routes.find(({ route }) => route.id === journey.route.id);
    const { occurredAt, lat, lon, batteryPct } = seal.live ?? { lat: null, lon: null };
    const since = occurredAt ? parseInstant(occurredAt) : undefined;
    if (journey.state !== 'in-transit' || index === undefined || since === undefined)
      return undefined;
    if (lat === null || lon === null) return undefined;
    const { km } = locate(index, { lat, lon });
    if (km >= index.totalKm - ARRIVED_KM) return undefined;
    const base = { seed, truck, identity, routes: this.#routes, now: now(), rates: CALM };
    const plan = planResumed({ ...base, index, km, since });
    const left = batteryPct ?? plan.batteryPct;
    return { ...plan, batteryPct: left < BATTERY_PCT_MIN ? plan.batteryPct : left };
  }

  async #sendOff(
    asked: Asked & {
      readonly plan: TruckPlan;
      readonly sealId: string | undefined;
      readonly script: readonly Scripted[];
    },
  ): Promise<void> {
    const { client, register, seed, now } = this.#options;
    const { truck, identity, plan, script } = asked;
    const trip = (this.#trips.get(truck) ?? -1) + 1;
    this.#trips.set(truck, trip);
    const { corridor, id: routeId } = plan.index.route;
    const haulage = haulageOf(seed, { truck, trip, corridor });
    const transporterId = register.transporters[haulage.transporter];
    const routeVersion = register.versions.get(routeId);
    if (transporterId === undefined || routeVersion === undefined)
      throw new Error(`the node has no transporter or route for truck ${truck}`);
    const sealId =
      asked.sealId ?? (await registerSeal(client, { identity, ownerId: transporterId })).id;
    const papers: Papers = { plan, routeVersion, haulage, transporterId, sealId, now: now() };
    const journeyId = await prepare(client, papers);
    const rig = this.convoy.add(new Truck(plan, script));
    try {
      rig.waiting = [...rig.truck.advance(now())];
      // Only what it said at the station: arming asks where it is, and what came later says elsewhere.
      hand(rig, plan.departAt, true);
      rig.link.open();
      if (!(await this.#isHeard(rig)))
        throw new Error(`the node does not acknowledge seal ${plan.wireId}`);
      await sendOff(client, journeyId, papers);
    } catch (error) {
      this.convoy.remove(rig);
      throw error;
    }
    await this.#enter({ truck, rig, journeyId });
  }

  /** Tells its past to the end before its present, so that the past is judged in its order. */
  async #enter(member: Member): Promise<void> {
    const { rig, truck } = member;
    const at = this.#options.now();
    rig.waiting.push(...rig.truck.advance(at));
    hand(rig, at, true);
    rig.link.open();
    await this.#isHeard(rig);
    this.convoy.setLive(rig);
    this.members.set(truck, member);
  }

  /** Waits until all that the device has is acknowledged, which is to say stored. False when that takes too long. */
  async #isHeard({ device }: Rig): Promise<boolean> {
    const { now, signal } = this.#options;
    const until = addMs(now(), HEARD_MS_MAX);
    while (device.count.acked === 0 || device.count.outstanding > 0) {
      signal.throwIfAborted();
      if (now() > until) return false;
      await new Promise((resolve) => setTimeout(resolve, HEARD_POLL_MS));
    }
    return true;
  }
}
