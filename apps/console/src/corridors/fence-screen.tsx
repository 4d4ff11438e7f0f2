import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { draftsQuery, type Fence, type FenceVersion, fencesQuery } from '../api/gazette-queries.ts';
import { fullInstant } from '../clock/instants.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import { useMaySupervise } from '../shell/may-supervise.ts';
import page from '../ui/page.module.css';
import { Panel } from '../ui/panel.tsx';
import { Empty } from '../ui/waiting.tsx';
import { DrawPane } from './draw-pane.tsx';
import { FenceEditor, Withdrawal } from './fence-editor.tsx';
import { NEW_FENCE, saidOfFence } from './fence-form.ts';
import { FenceWhere } from './fence-where.tsx';
import { Framed } from './framed.tsx';
import { Recall } from './recall.tsx';

const route = getRouteApi('/office/admin/corridors/fences/$id');
const draftRoute = getRouteApi('/office/admin/corridors/drafts/$id/fence');

export function NewFenceScreen() {
  const say = useSay();
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
  const found = useQuery(fencesQuery);
  const { data } = found;
  const fence = data?.items.find((it) => it.id === id);
  const title = fence?.versions.at(-1)?.name ?? say('fences.title');
  return (
    <Framed title={title} found={found}>
      {data !== undefined && fence === undefined ? <Empty title={say('fence.gone')} /> : null}
      {fence === undefined ? null : <Standing fence={fence} />}
    </Framed>
  );
}

/** A draft of a fence, to be written anew. */
export function FenceDraftScreen() {
  const say = useSay();
  const { id } = draftRoute.useParams();
  const found = useQuery(draftsQuery);
  const content = found.data?.items.find((it) => it.id === id)?.content;
  return (
    <Framed
      title={content?.is === 'fence' ? content.says.name : say('gazette.title')}
      found={found}
    >
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
      {maySupervise ? <Recall of="fence" id={fence.id} effectiveFrom={last.effectiveFrom} /> : null}
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
