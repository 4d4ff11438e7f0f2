// What should be heard of whole groups, and what may explain that one seal is not: looked at when seals fall due, in
// the transaction that judges them, so that the first of a thousand already finds the incident.
import type { AroundSilence } from '@lakiri/alarms';
import { deadZoneAt } from '@lakiri/corridors';
import { type DeadZoneHistory, loadDeadZones } from '@lakiri/corridors/store';
import {
  GROUP_KINDS,
  type Group,
  type GroupRule,
  type GroupSeen,
  type Incident,
  jammedSince,
  judgeGroups,
} from '@lakiri/expectations';
import { areaRuleAt, groupRuleAt, incidentsSince } from '@lakiri/expectations/store';
import { silentAt } from '@lakiri/feeds';
import { listFeeds } from '@lakiri/feeds/store';
import { DAY_MS, type Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import type { Seal } from '@lakiri/seals';
import { armedSeals, heardByMaker, heardNear, type Near } from '@lakiri/seals/store';
import { lastOrigins } from '@lakiri/telemetry/store';
import { lostTogether } from '@lakiri/trust';
import { loadSuspicions } from '@lakiri/trust/store';
import type { Recorder } from './facts.ts';
import { recordIncidents } from './incident-facts.ts';
import { parseOrigin } from './origin.ts';

/** An incident that ended longer ago explains nothing of today. */
const EXPLAINS_MS_MAX = DAY_MS;

export type Expecting = {
  readonly recorder: Recorder;
  readonly now: Instant;
  /** When this node began to hear: what it could not hear before is nobody's silence. */
  readonly listeningSince: Instant;
};

/** How groups are heard now: the incidents that stand, and those that ended lately. */
export type Groups = { readonly incidents: readonly Incident[]; readonly rule: GroupRule };

/** Looks at every group, records what began and what is over, and gives what then stands. */
export async function lookAtGroups(tx: Sql, expecting: Expecting): Promise<Groups> {
  const { recorder, now } = expecting;
  const rule = await groupRuleAt(tx, now);
  const known = await incidentsSince(tx, (now - EXPLAINS_MS_MAX) as Instant);
  const open = known.filter(({ kind, endedAt }) => endedAt === null && isOfGroup(kind));
  const feeds = await feedsSeen(tx, expecting);
  const fresh = feeds.filter(({ late, key }) => late > 0 && !open.some((one) => one.key === key));
  const counted = await sealsOfFeeds(tx, fresh);
  const seen = [
    ...(await makersSeen(tx, expecting, rule)),
    ...feeds.map((feed) => counted.get(feed.key) ?? feed),
  ];
  const events = judgeGroups({ seen, open, rule, now, newId: recorder.newId });
  return { incidents: await recordIncidents(tx, expecting, { known, events }), rule };
}

const isOfGroup = (kind: string): boolean => GROUP_KINDS.some((one) => one === kind);

async function makersSeen(
  tx: Sql,
  { now, listeningSince }: Expecting,
  { intervals, graceS }: GroupRule,
): Promise<GroupSeen[]> {
  const makers = await heardByMaker(tx, { now, listeningSince, intervals, graceS });
  return makers.map(({ maker, ...heard }) => ({
    kind: 'maker',
    key: maker,
    name: maker,
    ...heard,
  }));
}

/** A feed that was never heard, or is suspended, is expected by nobody. */
async function feedsSeen(tx: Sql, { now, listeningSince }: Expecting): Promise<GroupSeen[]> {
  const seen: GroupSeen[] = [];
  for (const { feed, health } of await listFeeds(tx)) {
    if (health.lastAt === null) continue;
    const lastAt = Math.max(health.lastAt, listeningSince) as Instant;
    const due = silentAt({ lastAt }, feed);
    if (due === null) continue;
    const group = { kind: 'feed', key: feed.id, name: feed.name } as const;
    seen.push({ ...group, seals: 1, late: now > due ? 1 : 0, lastAt });
  }
  return seen;
}

/** The armed seals that last spoke through each lost feed: counted once, when it is told. A feed is lost without any. */
async function sealsOfFeeds(
  tx: Sql,
  feeds: readonly GroupSeen[],
): Promise<ReadonlyMap<string, GroupSeen>> {
  if (feeds.length === 0) return new Map();
  const origins = await lastOrigins(tx, await armedSeals(tx));
  const through = [...origins.values()].map((origin) => parseOrigin(origin)?.feed);
  return new Map(
    feeds.map((feed) => {
      const seals = Math.max(1, through.filter((id) => id === feed.key).length);
      return [feed.key, { ...feed, seals, late: seals }];
    }),
  );
}

/** What the judging of one seal rests on beside the seal. */
export type Expected = {
  readonly listeningSince: Instant;
  readonly around: AroundSilence | undefined;
};

export type Asked = {
  readonly seal: Seal;
  readonly routeId: string | undefined;
  /** Where along its route it was last heard; null where nobody knows. */
  readonly km: number | null;
};

/**
 * For each of these seals: since when its silence counts, and what may explain it. Nothing counts against a
 * seal whose group is lost; from the end of that each has its full time again.
 */
export async function expectedOf(
  tx: Sql,
  expecting: Expecting,
  { groups, asked }: { readonly groups: Groups; readonly asked: readonly Asked[] },
): Promise<ReadonlyMap<string, Expected>> {
  const ids = asked.map(({ seal }) => seal.id);
  const hasFeeds = groups.incidents.some(({ kind }) => kind === 'feed');
  const origins = hasFeeds ? await lastOrigins(tx, ids) : new Map<string, string>();
  const suspicions = await loadSuspicions(tx, ids);
  const incidents = new Map<string, Incident>();
  for (const { seal } of asked) {
    const incident = incidentOf(groups.incidents, groupsOf(seal, origins.get(seal.id)));
    if (incident !== undefined) incidents.set(seal.id, incident);
  }
  const isLost = ({ seal }: Asked): boolean => incidents.get(seal.id)?.endedAt === null;
  const { intervals, graceS } = groups.rule;
  const { now, listeningSince } = expecting;
  const placed = asked
    .filter((one) => !isLost(one))
    .flatMap(({ seal: { id, live } }) => (live.place === null ? [] : [{ id, ...live.place }]));
  const near = await heardNear(tx, placed, { now, listeningSince, intervals, graceS });
  const zones = await loadDeadZones(tx);
  const areaRule = await areaRuleAt(tx, now);
  const expected = new Map<string, Expected>();
  for (const one of asked) {
    const { id, live } = one.seal;
    const incident = incidents.get(id);
    const isJammed = suspicions.get(id)?.state === 'suspect-jam';
    // By its own word before, by what its neighbours lost with it, or by its network that went with its satellites.
    const jammedAt = isJammed
      ? live.receivedAt
      : (jammedSince(groups.incidents, live.place, areaRule) ??
        lostTogether(suspicions.get(id)?.weak, live));
    const known = { incident, jammedAt, near: near.get(id) ?? { seals: 0, late: 0 } };
    expected.set(id, expectedOfOne(expecting, { ...one, ...known, zones }));
  }
  return expected;
}

function groupsOf({ model }: Seal, origin: string | undefined): readonly Group[] {
  const feed = origin === undefined ? undefined : parseOrigin(origin)?.feed;
  const maker: Group = { kind: 'maker', key: model.maker ?? model.dialect };
  return feed === undefined ? [maker] : [maker, { kind: 'feed', key: feed }];
}

/** One that stands before one that has ended, and of those the last to end. */
function incidentOf(
  incidents: readonly Incident[],
  groups: readonly Group[],
): Incident | undefined {
  return incidents
    .filter((one) => groups.some(({ kind, key }) => one.kind === kind && one.key === key))
    .sort(
      (a, b) => (b.endedAt ?? Number.POSITIVE_INFINITY) - (a.endedAt ?? Number.POSITIVE_INFINITY),
    )
    .at(0);
}

type One = Asked & {
  readonly incident: Incident | undefined;
  readonly jammedAt: Instant | null;
  readonly near: Near;
  readonly zones: readonly DeadZoneHistory[];
};

function expectedOfOne(
  { now, listeningSince }: Expecting,
  { seal, routeId, km, incident, jammedAt, near, zones }: One,
): Expected {
  if (incident !== undefined && incident.endedAt === null)
    return { listeningSince: now, around: undefined };
  const until = incident?.endedAt ?? null;
  const since = Math.max(listeningSince, until ?? listeningSince) as Instant;
  const { receivedAt, place } = seal.live;
  const zone = deadZoneAt(
    zones.map(({ versions }) => versions),
    { route: routeId ?? null, km, place },
    receivedAt ?? now,
  );
  const around: AroundSilence = {
    deadZone: zone === undefined ? null : { name: zone.name, excusedMin: zone.excusedMin },
    jammedAt,
    near,
    incident: incident === undefined || until === null ? null : { name: incident.name, until },
  };
  return { listeningSince: since, around };
}
