import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Download, Printer } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { problemIn } from '../api/client.ts';
import type { ReportAsked, ReportKind } from '../api/report-contract.ts';
import {
  alarmReportQuery,
  corridorReportQuery,
  csvPath,
  responseReportQuery,
} from '../api/report-queries.ts';
import { dayMonth, fullInstant } from '../clock/instants.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import { useMaySupervise } from '../shell/may-supervise.ts';
import { useTitle } from '../shell/title.ts';
import { Button } from '../ui/button.tsx';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import { Waiting } from '../ui/waiting.tsx';
import type { Language } from '../words/said.ts';
import { AlarmView } from './alarm-view.tsx';
import { CorridorView } from './corridor-view.tsx';
import { PeriodFields } from './period-fields.tsx';
import styles from './reports.module.css';
import { ResponseView } from './response-view.tsx';
import { SchedulesPanel } from './schedules-panel.tsx';
import { askedOf, type ReportsSearch } from './search.ts';

/** What a period was like: on a screen, on paper, as CSV. */
export function ReportsScreen() {
  const say = useSay();
  const maySupervise = useMaySupervise();
  const search = useSearch({ from: '/office/reports' });
  const navigate = useNavigate({ from: '/reports' });
  // The day on which somebody came; a report does not move under its reader at midnight.
  const [now] = useState(() => Date.now());
  const kind = search.report ?? (maySupervise ? 'alarms' : 'corridors');
  const asked = askedOf(search, now);
  useTitle(say(`report.${kind}`));
  return (
    <div className={`${page.page} ${styles.paper}`}>
      <header className={page.head}>
        <h1>{say('report.title')}</h1>
        {maySupervise ? <Tabs kind={kind} /> : null}
        <PeriodFields
          asked={asked}
          onChange={(changed) =>
            void navigate({ search: (was) => ({ ...was, ...changed }), replace: true })
          }
        />
        <div className={styles.acts}>
          <a className={styles.csv} href={csvPath(kind, asked)} download>
            <Download size={16} aria-hidden="true" />
            {say('report.csv')}
          </a>
          <Button onClick={() => window.print()}>
            <Printer size={16} aria-hidden="true" />
            {say('report.print')}
          </Button>
        </div>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a report without a link in it is scrolled by keys too */}
      <section className={page.scroller} aria-label={say(`report.${kind}`)} tabIndex={0}>
        <OnPaper kind={kind} asked={asked} />
        <OneReport kind={kind} asked={asked} />
        <SchedulesPanel kind={kind} asked={asked} />
      </section>
    </div>
  );
}

const KINDS = ['alarms', 'response', 'corridors'] as const satisfies readonly ReportKind[];

function Tabs({ kind }: { kind: ReportKind }) {
  const say = useSay();
  return (
    <nav className={page.tabs} aria-label={say('report.title')}>
      {KINDS.map((one) => (
        <Link
          key={one}
          to="/reports"
          search={(was: ReportsSearch) => ({ ...was, report: one })}
          aria-current={one === kind ? 'page' : undefined}
        >
          {say(`report.${one}`)}
        </Link>
      ))}
    </nav>
  );
}

/** What stands above it where nothing can be chosen any more. */
function OnPaper({ kind, asked }: { kind: ReportKind; asked: ReportAsked }) {
  const say = useSay();
  const language = useLanguage();
  const { from, to, zone } = asked;
  const days = { from: dayOf(from, language), to: dayOf(to, language) };
  return (
    <p className={styles.onPaper}>
      {say(`report.${kind}`)} · {say('report.days', days)} · {ZONE_NAMES[zone] ?? zone}
    </p>
  );
}

const ZONE_NAMES: Readonly<Record<string, string>> = {
  'Africa/Nairobi': 'EAT',
  'Africa/Kigali': 'CAT',
};

/** `04 Feb 2026` */
const dayOf = (day: string, language: Language): string =>
  `${dayMonth(`${day}T09:00:00Z`, language)} ${day.slice(0, 4)}`;

function OneReport({ kind, asked }: { kind: ReportKind; asked: ReportAsked }) {
  if (kind === 'alarms') return <Alarms asked={asked} />;
  if (kind === 'response') return <Response asked={asked} />;
  return <Corridors asked={asked} />;
}

function Alarms({ asked }: { asked: ReportAsked }) {
  const found = useQuery(alarmReportQuery(asked));
  return <Found {...found}>{(report) => <AlarmView report={report} />}</Found>;
}

function Response({ asked }: { asked: ReportAsked }) {
  const found = useQuery(responseReportQuery(asked));
  return <Found {...found}>{(report) => <ResponseView report={report} />}</Found>;
}

function Corridors({ asked }: { asked: ReportAsked }) {
  const found = useQuery(corridorReportQuery(asked));
  return <Found {...found}>{(report) => <CorridorView report={report} />}</Found>;
}

type Made = { readonly madeAt: string };

function Found<Report extends Made>(props: {
  data: Report | undefined;
  error: Error | null;
  refetch: () => unknown;
  children: (report: Report) => ReactNode;
}) {
  const say = useSay();
  const language = useLanguage();
  const { data, error, refetch, children } = props;
  const problem = problemIn(error);
  if (data === undefined) {
    if (problem === undefined) return <Waiting lines={12} />;
    return <Refused problem={problem} onRetry={() => void refetch()} />;
  }
  return (
    <article className={styles.report}>
      {children(data)}
      <footer className={styles.made}>
        {say('report.madeAt', { at: fullInstant(data.madeAt, language) })}
      </footer>
    </article>
  );
}
