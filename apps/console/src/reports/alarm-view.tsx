import { Link } from '@tanstack/react-router';
import type { AlarmReport, Counted } from '../api/report-contract.ts';
import { fullInstant } from '../clock/instants.ts';
import { SeverityMark } from '../severity/severity-mark.tsx';
import { useLanguage, useSay } from '../shell/language.tsx';
import { type Column, Table } from '../ui/list-table.tsx';
import { type Say, wordKey } from '../words/words.ts';
import { Figures, None, Section, Source, sayHours, sayNumber, sayPct } from './figures.tsx';
import styles from './reports.module.css';

export function AlarmView({ report }: { report: AlarmReport }) {
  const say = useSay();
  return (
    <>
      <Rates report={report} />
      <Section title={say('report.byRule')} lead={say('report.byRuleLead')}>
        <Counts
          items={report.byRule}
          first={{ head: 'report.rule', cell: ({ kind }) => sayKind(say, kind) }}
          keyOf={({ kind }) => kind}
        />
      </Section>
      <Section title={say('report.byMaker')}>
        <Counts
          items={report.byMaker}
          first={{
            head: 'report.maker',
            cell: ({ maker }) => maker ?? say('report.makerUnknown'),
          }}
          keyOf={({ maker }) => maker ?? ''}
        />
      </Section>
      <div className={styles.pair}>
        <Mix report={report} />
        <Frequent report={report} />
      </div>
      <div className={styles.pair}>
        <Chattering report={report} />
        <Standing report={report} />
      </div>
      <Source>{report.targets.source}</Source>
    </>
  );
}

function Rates({ report }: { report: AlarmReport }) {
  const say = useSay();
  const language = useLanguage();
  const { rates, targets, cases, standingCount, shelved } = report;
  const { mean, peak, overTargetPct, floodPct, unwatchedPct } = rates;
  return (
    <Figures
      figures={[
        {
          label: say('report.mean'),
          value: sayNumber(mean),
          note: say('report.atMost', { n: targets.perSlot }),
          isOver: (mean ?? 0) > targets.perSlot,
        },
        {
          label: say('report.peak'),
          value: sayNumber(peak?.perPerson ?? null),
          note: peak === null ? undefined : fullInstant(peak.at, language),
          isOver: (peak?.perPerson ?? 0) > targets.floodPerSlot,
        },
        {
          label: say('report.overTarget'),
          value: sayPct(overTargetPct),
          note: say('report.floods', { pct: sayPct(floodPct), n: targets.floodPerSlot }),
        },
        { label: say('report.unwatched'), value: sayPct(unwatchedPct) },
        { label: say('report.cases'), value: sayNumber(cases) },
        {
          label: say('report.standingCount'),
          value: sayNumber(standingCount),
          note: say('report.standingNote', { h: targets.standingH }),
        },
        {
          label: say('report.shelved'),
          value: sayNumber(shelved.times),
          note: say('report.shelvedNote', { cases: shelved.cases, now: shelved.now }),
        },
      ]}
    />
  );
}

const sayKind = (say: Say, kind: string): string => {
  const key = wordKey('kind', kind);
  return key === undefined ? kind : say(key);
};

const countColumns: readonly Column<Counted>[] = [
  { head: 'report.alarmsN', look: 'number', cell: ({ alarms }) => sayNumber(alarms) },
  { head: 'report.share', look: 'number', cell: ({ sharePct }) => sayPct(sharePct) },
  { head: 'report.casesN', look: 'number', cell: ({ cases }) => sayNumber(cases) },
  { head: 'report.true', look: 'number', cell: ({ outcomes }) => sayNumber(outcomes.true) },
  { head: 'report.false', look: 'number', cell: ({ outcomes }) => sayNumber(outcomes.false) },
  { head: 'report.nuisance', look: 'number', cell: ({ outcomes }) => sayNumber(outcomes.nuisance) },
  {
    head: 'report.technical',
    look: 'number',
    cell: ({ outcomes }) => sayNumber(outcomes.technical),
  },
  {
    head: 'report.other',
    look: 'number',
    cell: ({ outcomes: { test, undecided, merged } }) => sayNumber(test + undecided + merged),
  },
  { head: 'report.open', look: 'number', cell: ({ outcomes }) => sayNumber(outcomes.open) },
  { head: 'report.truePct', look: 'number', cell: ({ truePct }) => sayPct(truePct) },
];

function Counts<Item extends Counted>(props: {
  items: readonly Item[];
  first: Column<Item>;
  keyOf: (item: Item) => string;
}) {
  const say = useSay();
  const { items, first, keyOf } = props;
  if (items.length === 0) return <None>{say('report.noAlarms')}</None>;
  return <Table columns={[first, ...countColumns]} items={items} keyOf={keyOf} />;
}

