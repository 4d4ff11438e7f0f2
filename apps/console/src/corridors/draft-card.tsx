import { diffRoutes, type Route } from '@lakiri/corridors';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useMemo, useState } from 'react';
import {
  type Draft,
  type FenceSays,
  fencesQuery,
  routeVersionsQuery,
} from '../api/gazette-queries.ts';
import { fullInstant, instantOnWall } from '../clock/instants.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import { useMaySupervise } from '../shell/may-supervise.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import page from '../ui/page.module.css';
import { Rows } from '../ui/panel.tsx';
import { Refused } from '../ui/refused.tsx';
import { useSend } from '../ui/use-send.ts';
import styles from './corridors.module.css';
import { DrawPane } from './draw-pane.tsx';
import { FenceWhere } from './fence-where.tsx';
import { besideOf, RouteChange } from './route-change.tsx';

/** One draft: what would change, who wrote it, and what this officer may do about it. */
export function DraftCard({ draft }: { draft: Draft }) {
  const say = useSay();
  const maySupervise = useMaySupervise();
  const { content, base, state } = draft;
  const waits = state === 'drafted' || state === 'proposed';
  return (
    <article className={styles.draft}>
      <Title draft={draft} />
      <About draft={draft} />
      {content.is === 'route' ? (
        <RouteDraft says={content.says} base={base} />
      ) : (
        <FenceDraft content={content} base={base} />
      )}
      {waits && maySupervise ? <Acts draft={draft} /> : null}
      {waits && !maySupervise ? <p className={page.quiet}>{say('draft.supervisors')}</p> : null}
    </article>
  );
}

function useFenceBefore(fence: string, base: number): FenceSays | undefined {
  const { data } = useQuery(fencesQuery);
  const versions = data?.items.find(({ id }) => id === fence)?.versions ?? [];
  return versions.find(({ version }) => version === base);
}

function Title({ draft: { content, base } }: { draft: Draft }) {
  const say = useSay();
  const before = useFenceBefore(content.is === 'route' ? '' : content.fence, base);
  const name = content.is === 'fence-end' ? before?.name : content.says.name;
  return (
    <h2>
      {say(`draft.is.${content.is}`)}: <span translate="no">{name}</span>{' '}
      <span className={page.chip}>
        {base === 0 ? say('draft.new') : say('draft.against', { n: base })}
      </span>
    </h2>
  );
}

function About({ draft }: { draft: Draft }) {
  const say = useSay();
  const language = useLanguage();
  const { state, endedBy, askedFrom, changedAt } = draft;
  const names = draft.authors.map((one) => one.name ?? '—').join(', ');
  const from = askedFrom === null ? say('draft.soon') : fullInstant(askedFrom, language);
  return (
    <Rows
      rows={[
        { label: say('draft.state'), value: say(`draft.state.${state}`) },
        { label: say('draft.authors'), value: names },
        endedBy === null ? undefined : { label: say('draft.endedBy'), value: endedBy.name ?? '—' },
        { label: say('draft.at'), value: fullInstant(changedAt, language) },
        state === 'proposed' ? { label: say('draft.from'), value: from } : undefined,
      ]}
    />
  );
}

type FenceContent = Exclude<Draft['content'], { readonly is: 'route' }>;

function FenceDraft({ content, base }: { content: FenceContent; base: number }) {
  const before = useFenceBefore(content.fence, base);
  if (content.is === 'fence') return <Change before={before} after={content.says} />;
  return (
    <>
      <Change before={before} after={undefined} />
      <p className={page.quiet} translate="no">
        {content.source}
      </p>
    </>
  );
}

/** What the next version changes of the one it was written against, listed and on a map. */
function RouteDraft({ says, base }: { says: Route; base: number }) {
  const { data } = useQuery(routeVersionsQuery(says.id));
  const before = data?.items.find(({ version }) => version === base);
  const diff = useMemo(
    () => (before === undefined ? undefined : diffRoutes(before as never, says)),
    [before, says],
  );
  const beside = useMemo(() => (diff === undefined ? [] : besideOf(diff)), [diff]);
  const shape = useMemo(() => ({ is: 'line', line: says.line }) as const, [says]);
  const [isOpen, setOpen] = useState(false);
  const say = useSay();
  if (diff === undefined) return null;
  return (
    <>
      <RouteChange diff={diff} />
      <p className={page.quiet} translate="no">
        {says.source}
      </p>
      <div>
        <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {say('route.onMap')}
        </Button>
      </div>
      {isOpen ? <DrawPane area={shape} beside={beside} /> : null}
    </>
  );
}

