import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { problemIn } from '../api/client.ts';
import type { Model, ModelVersion } from '../api/contract.ts';
import { modelsQuery } from '../api/queries.ts';
import { useSay } from '../shell/language.tsx';
import { useTitle } from '../shell/title.ts';
import { Button } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { focusSummary } from '../ui/faulty-field.ts';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import { useSend } from '../ui/use-send.ts';
import { Empty, Waiting } from '../ui/waiting.tsx';
import { Changes } from './changes.tsx';
import styles from './revise.module.css';
import { bodyOf, changesBetween, dataOf, faultyIn, saidOf } from './revision.ts';
import { RevisionFields } from './revision-fields.tsx';

const route = getRouteApi('/office/seals/models/$model');

/** A supervisor says anew what a model does, from a time on; what was judged before stays judged as it was. */
export function ReviseScreen() {
  const say = useSay();
  const { model } = route.useParams();
  useTitle(say('revise.title', { model }));
  const { data, error, refetch } = useQuery(modelsQuery);
  const problem = problemIn(error);
  const found = data?.items.find((it) => it.model === model);
  const last = found?.versions.at(-1);
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1>{say('revise.title', { model })}</h1>
        <p>
          <Link to="/seals/models">{say('models.title')}</Link>
        </p>
      </header>
      <div className={page.scroller}>
        {problem === undefined ? null : (
          <Refused problem={problem} onRetry={() => void refetch()} />
        )}
        {data === undefined && problem === undefined ? <Waiting lines={10} /> : null}
        {data !== undefined && last === undefined ? (
          <Empty title={say('problem.no-such-model')} />
        ) : null}
        {last === undefined ? null : <ReviseForm key={last.version} model={model} last={last} />}
      </div>
    </div>
  );
}

function ReviseForm({ model, last }: { model: string; last: ModelVersion }) {
  const say = useSay();
  const navigate = route.useNavigate();
  const [said, setSaid] = useState(() => saidOf(last));
  const [tried, setTried] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  const { send, sending, problem } = useSend<Model>('models', () =>
    navigate({ to: '/seals/models', search: { revised: model } }),
  );
  const wrong = faultyIn(said);
  const faulty = tried ? wrong : [];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (wrong.length > 0) focusSummary(summary);
    else void send(`/models/${encodeURIComponent(model)}/versions`, bodyOf(said));
  };
  return (
    <form className={`${page.form} ${styles.revise}`} onSubmit={submit} noValidate>
      <p className={page.quiet}>{say('revise.lead', { n: last.version + 1 })}</p>
      <ErrorSummary ref={summary} errors={faulty.map((it) => say(`revise.wrong.${it}`))} />
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      <RevisionFields
        said={said}
        change={(some) => setSaid((now) => ({ ...now, ...some }))}
        error={(field) => (faulty.includes(field) ? say(`revise.wrong.${field}`) : undefined)}
      />
      <section className={styles.outcome} aria-label={say('revise.changes')}>
        <h2>{say('revise.changes')}</h2>
        {wrong.some((it) => it !== 'source' && it !== 'effectiveFrom') ? (
          <p className={page.quiet}>{say('revise.notYet')}</p>
        ) : (
          <WhatChanges before={last} after={dataOf(said)} />
        )}
      </section>
      <div className={page.ends}>
        <Button look="primary" type="submit" disabled={sending}>
          {say(sending ? 'act.sending' : 'revise.submit')}
        </Button>
        <Link to="/seals/models">{say('act.cancel')}</Link>
      </div>
    </form>
  );
}

function WhatChanges(props: Record<'before' | 'after', Parameters<typeof changesBetween>[0]>) {
  const say = useSay();
  const changes = changesBetween(props.before, props.after);
  if (changes.length === 0) return <p className={page.quiet}>{say('revise.nothing')}</p>;
  return <Changes changes={changes} />;
}
