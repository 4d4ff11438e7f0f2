import { CONDITION_VARIABLES, KINDS, type Kind } from '@lakiri/alarms';
import { addMs, DAY_MS, HOUR_MS, type Instant, isoOf } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import type { z } from 'zod';
import {
  contentOf,
  type Draft,
  type MadeVersion,
  missingFor,
  numbersOf,
  type Rule,
  type Said,
  type VersionAsRead,
  versionAt,
} from '../core/index.ts';
import { type BackTest, backTestsOf, loadRulesMade, targetAt } from '../store/index.ts';
import type { RulesDeps } from './deps.ts';
import type { BackTestView, EffectView, RuleRowView, RuleView, resultSchema } from './schemas.ts';

const WEEK_MS = 7 * DAY_MS;
const BACK_TESTS_SHOWN = 20;

type Named = (person: string) => { readonly id: string; readonly name: string };

async function namesOf(tx: Sql, deps: RulesDeps, ids: readonly string[]): Promise<Named> {
  const names = await deps.peopleOf(tx, [...new Set(ids)]);
  return (id) => ({ id, name: names.get(id) ?? `…${id.slice(-4)}` });
}

/** Every rule, in the order of the catalogue. */
export async function viewRules(tx: Sql, deps: RulesDeps): Promise<RuleRowView[]> {
  const now = deps.now();
  const versions = await deps.versionsOf(tx, KINDS);
  const made = await loadRulesMade(tx);
  const alarms = await deps.alarmsByRule(tx, { from: addMs(now, -WEEK_MS), until: now });
  const authors = [...made.values()].flatMap(({ draft }) => (draft === null ? [] : [draft.by]));
  const named = await namesOf(tx, deps, authors);
  return KINDS.map((kind) => {
    const all = versions.get(kind) ?? [];
    const holds = heldAt(all, now, kind);
    const planned = all.find(({ rule, isWithdrawn }) => !isWithdrawn && rule.effectiveFrom > now);
    const draft = made.get(kind)?.draft ?? null;
    return {
      kind,
      state: stateOf(draft, planned),
      version: holds.rule.version,
      severity: holds.rule.severity,
      effectiveFrom: isoOf(holds.rule.effectiveFrom),
      alarms7d: alarms.get(kind) ?? 0,
      overrides: holds.overrides.length,
      hasCondition: holds.rule.condition !== undefined,
      draft: draft === null ? null : { by: named(draft.by), at: isoOf(draft.at) },
      plannedFrom: planned === undefined ? null : isoOf(planned.rule.effectiveFrom),
    };
  });
}

function stateOf(draft: Draft | null, planned: VersionAsRead | undefined): RuleRowView['state'] {
  if (draft !== null) return draft.proposed === null ? 'drafted' : 'proposed';
  return planned === undefined ? 'in-force' : 'planned';
}

function heldAt(all: readonly VersionAsRead[], at: Instant, kind: Kind): VersionAsRead {
  const held = versionAt(all, at) ?? all[0];
  if (held === undefined) throw new Error(`no version of ${kind} was ever shipped`);
  return held;
}

/** One rule with all that is known of it. */
export async function viewRule(tx: Sql, deps: RulesDeps, kind: Kind): Promise<RuleView> {
  const all = (await deps.versionsOf(tx, [kind])).get(kind) ?? [];
  const rule = (await loadRulesMade(tx)).get(kind);
  const tests = await backTestsOf(tx, kind, BACK_TESTS_SHOWN);
  const named = await namesOf(tx, deps, [...peopleIn(rule), ...tests.map(({ by }) => by)]);
  return {
    kind,
    numbers: [...numbersOf(kind)],
    variables: [...CONDITION_VARIABLES],
    notBackTestable: missingFor(kind) ?? null,
    inForce: heldAt(all, deps.now(), kind).rule.version,
    versions: [...all].reverse().map((one) => versionView(one, rule, named)),
    draft: draftView(rule?.draft ?? null, named),
    backTests: tests.map((test) => backTestRow(test, deps, named)),
  };
}

function peopleIn(rule: Rule | undefined): string[] {
  if (rule === undefined) return [];
  const { draft, made } = rule;
  const said = [draft, draft?.proposed, draft?.declined, ...made.map((one) => one.withdrawn)];
  return [
    ...said.flatMap((one) => (one ? [one.by] : [])),
    ...made.flatMap((one) => [one.draftedBy, one.approvedBy]),
  ];
}

type VersionView = RuleView['versions'][number];

