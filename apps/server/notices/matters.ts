// What facts are about, as the modules that made them say it: put side by side here, since only apps know all modules.
import type { Severity } from '@lakiri/alarms';
import { type CaseView, type CaseWords, viewCases } from '@lakiri/alarms/api';
import { findCases } from '@lakiri/alarms/store';
import type { JourneyLabel } from '@lakiri/journeys/api';
import { findJourneys } from '@lakiri/journeys/store';
import type { Id, Instant } from '@lakiri/kit';
import { type Content, isTopic, type Matter } from '@lakiri/notices';
import type { RecordedFact } from '@lakiri/platform/fact-entry';
import type { Sql } from '@lakiri/platform/sql';
import type { DaysAsked } from '@lakiri/reports';
import { type Attached, attachmentOf, type ReportRows } from '@lakiri/reports/api';

export type Matters = {
  /** What each fact is about, seen by who oversees the node; what is gone is missing. */
  mattersOf(tx: Sql, facts: readonly RecordedFact[]): Promise<readonly Matter[]>;
  /** What the party of this transaction may be told of each fact; of what it may not see, nothing. */
  contentsOf(tx: Sql, facts: readonly RecordedFact[]): Promise<ReadonlyMap<string, Content>>;
  /** Whether the party of this transaction may see it now: a permit may have ended. */
  mayStillSee(tx: Sql, content: Content): Promise<boolean>;
  /** The file that goes with a letter: of a report, its figures. */
  attachedTo(tx: Sql, content: Content): Promise<Attached | undefined>;
};

export type MattersDeps = {
  readonly words: CaseWords;
  labelsOf(tx: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, JourneyLabel>>;
  readonly publicUrl: string | undefined;
  readonly rows: ReportRows;
  readonly now: () => Instant;
};

const subjectsOf = <Noun extends string>(
  facts: readonly RecordedFact[],
  kind: string,
): readonly Id<Noun>[] =>
  [
    ...new Set(
      facts.filter(({ subjectKind }) => subjectKind === kind).map(({ subject }) => subject),
    ),
  ] as readonly string[] as readonly Id<Noun>[];

export function mattersOf({ words, labelsOf, publicUrl, rows, now }: MattersDeps): Matters {
  return {
    mattersOf: async (tx, facts) => {
      const cases = await casesById(tx, facts);
      const journeys = await findJourneys(tx, subjectsOf<'Journey'>(facts, 'journey'));
      const sealOf = new Map(
        journeys.map(({ state }) => [state.id as string, state.fittings.at(-1)?.seal ?? null]),
      );
      return facts.flatMap((fact) => matterOf(fact, cases, sealOf) ?? []);
    },
    contentsOf: async (tx, facts) => {
      const cases = await findCases(tx, subjectsOf<'Case'>(facts, 'case'));
      const views = new Map((await viewCases(tx, cases, words)).map((view) => [view.id, view]));
      const labels = await labelsOf(tx, subjectsOf(facts, 'journey'));
      const contents = facts.flatMap((fact): readonly (readonly [string, Content])[] => {
        const content = contentOf(fact, views, labels);
        if (content === undefined) return [];
        return [[fact.id, { ...content, url: publicUrl ? publicUrl + content.url : null }]];
      });
      return new Map(contents);
    },
    attachedTo: async (tx, { report }) =>
      report && attachmentOf(tx, rows, { ...(report as DaysAsked & typeof report), now: now() }),
    mayStillSee: async (tx, { case: about, journey }) => {
      if (about !== null) return (await findCases(tx, [about.id as Id<'Case'>])).length > 0;
      if (journey === null) return true; // a test is about nothing
      return (await findJourneys(tx, [journey.id as Id<'Journey'>])).length > 0;
    },
  };
}

async function casesById(tx: Sql, facts: readonly RecordedFact[]) {
  const seen = await findCases(tx, subjectsOf<'Case'>(facts, 'case'));
  return new Map(seen.map((one) => [one.case.id as string, one.case]));
}

function matterOf(
  { id: fact, type: topic, subject, subjectKind, recordedAt }: RecordedFact,
  cases: Awaited<ReturnType<typeof casesById>>,
  sealOf: ReadonlyMap<string, string | null>,
): Matter | undefined {
  if (!isTopic(topic)) return undefined;
  const common = { fact, topic, recordedAt: Date.parse(recordedAt) as Instant };
  if (subjectKind === 'journey') {
    const seal = sealOf.get(subject);
    return seal === undefined
      ? undefined
      : { ...common, journey: subject, seal, kind: null, severity: null };
  }
  const about = cases.get(subject);
  if (about === undefined) return undefined;
  const { kind, journey, seal } = about;
  return { ...common, kind, journey, seal, severity: about.severity as Severity };
}

/** Its url is the path only. */
function contentOf(
  { type: topic, subject, occurredAt: at, subjectKind }: RecordedFact,
  cases: ReadonlyMap<string, CaseView>,
  labels: ReadonlyMap<string, JourneyLabel>,
): Content | undefined {
  if (!isTopic(topic)) return undefined;
  if (subjectKind === 'journey') {
    const label = labels.get(subject);
    if (label === undefined) return undefined;
    const { ref, plate, routeName: route } = label;
    const journey = { id: subject, ref, plate, route };
    return { topic, at, case: null, journey, seal: null, url: `/journeys/${subject}` };
  }
  const view = cases.get(subject);
  if (view === undefined) return undefined;
  const { id, kind, severity, place, journey, seal } = view;
  return {
    topic,
    at,
    case: { id, kind, severity, near: place?.near ?? null },
    journey: {
      id: journey.id,
      ref: journey.ref,
      plate: journey.plate || null,
      route: journey.routeName,
    },
    seal: { id: seal.id, number: seal.number },
    url: `/monitor?case=${id}`,
  };
}
