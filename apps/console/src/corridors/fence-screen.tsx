import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { problemIn } from '../api/client.ts';
import { draftsQuery, type Fence, type FenceVersion, fencesQuery } from '../api/gazette-queries.ts';
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
import { FenceEditor, Withdrawal } from './fence-editor.tsx';
import { NEW_FENCE, saidOfFence } from './fence-form.ts';
import { FenceWhere } from './fence-where.tsx';

const route = getRouteApi('/office/admin/corridors/fences/$id');
const draftRoute = getRouteApi('/office/admin/corridors/drafts/$id/fence');

export function NewFenceScreen() {
  const say = useSay();
  useTitle(say('fences.add'));
  return (
    <Framed title={say('fences.add')}>
      <FenceEditor path="/gazette/drafts" fence={undefined} start={NEW_FENCE} />
    </Framed>
  );
}

/** One fence: its versions, and for supervisors how another is drafted. */
export function FenceScreen() {
  const say = useSay();
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(fencesQuery);
  const problem = problemIn(error);
  const fence = data?.items.find((it) => it.id === id);
  const title = fence?.versions.at(-1)?.name ?? say('fences.title');
  useTitle(title);
  return (
    <Framed title={title}>
      {problem === undefined ? null : <Refused problem={problem} onRetry={() => void refetch()} />}
      {data === undefined && problem === undefined ? <Waiting lines={8} /> : null}
      {data !== undefined && fence === undefined ? <Empty title={say('fence.gone')} /> : null}
      {fence === undefined ? null : <Standing fence={fence} />}
    </Framed>
  );
}

/** A draft of a fence, to be written anew. */
export function FenceDraftScreen() {
  const say = useSay();
  const { id } = draftRoute.useParams();
  const { data, error, refetch } = useQuery(draftsQuery);
  const problem = problemIn(error);
  const content = data?.items.find((it) => it.id === id)?.content;
  useTitle(say('gazette.title'));
  return (
    <Framed title={content?.is === 'fence' ? content.says.name : say('gazette.title')}>
      {problem === undefined ? null : <Refused problem={problem} onRetry={() => void refetch()} />}
      {content?.is === 'fence' ? (
        <FenceEditor
          path={`/gazette/drafts/${id}/change`}
          fence={content.fence}
          start={{ ...saidOfFence(content.says), source: content.says.source }}
        />
      ) : null}
    </Framed>
  );
}

function Framed({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1>{title}</h1>
        <CorridorTabs />
      </header>
      <div className={page.scroller}>{children}</div>
    </div>
  );
}

function Standing({ fence }: { fence: Fence }) {
  const say = useSay();
  const maySupervise = useMaySupervise();
  const last = fence.versions.at(-1);
  if (last === undefined) return null;
  const isOpen = maySupervise && !last.isWithdrawn;
  return (
    <>
      <Panel title={say('fence.versions')}>
        {fence.versions.toReversed().map((version) => (
          <Version key={version.version} version={version} />
        ))}
        <p>
          <Link to="/evidence" search={{ subject: fence.id }}>
            {say('fence.facts')}
          </Link>
        </p>
      </Panel>
      {isOpen ? (
        <>
          <FenceEditor
            key={last.version}
            path="/gazette/drafts"
            fence={fence.id}
            start={saidOfFence(last)}
          />
          <Withdrawal fence={fence.id} />
        </>
      ) : (
        <DrawPane area={last.area} />
      )}
    </>
  );
}

function Version({ version }: { version: FenceVersion }) {
  const say = useSay();
  const { effectiveFrom, isWithdrawn, source, kind } = version;
  const at = fullInstant(effectiveFrom, useLanguage());
  return (
    <div>
      <p className={isWithdrawn ? page.bad : undefined}>
        <strong>{say('models.version', { n: version.version })}</strong>{' '}
        {isWithdrawn ? say('fence.withdrawn', { at }) : say('models.from', { at })}
      </p>
      {isWithdrawn ? null : (
        <p>
          {say(`fence.kind.${kind}`)} · <FenceWhere area={version.area} />
        </p>
      )}
      <p className={page.quiet} translate="no">
        {source}
      </p>
    </div>
  );
}
