import type { PersonRef, Severity } from '@lakiri/alarms';
import type { CaseView, CaseWords } from '@lakiri/alarms/api';
import { viewCases } from '@lakiri/alarms/api';
import {
  CASES_PAGE_MAX,
  type CaseSeen,
  changedCases,
  countCases,
  listCases,
  placeInView,
} from '@lakiri/alarms/store';
import type { Id, Instant } from '@lakiri/kit';
import { isoOf, parseInstant } from '@lakiri/kit';
import type { Log } from '@lakiri/platform/log';
import type { Database, Scope, Sql } from '@lakiri/platform/sql';
import type { Seal } from '@lakiri/seals';
import { isSilent, silentAfterMs } from '@lakiri/seals/api';
import { changedSeals, findSeals, fittedSeals } from '@lakiri/seals/store';
import type { Changes, RoomSource } from './room.ts';

/** A truck on the monitor: one seal on a journey. */
export type Truck = {
  readonly sealId: string;
  readonly journeyId: string;
  readonly ref: string;
  readonly plate: string | null;
  readonly number: string;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly courseDeg: number | null;
  readonly speedKmh: number | null;
  readonly state: 'moving' | 'stopped' | 'silent';
  /** Of the worst open case of its seal. */
  readonly severity: Severity | null;
  readonly occurredAt: string | null;
  readonly receivedAt: string | null;
  readonly positionAt: string | null;
  readonly batteryPct: number | null;
};

export type MonitorDeps = {
  readonly database: Database;
  readonly words: CaseWords;
  readonly now: () => Instant;
  readonly log: Log;
  labelsOf(
    tx: Sql,
    journeys: readonly string[],
  ): Promise<ReadonlyMap<string, { readonly ref: string; readonly plate: string | null }>>;
};

/** Below this a truck is drawn as standing: GNSS speed at rest wanders by 2–3 km/h. */
const MOVING_KMH_MIN = 5;
/** Open cases a monitor holds; with more than this the queue is not what saves the night. */
const CASES_MAX = 2_000;
/** How soon a party no longer sees what was taken from it: the end of a permit changes no seal. */
const PRESENT_EVERY_MS = 2_000;
/** A journey's words are read once; a wall that hangs for years holds no more than these. */
const LABELS_MAX = 50_000;
/** The view is asked for everybody's cases; whose is whose is counted a viewer at a time. */
const nobody = '00000000-0000-0000-0000-000000000000' as PersonRef;

/**
 * The monitor of one party: its trucks and its open cases, read as that party sees them. One that
 * does not oversee the node may lose the sight of some.
 */
export function monitorOf(
  { scope, oversees }: { readonly scope: Scope; readonly oversees: boolean },
  deps: MonitorDeps,
): RoomSource<Truck, CaseView> {
  const open = new Map<string, { readonly seal: string; readonly severity: Severity }>();
  const labels = new Map<string, { readonly ref: string; readonly plate: string | null }>();
  const silentAfter = new Map<string, number>();
  let presentAt = Number.NEGATIVE_INFINITY;
  const isPresenceDue = (): boolean => {
    if (oversees || deps.now() - presentAt < PRESENT_EVERY_MS) return false;
    presentAt = deps.now();
    return true;
  };
  return {
    read: (since) =>
      deps.database.asParty(
        scope,
        async (tx) => {
          const below = await settled(tx);
          const seen = await casesSince(tx, since);
          const touched = noteCases(open, seen);
          const seals = await sealsSince(tx, since, touched);
          await readLabels(tx, seals, labels, deps);
          const severity = worstBySeal(open);
          const views = await viewCases(tx, seen, deps.words);
          for (const seal of seals) silentAfter.set(seal.id, silentAfterMs(seal.model));
          return {
            below,
            trucks: seals.map((seal) => ({
              id: seal.id,
              truck: truckOf(seal, { labels, severity, now: deps.now() }),
            })),
            cases: views.map((view) => ({
              id: view.id,
              case: isOver(view) ? null : view,
            })),
            counts: await countCases(tx, { person: nobody, now: deps.now() }),
            ...(isPresenceDue() ? { present: await present(tx) } : {}),
          } satisfies Changes<Truck, CaseView>;
        },
        'repeatable read',
      ),
    aged: (truck, now) => {
      if (truck.state === 'silent' || truck.receivedAt === null) return truck;
      const at = parseInstant(truck.receivedAt) ?? now;
      const after = silentAfter.get(truck.sealId); // every truck here was read once
      return after !== undefined && now - at > after ? { ...truck, state: 'silent' } : truck;
    },
    countsOf,
    receivedAtOf: (truck) =>
      truck.receivedAt === null ? null : (parseInstant(truck.receivedAt) ?? null),
  };
}

/**
 * Every transaction below this has ended: what it wrote is seen or never will be. What younger ones wrote is
 * shown too, and asked for again: a long transaction elsewhere on the cluster holds nothing back.
 */
async function settled(tx: Sql): Promise<bigint> {
  const { rows } = await tx.query<{ below: string }>(
    'SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS below',
  );
  return BigInt(rows[0]?.below ?? 0);
}

