import type { CorridorReport } from '../api/report-contract.ts';
import { useSay } from '../shell/language.tsx';
import { type Column, Table } from '../ui/list-table.tsx';
import { Figures, None, Section, Source, sayHours, sayNumber, sayPct } from './figures.tsx';

type Route = CorridorReport['routes'][number];

export function CorridorView({ report: { routes } }: { report: CorridorReport }) {
  const say = useSay();
  const sum = (of: (route: Route) => number): number =>
    routes.reduce((total, route) => total + of(route), 0);
  const sources = [...new Set(routes.flatMap(({ target }) => target?.source ?? []))];
  const columns: readonly Column<Route>[] = [
    { head: 'report.route', cell: ({ name }) => name },
    { head: 'report.arrived', look: 'number', cell: ({ arrived }) => sayNumber(arrived) },
    {
      head: 'report.target',
      look: 'number',
      cell: ({ target }) => sayHours(say, target?.hours ?? null),
    },
    { head: 'report.median', look: 'number', cell: ({ medianH }) => sayHours(say, medianH) },
    { head: 'report.p90Head', look: 'number', cell: ({ p90H }) => sayHours(say, p90H) },
    { head: 'report.meanHead', look: 'number', cell: ({ meanH }) => sayHours(say, meanH) },
    { head: 'report.slowest', look: 'number', cell: ({ slowestH }) => sayHours(say, slowestH) },
    { head: 'report.within', look: 'number', cell: ({ withinPct }) => sayPct(withinPct) },
    { head: 'report.underWay', look: 'number', cell: ({ underWay }) => sayNumber(underWay) },
    { head: 'report.overdue', look: 'number', cell: ({ overdue }) => sayNumber(overdue) },
    { head: 'report.stops', look: 'number', cell: ({ stops }) => sayNumber(stops) },
  ];
  return (
    <>
      <Figures
        figures={[
          { label: say('report.arrived'), value: sayNumber(sum(({ arrived }) => arrived)) },
          { label: say('report.underWay'), value: sayNumber(sum(({ underWay }) => underWay)) },
          { label: say('report.overdue'), value: sayNumber(sum(({ overdue }) => overdue)) },
          { label: say('report.stops'), value: sayNumber(sum(({ stops }) => stops)) },
        ]}
      />
      <Section title={say('report.byRoute')} lead={say('report.byRouteLead')}>
        {routes.length === 0 ? (
          <None>{say('report.noTrips')}</None>
        ) : (
          <Table columns={columns} items={routes} keyOf={({ route }) => route} />
        )}
      </Section>
      {sources.map((source) => (
        <Source key={source}>{source}</Source>
      ))}
    </>
  );
}
