import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { type Draft, type FenceSays, fencesQuery } from '../api/gazette-queries.ts';
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
import { FenceWhere } from './fence-where.tsx';

/** One draft: what would change, who wrote it, and what this officer may do about it. */
export function DraftCard({ draft }: { draft: Draft }) {
  const say = useSay();
  const language = useLanguage();
  const maySupervise = useMaySupervise();
  const { data } = useQuery(fencesQuery);
  const { content, base, state } = draft;
  const versions = data?.items.find(({ id }) => id === content.fence)?.versions ?? [];
  const before = versions.find(({ version }) => version === base);
  const name = content.is === 'fence' ? content.says.name : (before?.name ?? '');
  const names = draft.authors.map((one) => one.name ?? '—').join(', ');
  const waits = state === 'drafted' || state === 'proposed';
  return (
    <article className={styles.draft}>
      <h2>
        {say(`draft.is.${content.is}`)}: {name}{' '}
        <span className={page.chip}>
          {base === 0 ? say('draft.new') : say('draft.against', { n: base })}
        </span>
      </h2>
      <Rows
        rows={[
          { label: say('draft.state'), value: say(`draft.state.${state}`) },
          { label: say('draft.authors'), value: names },
          draft.endedBy === null
            ? undefined
            : { label: say('draft.endedBy'), value: draft.endedBy.name ?? '—' },
          { label: say('draft.at'), value: fullInstant(draft.changedAt, language) },
          state === 'proposed'
            ? {
                label: say('draft.from'),
                value: draft.askedFrom ? fullInstant(draft.askedFrom, language) : say('draft.soon'),
              }
            : undefined,
        ]}
      />
      <Change before={before} after={content.is === 'fence' ? content.says : undefined} />
      {content.is === 'fence-end' ? (
        <p className={page.quiet} translate="no">
          {content.source}
        </p>
      ) : null}
      {waits && maySupervise ? <Acts draft={draft} /> : null}
    </article>
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