function Mix({ report: { mix } }: { report: AlarmReport }) {
  const say = useSay();
  const columns: readonly Column<(typeof mix)[number]>[] = [
    { head: 'report.severity', cell: ({ severity }) => <Severity severity={severity} /> },
    { head: 'report.casesN', look: 'number', cell: ({ cases }) => sayNumber(cases) },
    { head: 'report.share', look: 'number', cell: ({ pct }) => sayPct(pct) },
    { head: 'report.target', look: 'number', cell: ({ targetPct }) => sayPct(targetPct) },
  ];
  return (
    <Section title={say('report.mix')}>
      <Table columns={columns} items={mix} keyOf={({ severity }) => String(severity)} />
    </Section>
  );
}

export function Severity({ severity }: { severity: number }) {
  const say = useSay();
  const known = ([1, 2, 3, 4] as const).find((it) => it === severity) ?? 4;
  return (
    <span className={styles.severity}>
      <SeverityMark severity={known} size={18} />
      {say(`severity.${known}`)}
    </span>
  );
}

function Frequent({ report: { frequent, frequentPct } }: { report: AlarmReport }) {
  const say = useSay();
  const columns: readonly Column<(typeof frequent)[number]>[] = [
    { head: 'report.rule', cell: ({ kind }) => sayKind(say, kind) },
    { head: 'report.seal', look: 'mono', cell: (one) => <SealLink {...one} /> },
    { head: 'report.alarmsN', look: 'number', cell: ({ count }) => sayNumber(count) },
    { head: 'report.share', look: 'number', cell: ({ sharePct }) => sayPct(sharePct) },
  ];
  return (
    <Section
      title={say('report.frequent')}
      lead={
        frequentPct === null ? undefined : say('report.frequentLead', { pct: sayPct(frequentPct) })
      }
    >
      {frequent.length === 0 ? (
        <None>{say('report.noAlarms')}</None>
      ) : (
        <Table {...{ columns, items: frequent }} keyOf={({ kind, seal }) => `${kind} ${seal}`} />
      )}
    </Section>
  );
}

function SealLink({ seal, number }: { seal: string; number: string }) {
  return (
    <Link to="/seals/$id" params={{ id: seal }} translate="no">
      {number}
    </Link>
  );
}

function Chattering({ report: { chattering, targets } }: { report: AlarmReport }) {
  const say = useSay();
  const language = useLanguage();
  const columns: readonly Column<(typeof chattering)[number]>[] = [
    { head: 'report.rule', cell: ({ kind }) => sayKind(say, kind) },
    { head: 'report.seal', look: 'mono', cell: (one) => <SealLink {...one} /> },
    { head: 'report.perHour', look: 'number', cell: ({ count }) => sayNumber(count) },
    { head: 'report.since', cell: ({ at }) => fullInstant(at, language) },
  ];
  return (
    <Section
      title={say('report.chattering')}
      lead={say('report.chatteringLead', { n: targets.chatterPerHour })}
    >
      {chattering.length === 0 ? (
        <None>{say('report.noChattering')}</None>
      ) : (
        <Table {...{ columns, items: chattering }} keyOf={({ kind, seal }) => `${kind} ${seal}`} />
      )}
    </Section>
  );
}

function Standing({ report: { standing, standingCount, targets } }: { report: AlarmReport }) {
  const say = useSay();
  const columns: readonly Column<(typeof standing)[number]>[] = [
    {
      head: 'report.rule',
      cell: ({ case: id, kind, severity }) => (
        <Link to="/monitor" search={{ case: id }} className={styles.severity}>
          <SeverityMark
            severity={([1, 2, 3, 4] as const).find((it) => it === severity) ?? 4}
            size={18}
          />
          {sayKind(say, kind)}
        </Link>
      ),
    },
    { head: 'report.seal', look: 'mono', cell: ({ number }) => number },
    { head: 'report.openFor', look: 'number', cell: ({ openH }) => sayHours(say, openH) },
    {
      head: 'report.onShelf',
      cell: ({ isShelved }) => (isShelved ? say('report.yes') : say('report.no')),
    },
  ];
  return (
    <Section
      title={say('report.standing')}
      lead={say('report.standingLead', { n: standingCount, h: targets.standingH })}
    >
      {standing.length === 0 ? null : (
        <Table columns={columns} items={standing} keyOf={({ case: id }) => id} />
      )}
    </Section>
  );
}
