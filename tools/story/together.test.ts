// What only several seals together tell, by the bytes of each of them: the looks that a gateway takes every half minute
// over what all of them are known to be, as it happens, late, doubled and in the wrong order; and what is just not it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Across,
  apartOf,
  clustersOf,
  evaluateDeadline,
  inForce,
  type Kind,
  type Placed,
  type Standing,
  type Watch,
} from '@lakiri/alarms';
import type { Context } from '@lakiri/gateway/refolding';
import { addMs, type Instant, SECOND_MS } from '@lakiri/kit';
import { aJourney } from '@lakiri/seals/testing';
import type { IncidentKind } from '@lakiri/simulator';
import { planOf, type Story, standingOf, sureOf, type Told } from './catalogue.ts';
import { travel } from './trip.ts';

const LOOK_MS = 30 * SECOND_MS;
const HOURS = 3;
const { rules, models } = standingOf({ kind: 'silent', twin: {} });

type Seen = { readonly at: Instant; readonly context: Context };
type Truck = { readonly happens?: IncidentKind; readonly told?: Told };
type Crowd = { readonly trucks: readonly Truck[]; readonly areOfOneJourney: boolean };

const idOf = (n: number): string => `01900000-0000-7000-8000-0000000000e${n}`;
const journeyOf = (n: number): string => `01900000-0000-7000-8000-0000000000f${n}`;

/** What the node knows of each seal, whenever it has heard of it. All start together and drive alike. */
function known({ trucks }: Crowd): Seen[][] {
  return trucks.map(({ happens, told = 'as it happens' }, n) => {
    const story: Story = { kind: 'silent', hours: HOURS, twin: {}, ...(happens && { happens }) };
    const seen: Seen[] = [];
    const sure = sureOf(story, told);
    const seal = { ...sure.seal, id: idOf(n) as never };
    const after = (at: Instant, context: Context): void => {
      seen.push({ at, context });
    };
    travel(planOf(story), { rules, models }, { ...sure, seal, after });
    return seen;
  });
}

type Look = { readonly now: Instant; readonly contexts: readonly Context[] };

/** Every half minute, what is known of each. */
function* looks(all: readonly (readonly Seen[])[]): Generator<Look> {
  const ends = all.map((seen) => seen.at(-1)?.at ?? 0);
  const next = all.map(() => 0);
  const first = Math.max(...all.map((seen) => seen[0]?.at ?? 0)) as Instant;
  for (let now = first; now < Math.min(...ends); now = addMs(now, LOOK_MS)) {
    const contexts = all.map((seen, n) => {
      while ((seen[(next[n] ?? 0) + 1]?.at ?? Number.POSITIVE_INFINITY) <= now)
        next[n] = (next[n] ?? 0) + 1;
      return seen[next[n] ?? 0]?.context as Context;
    });
    yield { now, contexts };
  }
}

/** How often a kind is raised on all of them. */
function raised(kind: Kind, crowd: Crowd): number {
  const watches = new Map<string, Watch | null>();
  let times = 0;
  for (const { now, contexts } of looks(known(crowd))) {
    const { book } = inForce(rules, now);
    const apart = apartOf(placed(contexts, crowd), book['tractor-trailer-split'].params);
    const stood = standing(contexts, watches);
    const clusters = clustersOf(stood, now, book['stop-cluster'].params);
    for (const { seal, watch, route } of contexts) {
      const across: Across = {
        apart: apart.get(seal.id) ?? null,
        cluster: clusters.get(seal.id) ?? null,
      };
      const own = watches.get(seal.id) ?? watch;
      const remembered = own && { ...own, stop: watch?.stop ?? null };
      const journey = { id: aJourney, underway: true };
      const judged = evaluateDeadline({
        ...{ seal, journey, route, watch: remembered, rules, now, across },
      });
      watches.set(seal.id, judged.watch);
      times += judged.raised.filter((one) => one.kind === kind).length;
    }
  }
  return times;
}

function placed(contexts: readonly Context[], { areOfOneJourney }: Crowd): Placed[] {
  return contexts.flatMap(({ seal }, n) => {
    const { place } = seal.live;
    if (place === null) return [];
    const { lat, lon, at, speedKmh } = place;
    const journey = journeyOf(areOfOneJourney ? 0 : n);
    return [{ id: seal.id, number: seal.number, journey, lat, lon, at, speedKmh }];
  });
}

function standing(
  contexts: readonly Context[],
  watches: ReadonlyMap<string, Watch | null>,
): Standing[] {
  return contexts.flatMap(({ seal, watch }, n) => {
    const { stop } = watch ?? { stop: null };
    if (stop === null) return [];
    const isTold = (watches.get(seal.id)?.memory?.clustered ?? null) !== null;
    const { lat, lon, since } = stop;
    return [{ seal: seal.id, journey: journeyOf(n), lat, lon, since, isTold }];
  });
}

const TOLD: readonly Told[] = ['as it happens', 'late', 'doubled', 'reordered'];
const together = (trucks: readonly Truck[]): Crowd => ({ trucks, areOfOneJourney: true });
const crowd = (count: number, truck: Truck): Crowd => ({
  trucks: Array.from({ length: count }, () => truck),
  areOfOneJourney: false,
});

for (const told of TOLD) {
  test(`tractor-trailer-split: a trailer that is left standing, told ${told}`, () =>
    assert.equal(
      raised('tractor-trailer-split', together([{}, { happens: 'long-stop', told }])),
      1,
    ));

  test(`tractor-trailer-split: both stand and drive on as one, both told ${told}`, () => {
    const rested = { happens: 'rested', told } as const;
    assert.equal(raised('tractor-trailer-split', together([rested, rested])), 0);
  });

  test(`stop-cluster: five stand where none may, told ${told}`, () =>
    assert.equal(raised('stop-cluster', crowd(5, { happens: 'long-stop', told })), 1));

  test(`stop-cluster: four of them, told ${told}`, () =>
    assert.equal(raised('stop-cluster', crowd(4, { happens: 'long-stop', told })), 0));
}

test('stop-cluster: five in a queue that moves on', () =>
  assert.equal(raised('stop-cluster', crowd(5, { happens: 'queued' })), 0));