function versionView(one: VersionAsRead, rule: Rule | undefined, named: Named): VersionView {
  const { version, effectiveFrom, basis, source } = one.rule;
  const made: MadeVersion | undefined = rule?.made.find((it) => it.version === version);
  const withdrawn = made?.withdrawn ?? null;
  return {
    version,
    content: contentView(contentOf(one)),
    effectiveFrom: isoOf(effectiveFrom),
    basis,
    source,
    isShipped: made === undefined,
    why: made?.why ?? null,
    draftedBy: made === undefined ? null : named(made.draftedBy),
    approvedBy: made === undefined ? null : named(made.approvedBy),
    approvedAt: made === undefined ? null : isoOf(made.approvedAt),
    withdrawn: withdrawn === null ? null : saidView(withdrawn, named),
  };
}

function contentView(content: ReturnType<typeof contentOf>): VersionView['content'] {
  // A copy: the schema's lists may be written to.
  return structuredClone(content) as VersionView['content'];
}

const saidView = ({ by, at, why }: Said, named: Named) => ({ by: named(by), at: isoOf(at), why });

function draftView(draft: Draft | null, named: Named): RuleView['draft'] {
  if (draft === null) return null;
  const { proposed, declined, content, by, at, ...said } = draft;
  return {
    ...said,
    state: proposed === null ? 'draft' : 'proposed',
    content: contentView(content),
    by: named(by),
    at: isoOf(at),
    proposed: proposed && {
      by: named(proposed.by),
      at: isoOf(proposed.at),
      effectiveFrom: proposed.effectiveFrom === null ? null : isoOf(proposed.effectiveFrom),
      backTest: proposed.backTest,
    },
    declined: declined && saidView(declined, named),
  };
}

function backTestRow(test: BackTest, deps: RulesDeps, named: Named): Omit<BackTestView, 'result'> {
  const { id, kind, state, asked, by, startedAt, endedAt, fault } = test;
  const { reportsPerS, ...done } = deps.runner.progressOf(id) ?? test.progress;
  const pct = done.journeysInAll === 0 ? 0 : (100 * done.journeys) / done.journeysInAll;
  return {
    ...{ id, kind, state, fault },
    from: isoOf(asked.from),
    until: isoOf(asked.until),
    oneIn: asked.oneIn,
    by: named(by),
    startedAt: isoOf(startedAt),
    endedAt: endedAt === null ? null : isoOf(endedAt),
    presentVersion: asked.presentVersion,
    draft: asked.draft,
    progress: { ...done, reportsPerS, pct: state === 'done' ? 100 : Math.round(pct) },
  };
}

/** One back-test, with its result where it is done. */
export async function viewBackTest(
  tx: Sql,
  deps: RulesDeps,
  test: BackTest,
): Promise<BackTestView> {
  const named = await namesOf(tx, deps, [test.by]);
  const result =
    test.result === null ? null : (JSON.parse(test.result) as z.infer<typeof resultSchema>);
  return { ...backTestRow(test, deps, named), result };
}

/** Of each version that took force or will: alarms a shift in the week before and after. */
export async function viewEffect(tx: Sql, deps: RulesDeps, kind: Kind): Promise<EffectView[]> {
  const now = deps.now();
  const all = (await deps.versionsOf(tx, [kind])).get(kind) ?? [];
  const { shiftHours } = await targetAt(tx, now);
  const week = async (from: Instant, until: Instant): Promise<EffectView['before']> => {
    const span = { from, until };
    const alarms = (await deps.alarmsByRule(tx, span)).get(kind) ?? 0;
    const hours = await deps.hoursOnShift(tx, span);
    const days = (until - from) / DAY_MS;
    // Where nobody was on shift by the book, one operator is taken to have watched all the time.
    const shifts = (hours > 0 ? hours : (until - from) / HOUR_MS) / shiftHours;
    return { days, alarms, perShift: shifts === 0 ? 0 : alarms / shifts };
  };
  const views: EffectView[] = [];
  for (const { rule, isWithdrawn } of all.toReversed()) {
    const { version, effectiveFrom: from } = rule;
    if (isWithdrawn || from <= 0) continue; // what held from the first has no week before it
    const until = Math.min(addMs(from, WEEK_MS), now) as Instant;
    views.push({
      version,
      effectiveFrom: isoOf(from),
      before: await week(addMs(from, -WEEK_MS), Math.min(from, now) as Instant),
      after: from >= now ? null : await week(from, until),
    });
  }
  return views;
}
