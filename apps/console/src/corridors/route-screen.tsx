import { diffRoutes } from '@lakiri/corridors';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { problemIn } from '../api/client.ts';
import { draftsQuery, type RouteVersion, routeVersionsQuery } from '../api/gazette-queries.ts';
import { fullInstant } from '../clock/instants.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import { useMaySupervise } from '../shell/may-supervise.ts';
import { useTitle } from '../shell/title.ts';
import page from '../ui/page.module.css';
import { Panel } from '../ui/panel.tsx';
import { Refused } from '../ui/refused.tsx';
import { Empty, Waiting } from '../ui/waiting.tsx';
import { CorridorTabs } from './corridor-tabs.tsx';
import { DrawPane } from './draw-pane.tsx';
import { RouteChange } from './route-change.tsx';
import { RouteEditor } from './route-editor.tsx';
import { saidOfRoute } from './route-form.ts';

const route = getRouteApi('/office/admin/corridors/routes/$id');
const draftRoute = getRouteApi('/office/admin/corridors/drafts/$id/route');

/** One route: its versions and what each changed, and for supervisors how the next is drafted. */
export function RouteScreen() {
  const say = useSay();
  const maySupervise = useMaySupervise();
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(routeVersionsQuery(id));
  const problem = problemIn(error);
  const last = data?.items.at(-1);
  const title = last?.name ?? say('routes.title');
  useTitle(title);
  return (
    <Framed title={title}>
      {problem === undefined ? null : <Refused problem={problem} onRetry={() => void refetch()} />}
      {data === undefined && problem === undefined ? <Waiting lines={8} /> : null}
      {data !== undefined && last === undefined ? <Empty title={say('route.gone')} /> : null}
      {data === undefined || last === undefined ? null : <History versions={data.items} />}
      {last === undefined ? null : maySupervise ? (
        <RouteEditor
          key={last.version}
          {...{ path: '/gazette/drafts', last, start: saidOfRoute(last) }}
        />
      ) : (
        <DrawPane area={{ is: 'line', line: last.line }} />
      )}
    </Framed>
  );
}

/** A draft of a route, to be written anew. */
export function RouteDraftScreen() {
  const say = useSay();
  const { id } = draftRoute.useParams();
  const { data, error, refetch } = useQuery(draftsQuery);
  const content = data?.items.find((it) => it.id === id)?.content;
  const says = content?.is === 'route' ? content.says : undefined;
  const versions = useQuery(routeVersionsQuery(says?.id ?? ''));
  const problem = problemIn(error ?? versions.error);
  const last = versions.data?.items.at(-1);
  useTitle(say('gazette.title'));
  return (
    <Framed title={says?.name ?? say('gazette.title')}>
      {problem === undefined ? null : <Refused problem={problem} onRetry={() => void refetch()} />}
      {says === undefined || last === undefined ? null : (
        <RouteEditor
          {...{ path: `/gazette/drafts/${id}/change`, last }}
          start={{ ...saidOfRoute(says), source: says.source ?? '' }}
        />
      )}
    </Framed>
  );
}

function Framed({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1 translate="no">{title}</h1>
        <CorridorTabs />
      </header>
      <div className={page.scroller}>{children}</div>
    </div>
  );
}

function History({ versions }: { versions: readonly RouteVersion[] }) {
  const say = useSay();
  return (
    <Panel title={say('fence.versions')}>
      {versions.toReversed().map((version) => (
        <Version
          key={version.version}
          version={version}
          before={versions.find((one) => one.version === version.version - 1)}
        />
      ))}
    </Panel>
  );
}

function Version(props: { version: RouteVersion; before: RouteVersion | undefined }) {
  const say = useSay();
  const { version, before } = props;
  const at = fullInstant(version.effectiveFrom, useLanguage());
  const diff = useMemo(
    () => (before === undefined ? undefined : diffRoutes(before as never, version as never)),
    [before, version],
  );
  return (
    <div>
      <p>
        <strong>{say('models.version', { n: version.version })}</strong>{' '}
        {say('models.from', { at })}
      </p>
      {version.source === undefined ? null : (
        <p className={page.quiet} translate="no">
          {version.source}
        </p>
      )}
      {diff === undefined ? null : <RouteChange diff={diff} />}
    </div>
  );
}