/** Field by field what was and what becomes; what stays is not said. */
function Change({
  before,
  after,
}: {
  before: FenceSays | undefined;
  after: FenceSays | undefined;
}) {
  const say = useSay();
  const fields = [
    {
      label: say('fence.field.name'),
      of: ({ name }: FenceSays) => <span translate="no">{name}</span>,
    },
    { label: say('fence.kind'), of: ({ kind }: FenceSays) => say(`fence.kind.${kind}`) },
    { label: say('fence.where'), of: ({ area }: FenceSays) => <FenceWhere area={area} /> },
    {
      label: say('fence.source'),
      of: ({ source }: FenceSays) => <span translate="no">{source}</span>,
    },
  ];
  const keys = ['name', 'kind', 'area', 'source'] as const;
  const changed = fields.filter((_, at) => {
    const key = keys[at] ?? 'name';
    return JSON.stringify(before?.[key]) !== JSON.stringify(after?.[key]);
  });
  return (
    <table className={page.table}>
      <caption className="unseen">{say('draft.changes')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('draft.changes')}</th>
          <th scope="col">{say('draft.was')}</th>
          <th scope="col">{say('draft.becomes')}</th>
        </tr>
      </thead>
      <tbody>
        {changed.map(({ label, of }) => (
          <tr key={label}>
            <td>{label}</td>
            <td data-label={say('draft.was')}>
              {before === undefined ? say('draft.nothing') : <del>{of(before)}</del>}
            </td>
            <td data-label={say('draft.becomes')}>
              {after === undefined ? say('draft.nothing') : <ins>{of(after)}</ins>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Acts({ draft }: { draft: Draft }) {
  const say = useSay();
  const { send, sending, problem } = useSend<Draft>('gazette', () => undefined);
  const path = `/gazette/drafts/${draft.id}`;
  return (
    <>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      {draft.state === 'drafted' ? (
        <Proposal onPropose={(body) => void send(`${path}/propose`, body)} sending={sending} />
      ) : null}
      {draft.state === 'proposed' && draft.isMine ? (
        <p className={page.quiet}>{say('draft.mine')}</p>
      ) : null}
      <div className={page.ends}>
        {draft.state === 'proposed' && !draft.isMine ? (
          <Button
            look="primary"
            disabled={sending}
            onClick={() => void send(`${path}/approve`, { version: draft.version })}
          >
            {say('draft.approve')}
          </Button>
        ) : null}
        {draft.content.is === 'fence' ? (
          <Link to="/admin/corridors/drafts/$id/fence" params={{ id: draft.id }}>
            {say('zone.change')}
          </Link>
        ) : null}
        {draft.content.is === 'route' ? (
          <Link to="/admin/corridors/drafts/$id/route" params={{ id: draft.id }}>
            {say('zone.change')}
          </Link>
        ) : null}
        <Button disabled={sending} onClick={() => void send(`${path}/discard`, {})}>
          {say('draft.discard')}
        </Button>
      </div>
    </>
  );
}

/** From when on it shall stand; empty: as soon as another has approved it. */
function Proposal(props: { onPropose: (body: object) => void; sending: boolean }) {
  const say = useSay();
  const [from, setFrom] = useState('');
  const at = from === '' ? undefined : instantOnWall(from, 'EAT');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    props.onPropose(at === undefined ? {} : { effectiveFrom: at });
  };
  return (
    <form onSubmit={submit}>
      <TextField
        label={say('draft.from')}
        hint={say('draft.fromHint')}
        type="datetime-local"
        value={from}
        onChange={setFrom}
      />
      <div className={page.ends}>
        <Button look="primary" type="submit" disabled={props.sending}>
          {say(props.sending ? 'act.sending' : 'draft.propose')}
        </Button>
      </div>
    </form>
  );
}
