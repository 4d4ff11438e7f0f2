import type { Instant } from '@lakiri/kit';
import type { Group, Incident, IncidentEvents, IncidentId } from './incident.ts';

/** When a group counts as lost, and when as back. */
export type GroupRule = {
  /** Fewer armed seals than this are no group: any of them may be silent by itself. */
  readonly sealsMin: number;
  /** Lost when so large a part is overdue; back when it is no larger than that. */
  readonly lostSharePct: number;
  readonly backSharePct: number;
  /** Overdue: so many of its own intervals, and so long besides. */
  readonly intervals: number;
  readonly graceS: number;
};

/** The same numbers are seeded in the database. */
export const DEFAULT_GROUP_RULE: GroupRule = {
  sealsMin: 5,
  lostSharePct: 90,
  backSharePct: 50,
  intervals: 3,
  graceS: 120,
};

/** A group as it is heard now. A feed is all of its seals or none: `late` is 0 or `seals`. */
export type GroupSeen = Group & {
  readonly name: string;
  readonly seals: number;
  readonly late: number;
  /** When the last of it was heard. */
  readonly lastAt: Instant;
};

const sharePct = ({ seals, late }: GroupSeen): number => (seals === 0 ? 0 : (late * 100) / seals);

/** Whether so much of a group is overdue that it is the group that is lost. */
export function isLost(seen: GroupSeen, rule: GroupRule): boolean {
  if (seen.kind === 'maker' && seen.seals < rule.sealsMin) return false;
  return seen.seals > 0 && sharePct(seen) >= rule.lostSharePct;
}

/** Whether enough of a lost group speaks again; a group that has no armed seal left is nobody's loss. */
export function isBack(seen: GroupSeen | undefined, rule: GroupRule): boolean {
  return seen === undefined || seen.seals === 0 || sharePct(seen) <= rule.backSharePct;
}

export type JudgeGroups = {
  readonly seen: readonly GroupSeen[];
  /** Of groups. */
  readonly open: readonly Incident[];
  readonly rule: GroupRule;
  readonly now: Instant;
  /** Ids are made at the edge. */
  readonly newId: () => IncidentId;
};

const isSame = (a: Pick<Incident, 'kind' | 'key'>, b: Group): boolean =>
  a.kind === b.kind && a.key === b.key;

/** What has begun and what is over, by what is heard now. */
export function judgeGroups({ seen, open, rule, now, newId }: JudgeGroups): IncidentEvents[] {
  const begun = seen
    .filter((group) => isLost(group, rule) && !open.some((one) => isSame(one, group)))
    .map(
      ({ lastAt, ...group }): IncidentEvents => ({
        subjectKind: 'incident',
        subject: newId(),
        type: 'incident-opened',
        body: { ...group, since: lastAt, at: now },
      }),
    );
  const over = open
    .filter((one) =>
      isBack(
        seen.find((group) => isSame(one, group)),
        rule,
      ),
    )
    .map(
      ({ id }): IncidentEvents => ({
        subjectKind: 'incident',
        subject: id,
        type: 'incident-ended',
        body: { at: now },
      }),
    );
  return [...begun, ...over];
}
