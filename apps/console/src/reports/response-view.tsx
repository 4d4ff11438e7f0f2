import type { Answered, ResponseReport, Stage } from '../api/report-contract.ts';
import { saySpan } from '../clock/say-age.ts';
import { useSay } from '../shell/language.tsx';
import { type Column, Table } from '../ui/list-table.tsx';
import type { Say } from '../words/words.ts';
import { Severity } from './alarm-view.tsx';
import { Figures, Section, sayNumber } from './figures.tsx';
import styles from './reports.module.css';

const STAGES = ['acknowledged', 'called', 'dispatched', 'on-site', 'closed'] as const;

export function ResponseView({ report }: { report: ResponseReport }) {
  const say = useSay();
  const { all, bySeverity, byShift } = report;
  return (
    <>
      <Figures
        figures={[
          { label: say('report.cases'), value: sayNumber(all.cases) },
          { label: say('report.lateTaken'), value: sayNumber(all.lateTaken) },
          ...all.stages.map(({ stage, cases, medianS, p90S }) => ({
            label: say(`report.stage.${stage}`),
            value: saySeconds(say, medianS),
            note:
              cases === 0 ? undefined : say('report.p90', { p90: saySeconds(say, p90S), cases }),
          })),
        ]}
      />
      <Section title={say('report.bySeverity')} lead={say('report.medianLead')}>
        <Table
          items={bySeverity}
          keyOf={({ severity }) => String(severity)}
          columns={[
            { head: 'report.severity', cell: ({ severity }) => <Severity severity={severity} /> },
            ...stageColumns(say),
          ]}
        />
      </Section>
      <Section title={say('report.byShift')} lead={say('report.byShiftLead')}>
        <Table
          items={byShift}
          keyOf={({ fromH }) => String(fromH)}
          columns={[
            {
              head: 'report.shift',
              cell: ({ fromH, untilH }) => `${hourOf(fromH)}–${hourOf(untilH)}`,
            },
            ...stageColumns(say),
          ]}
        />
      </Section>
    </>
  );
}

const hourOf = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

const saySeconds = (say: Say, seconds: number | null): string =>
  seconds === null ? '–' : saySpan(say, seconds * 1_000);

function stageColumns(say: Say): readonly Column<Answered>[] {
  return [
    { head: 'report.casesN', look: 'number', cell: ({ cases }) => sayNumber(cases) },
    { head: 'report.lateTaken', look: 'number', cell: ({ lateTaken }) => sayNumber(lateTaken) },
    ...STAGES.map(
      (stage): Column<Answered> => ({
        head: `report.stage.${stage}`,
        look: 'number',
        cell: (row) => <MedianAndP90 row={row} stage={stage} say={say} />,
      }),
    ),
  ];
}

function MedianAndP90({ row, stage, say }: { row: Answered; stage: Stage; say: Say }) {
  const times = row.stages.find((one) => one.stage === stage);
  if (times === undefined || times.medianS === null) return '–';
  return (
    <span className={styles.times}>
      <strong>{saySeconds(say, times.medianS)}</strong>
      <span>{saySeconds(say, times.p90S)}</span>
    </span>
  );
}