async function casesSince(tx: Sql, since: bigint | null): Promise<readonly CaseSeen[]> {
  return since === null ? await openCases(tx) : await changedCases(tx, since);
}

/** Every open case, a page after the other. */
async function openCases(tx: Sql): Promise<readonly CaseSeen[]> {
  const all: CaseSeen[] = [];
  for (let more = true; more && all.length < CASES_MAX; ) {
    const last = all.at(-1);
    const page = await listCases(tx, {
      view: 'unended',
      person: nobody,
      after: last && placeInView('unended', last),
      limit: CASES_PAGE_MAX,
    });
    all.push(...page.items);
    more = page.more;
  }
  return all;
}

async function present(tx: Sql): Promise<NonNullable<Changes<Truck, CaseView>['present']>> {
  return {
    trucks: new Set(await fittedSeals(tx)),
    cases: new Set((await openCases(tx)).map((seen) => seen.case.id)),
  };
}

/** Notes which cases are open now; returns the seals whose severity may have changed. */
function noteCases(
  open: Map<string, { readonly seal: string; readonly severity: Severity }>,
  seen: readonly CaseSeen[],
): Set<string> {
  const touched = new Set<string>();
  for (const { case: one } of seen) {
    touched.add(one.seal);
    if (isOver(one)) open.delete(one.id);
    else open.set(one.id, { seal: one.seal, severity: one.severity });
  }
  return touched;
}

/** Seals that changed, and those whose cases did. */
async function sealsSince(
  tx: Sql,
  since: bigint | null,
  touched: ReadonlySet<string>,
): Promise<Seal[]> {
  const changed = (await changedSeals(tx, since)).map(({ seal }) => seal);
  const known = new Set<string>(changed.map(({ id }) => id));
  const others = [...touched].filter((id) => !known.has(id)) as Id<'Seal'>[];
  if (others.length === 0) return changed;
  return [...changed, ...(await findSeals(tx, others)).map(({ seal }) => seal)];
}

/** A journey's reference and plate never change: each is read once. */
async function readLabels(
  tx: Sql,
  seals: readonly Seal[],
  labels: Map<string, { readonly ref: string; readonly plate: string | null }>,
  deps: MonitorDeps,
): Promise<void> {
  if (labels.size > LABELS_MAX) labels.clear();
  const missing = new Set<string>();
  for (const { custody } of seals)
    if (custody.phase !== 'free' && !labels.has(custody.journey)) missing.add(custody.journey);
  if (missing.size === 0) return;
  for (const [id, label] of await deps.labelsOf(tx, [...missing])) labels.set(id, label);
}

function worstBySeal(
  open: ReadonlyMap<string, { readonly seal: string; readonly severity: Severity }>,
): Map<string, Severity> {
  const worst = new Map<string, Severity>();
  for (const { seal, severity } of open.values())
    if (severity < (worst.get(seal) ?? Number.POSITIVE_INFINITY)) worst.set(seal, severity);
  return worst;
}

type TruckContext = {
  readonly labels: ReadonlyMap<string, { readonly ref: string; readonly plate: string | null }>;
  readonly severity: ReadonlyMap<string, Severity>;
  readonly now: Instant;
};

/** `null` for a seal that is on no journey. */
function truckOf(seal: Seal, { labels, severity, now }: TruckContext): Truck | null {
  const { custody, live } = seal;
  if (custody.phase === 'free') return null;
  const label = labels.get(custody.journey);
  const { place } = live;
  return {
    sealId: seal.id,
    journeyId: custody.journey,
    ref: label?.ref ?? '',
    plate: label?.plate ?? null,
    number: seal.number,
    lat: place?.lat ?? null,
    lon: place?.lon ?? null,
    courseDeg: place?.courseDeg ?? null,
    speedKmh: place === null || place.speedKmh === null ? null : Math.round(place.speedKmh),
    state: motionOf(seal, now),
    severity: severity.get(seal.id) ?? null,
    occurredAt: live.occurredAt === null ? null : isoOf(live.occurredAt),
    receivedAt: live.receivedAt === null ? null : isoOf(live.receivedAt),
    positionAt: place === null ? null : isoOf(place.at),
    batteryPct: live.batteryPct,
  };
}

function motionOf(seal: Seal, now: Instant): Truck['state'] {
  if (isSilent(seal, now)) return 'silent';
  return (seal.live.place?.speedKmh ?? 0) >= MOVING_KMH_MIN ? 'moving' : 'stopped';
}

const isOver = ({ state }: Pick<CaseView, 'state'>): boolean =>
  state !== 'open' && state !== 'acknowledged';

/** The queue's tabs, from the cases on the monitor itself; what is on the shelf stands under its own. */
function countsOf(cases: Iterable<CaseView>, person: string): object {
  const counts = { open: 0, mine: 0, unassigned: 0, shelved: 0 };
  for (const { owner, shelved } of cases) {
    if (shelved !== null) counts.shelved++;
    else {
      counts.open++;
      if (owner === null) counts.unassigned++;
      else if (owner.id === person) counts.mine++;
    }
  }
  return counts;
}
