import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { problemIn } from '../api/client.ts';
import type { ModelDraft } from '../api/contract.ts';
import { modelDraftsQuery, sessionQuery } from '../api/queries.ts';
import { fullInstant } from '../clock/instants.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/field.tsx';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import { useSend } from '../ui/use-send.ts';
import styles from './models.module.css';
import { Figures, Profile } from './version.tsx';

/** Models that somebody proposed and nobody has agreed to yet; a supervisor's. */
export function Drafts() {
  const say = useSay();
  const { data, error } = useQuery(modelDraftsQuery);
  const problem = problemIn(error);
  const waiting = data?.items.filter(({ state }) => state === 'proposed') ?? [];
  if (problem !== undefined) return <Refused problem={problem} />;
  if (waiting.length === 0) return null;
  return (
    <section className={styles.drafts} aria-label={say('modelDrafts.title')}>
      <h2>{say('modelDrafts.title')}</h2>
      <ul>
        {waiting.map((draft) => (
          <li key={draft.id}>
            <Draft draft={draft} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const WHYS = ['mistaken', 'known-already', 'not-approved'] as const;

function Draft({ draft }: { draft: ModelDraft }) {
  const say = useSay();
  const language = useLanguage();
  const { person } = useSuspenseQuery(sessionQuery).data;
  const { send, sending, problem } = useSend<ModelDraft>('models', () => undefined);
  const [why, setWhy] = useState<(typeof WHYS)[number]>('mistaken');
  const { id, model, maker, like, proposedBy, proposedAt } = draft;
  const isOwn = proposedBy.id === person.id;
  return (
    <article className={styles.body} aria-label={model}>
      <p>
        <strong>{model}</strong> <span className={page.quiet}>{maker}</span>
      </p>
      <p className={page.quiet}>
        {say('modelDrafts.by', {
          ...{ name: proposedBy.name, like },
          at: fullInstant(proposedAt, language),
        })}
      </p>
      <Figures version={draft} />
      {draft.profile === null ? null : <Profile profile={draft.profile} />}
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      {isOwn ? (
        <p>{say('modelDrafts.own')}</p>
      ) : (
        <div>
          <Button
            look="primary"
            disabled={sending}
            onClick={() => void send(`/models/drafts/${id}/approve`, {})}
          >
            {say('modelDrafts.approve', { model })}
          </Button>
        </div>
      )}
      <div className={page.pair}>
        <Select
          label={say('modelDrafts.why')}
          value={why}
          choices={WHYS.map((it) => ({ value: it, label: say(`modelDrafts.why.${it}`) }))}
          onChange={(said) => setWhy(WHYS.find((it) => it === said) ?? why)}
        />
        <Button
          disabled={sending}
          onClick={() => void send(`/models/drafts/${id}/withdraw`, { why })}
        >
          {say('modelDrafts.withdraw', { model })}
        </Button>
      </div>
    </article>
  );
}
