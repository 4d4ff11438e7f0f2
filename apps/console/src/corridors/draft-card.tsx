import { diffRoutes, type Route } from '@lakiri/corridors';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useMemo, useState } from 'react';
import {
  type Draft,
  type FenceSays,
  fencesQuery,
  placeVersionsQuery,
  routeVersionsQuery,
  type WholePlace,
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
import type { WordKey } from '../words/words.ts';
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
      <Content content={content} base={base} />
      {waits && maySupervise ? <Acts draft={draft} /> : null}
      {waits && !maySupervise ? <p className={page.quiet}>{say('draft.supervisors')}</p> : null}
    </article>
  );
}

function Content({ content, base }: Pick<Draft, 'content' | 'base'>) {
  const say = useSay();
  switch (content.is) {
    case 'route':
      return <RouteDraft says={content.says} base={base} />;
    case 'place':
      return <PlaceDraft says={content.says} base={base} />;
    case 'recall':
      return (
        <>
          <p>{say('recall.says', { n: base })}</p>
          <p className={page.quiet} translate="no">
            {content.source}
          </p>
        </>
      );
    case 'fence':
    case 'fence-end':
      return <FenceDraft content={content} base={base} />;
  }
}

function useFenceBefore(fence: string, base: number): FenceSays | undefined {
  const { data } = useQuery(fencesQuery);
  const versions = data?.items.find(({ id }) => id === fence)?.versions ?? [];
  return versions.find(({ version }) => version === base);
}

function Title({ draft: { content, base } }: { draft: Draft }) {
  const say = useSay();
  const before = useFenceBefore(content.is === 'fence-end' ? content.fence : '', base);
  const name = nameOf(content) ?? before?.name;
  return (
    <h2>
      {say(`draft.is.${content.is}`)}: <span translate="no">{name}</span>{' '}
      <span className={page.chip}>
        {base === 0 ? say('draft.new') : say('draft.against', { n: base })}
      </span>
    </h2>
  );
}

function nameOf(content: Draft['content']): string | undefined {
  if (content.is === 'fence-end') return undefined;
  return content.is === 'recall' ? content.name : content.says.name;
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

type FenceContent = Extract<Draft['content'], { readonly is: 'fence' | 'fence-end' }>;

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
  const { data } = useQuery(routeVersionsQuery(base === 0 ? '' : says.id));
  const before = data?.items.find(({ version }) => version === base);
  const diff = useMemo(
    () => (before === undefined ? undefined : diffRoutes(before as never, says)),
    [before, says],
  );
  const beside = useMemo(() => (diff === undefined ? [] : besideOf(diff)), [diff]);
  const shape = useMemo(() => ({ is: 'line', line: says.line }) as const, [says]);
  const [isOpen, setOpen] = useState(false);
  const say = useSay();
  if (diff === undefined && base !== 0) return null;
  return (
    <>
      {diff === undefined ? <NewRoute says={says} /> : <RouteChange diff={diff} />}
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

function NewRoute({ says }: { says: Route }) {
  const say = useSay();
  const { from, to, km, bufferM, timeLimitH, allowedStops } = says;
  return (
    <Rows
      rows={[
        { label: say('route.field.from'), value: from.name },
        { label: say('route.field.to'), value: to.name },
        { label: say('route.km'), value: String(km) },
        { label: say('route.field.bufferM'), value: String(bufferM) },
        { label: say('route.field.timeLimitH'), value: String(timeLimitH) },
        {
          label: say('route.stops'),
          value: allowedStops.map(({ name }) => name).join(', ') || '—',
        },
      ]}
    />
  );
}

function PlaceDraft({ says, base }: { says: WholePlace; base: number }) {
  const { data } = useQuery(placeVersionsQuery(base === 0 ? '' : says.id));
  const before = data?.items.find(({ version }) => version === base);
  return (
    <>
      <Change before={before && asSays(before)} after={asSays(says)} kind="place" />
      <p className={page.quiet} translate="no">
        {says.source}
      </p>
    </>
  );
}

/** As the table of changes asks for it. */
type Says = Omit<FenceSays, 'kind'> & { readonly kind: string };

function asSays({ name, kind, country, lat, lon, radiusM, source = '' }: WholePlace): Says {
  const area = { is: 'circle', lat, lon, radiusM } as const;
  return { name: `${name} (${country})`, kind, area, source };
}

/** Field by field what was and what becomes; what stays is not said. */
function Change({
  before,
  after,
  kind: noun = 'fence',
}: {
  before: Says | undefined;
  after: Says | undefined;
  kind?: 'fence' | 'place';
}) {
  const say = useSay();
  const fields = [
    {
      label: say('fence.field.name'),
      of: ({ name }: Says) => <span translate="no">{name}</span>,
    },
    { label: say('fence.kind'), of: ({ kind }: Says) => say(`${noun}.kind.${kind}` as WordKey) },
    { label: say('fence.where'), of: ({ area }: Says) => <FenceWhere area={area} /> },
    {
      label: say('fence.source'),
      of: ({ source }: Says) => <span translate="no">{source}</span>,
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
        <Proposal
          onPropose={(body) => void send(`${path}/propose`, body)}
          {...{ sending, isDated: draft.content.is !== 'recall' }}
        />
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
        <Rewrite draft={draft} />
        <Button disabled={sending} onClick={() => void send(`${path}/discard`, {})}>
          {say('draft.discard')}
        </Button>
      </div>
    </>
  );
}

const EDITORS = {
  fence: '/admin/corridors/drafts/$id/fence',
  route: '/admin/corridors/drafts/$id/route',
  place: '/admin/corridors/drafts/$id/place',
} as const;

function Rewrite({ draft: { id, content } }: { draft: Draft }) {
  const say = useSay();
  if (content.is === 'fence-end' || content.is === 'recall') return null;
  return (
    <Link to={EDITORS[content.is]} params={{ id }}>
      {say('zone.change')}
    </Link>
  );
}

/** From when on it shall stand; empty: as soon as another has approved it. */
function Proposal(props: {
  onPropose: (body: object) => void;
  sending: boolean;
  isDated: boolean;
}) {
  const say = useSay();
  const [from, setFrom] = useState('');
  const at = from === '' ? undefined : instantOnWall(from, 'EAT');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    props.onPropose(at === undefined ? {} : { effectiveFrom: at });
  };
  return (
    <form onSubmit={submit}>
      {props.isDated ? (
        <TextField
          label={say('draft.from')}
          hint={say('draft.fromHint')}
          type="datetime-local"
          value={from}
          onChange={setFrom}
        />
      ) : null}
      <div className={page.ends}>
        <Button look="primary" type="submit" disabled={props.sending}>
          {say(props.sending ? 'act.sending' : 'draft.propose')}
        </Button>
      </div>
    </form>
  );
}
