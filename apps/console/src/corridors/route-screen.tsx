import { diffRoutes } from '@lakiri/corridors';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { draftsQuery, type RouteVersion, routeVersionsQuery } from '../api/gazette-queries.ts';
import { fullInstant } from '../clock/instants.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import { useMaySupervise } from '../shell/may-supervise.ts';
import page from '../ui/page.module.css';
import { Panel } from '../ui/panel.tsx';
import { Empty } from '../ui/waiting.tsx';
import { DrawPane } from './draw-pane.tsx';
import { Framed } from './framed.tsx';
import { Recall } from './recall.tsx';
import { RouteChange } from './route-change.tsx';
import { RouteEditor } from './route-editor.tsx';
import { NEW_ROUTE, saidOfRoute } from './route-form.ts';

const route = getRouteApi('/office/admin/corridors/routes/$id');
const draftRoute = getRouteApi('/office/admin/corridors/drafts/$id/route');

/** One route: its versions and what each changed, and for supervisors how the next is drafted. */
export function RouteScreen() {
  const say = useSay();
  const maySupervise = useMaySupervise();
  const { id } = route.useParams();
  const found = useQuery(routeVersionsQuery(id));
  const { data } = found;
  const last = data?.items.at(-1);
  const title = last?.name ?? say('routes.title');
  return (
    <Framed title={title} found={found}>
      {data !== undefined && last === undefined ? <Empty title={say('route.gone')} /> : null}
      {data === undefined || last === undefined ? null : <History versions={data.items} />}
      {last === undefined ? null : maySupervise ? (
        <>
          <RouteEditor
            key={last.version}
            {...{ path: '/gazette/drafts', last, start: saidOfRoute(last) }}
            route={{ is: 'stands', id }}
          />
          <Recall of="route" id={id} effectiveFrom={last.effectiveFrom} />
        </>
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
  const found = useQuery(draftsQuery);
  const draft = found.data?.items.find((it) => it.id === id);
  const content = draft?.content.is === 'route' ? draft.content : undefined;
  const isNew = draft?.base === 0;
  const slug = content === undefined || isNew ? '' : content.says.id;
  const versions = useQuery(routeVersionsQuery(slug));
  const last = versions.data?.items.at(-1);
  const isRead = isNew || last !== undefined;
  return (
    <Framed
      title={content?.says.name ?? say('gazette.title')}
      found={isNew || content === undefined ? found : versions}
    >
      {content === undefined || !isRead ? null : (
        <RouteEditor
          {...{ path: `/gazette/drafts/${id}/change`, last }}
          route={isNew ? { is: 'new', id: content.route } : { is: 'stands', id: slug }}
          start={{ ...saidOfRoute(content.says), source: content.says.source ?? '' }}
        />
      )}
    </Framed>
  );
}

export function NewRouteScreen() {
  const say = useSay();
  return (
    <Framed title={say('routes.add')}>
      <RouteEditor
        {...{ path: '/gazette/drafts', last: undefined, start: NEW_ROUTE }}
        route={{ is: 'new', id: undefined }}
      />
    </Framed>
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
        {version.isWithdrawn ? say('route.withdrawn', { at }) : say('models.from', { at })}
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
