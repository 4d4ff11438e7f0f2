import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { command, problemIn } from '../api/client.ts';
import type { Problem } from '../api/contract.ts';
import type { FeedDetail } from '../api/feed-contract.ts';
import { feedQuery } from '../api/feed-queries.ts';
import { sessionQuery } from '../api/queries.ts';
import { fullInstant } from '../clock/instants.ts';
import { saySpan } from '../clock/say-age.ts';
import { Panel, Rows } from '../seal/panel.tsx';
import { useLanguage, useSay } from '../shell/language.tsx';
import { useTitle } from '../shell/title.ts';
import { Age } from '../ui/age.tsx';
import { Button } from '../ui/button.tsx';
import { focusFaulty } from '../ui/faulty-field.ts';
import { TextField } from '../ui/field.tsx';
import { useFirstField } from '../ui/first-field.ts';
import { NameOrUnknown } from '../ui/name-or-unknown.tsx';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { wordKey } from '../words/words.ts';
import styles from './feeds.module.css';
import { HealthMark, Lag, LateShare } from './health-words.tsx';

const route = getRouteApi('/office/feeds/$id');

/** One feed: how it tells, by which keys it signs, what of it was refused, and the switch that stops it. */
export function FeedScreen() {
  const say = useSay();
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(feedQuery(id));
  const problem = problemIn(error);
  useTitle(data?.name ?? say('feeds.title'));
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1>{data?.name ?? say('feeds.feed')}</h1>
        <p>
          <Link to="/feeds">{say('feeds.title')}</Link>
        </p>
      </header>
      <div className={page.scroller}>
        {problem === undefined ? null : (
          <Refused problem={problem} onRetry={() => void refetch()} />
        )}
        {data === undefined && problem === undefined ? <Waiting lines={8} /> : null}
        {data === undefined ? null : <Feed feed={data} />}
      </div>
    </div>
  );
}

function Feed({ feed }: { feed: FeedDetail }) {
  const say = useSay();
  const { party, kind, expectedS, makers, health } = feed;
  return (
    <div className={styles.feed}>
      <Panel title={say('feeds.health')}>
        <p>
          <HealthMark feed={feed} />
        </p>
        <Rows
          rows={[
            {
              label: say('feeds.last'),
              value: health.lastAt === null ? say('feeds.never') : <Age at={health.lastAt} />,
            },
            { label: say('feeds.lag'), value: <Lag feed={feed} /> },
            { label: say('feeds.late'), value: <LateShare feed={feed} /> },
            { label: say('feeds.accepted'), value: health.accepted },
            { label: say('feeds.refused'), value: health.refused },
            { label: say('feeds.doubled'), value: health.doubled },
          ]}
        />
        <Switch feed={feed} />
      </Panel>
      <Panel title={say('feeds.who')}>
        <Rows
          rows={[
            { label: say('feeds.vendor'), value: <NameOrUnknown name={party.name} /> },
            { label: say('feeds.way'), value: say(`feed.kind.${kind}`) },
            { label: say('feeds.expected'), value: saySpan(say, expectedS * 1_000) },
            makers.length === 0
              ? undefined
              : { label: say('feeds.makers'), value: makers.join(', ') },
          ]}
        />
      </Panel>
      <Keys feed={feed} />
      <Refusals feed={feed} />
    </div>
  );
}

function Keys({ feed: { keys } }: { feed: FeedDetail }) {
  const say = useSay();
  const language = useLanguage();
  return (
    <Panel title={say('feeds.keys')}>
      {keys.length === 0 ? <p>{say('feeds.noKey')}</p> : null}
      <ul className={styles.list}>
        {keys.map(({ keyId, publicKey, addedAt, revokedAt }) => (
          <li key={keyId}>
            <strong className="mono">{keyId}</strong>{' '}
            <span className={page.quiet}>{fullInstant(addedAt, language)}</span>
            {revokedAt === null ? null : (
              <span className={page.bad}>
                {' '}
                {say('feeds.revoked')} {fullInstant(revokedAt, language)}
              </span>
            )}
            <div className={`mono ${styles.key}`}>{publicKey}</div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Refusals({ feed: { refusals } }: { feed: FeedDetail }) {
  const say = useSay();
  return (
    <Panel title={say('feeds.refusals')}>
      {refusals.length === 0 ? <p className={page.quiet}>{say('feeds.noRefusal')}</p> : null}
      <ul className={styles.list}>
        {refusals.map(({ at, code, detail, peer }) => {
          const key = wordKey('feed.refusal', code);
          return (
            <li key={`${at} ${code} ${detail}`}>
              <Age at={at} /> · {key === undefined ? code : say(key)}
              <div className={page.quiet}>
                {detail} <span className="mono">{peer}</span>
              </div>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

/** Letting a vendor speak, or not, is a supervisor's act. */
const MAY_STOP = ['supervisor', 'admin'] as const;

function Switch({ feed }: { feed: FeedDetail }) {
  const say = useSay();
  const { data: session } = useSuspenseQuery(sessionQuery);
  const [open, setOpen] = useState(false);
  if (!session.person.roles.some((role) => MAY_STOP.some((it) => it === role))) return null;
  const act = feed.state === 'active' ? 'suspend' : 'resume';
  if (open) return <StopForm feed={feed} act={act} onDone={() => setOpen(false)} />;
  return (
    <div>
      <Button onClick={() => setOpen(true)}>{say(`feeds.${act}`)}</Button>
    </div>
  );
}

/** The least that tells a reason from a slip of the keys; the server's own bound. */
const REASON_CHARS_MIN = 3;

function StopForm(props: { feed: FeedDetail; act: 'suspend' | 'resume'; onDone: () => void }) {
  const say = useSay();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const form = useFirstField();
  const { feed, act } = props;
  const missing = reason.trim().length < REASON_CHARS_MIN;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (missing) return focusFaulty(form);
    setSending(true);
    const answer = await command(`/feeds/${feed.id}/${act}`, { reason: reason.trim() });
    setSending(false);
    setProblem(answer.ok ? undefined : answer.problem);
    await client.invalidateQueries({ queryKey: ['feeds'] });
    if (answer.ok) props.onDone();
  };
  return (
    <form ref={form} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      <TextField
        label={say('step.reason')}
        hint={say(`feeds.${act}Hint`)}
        error={tried && missing ? say('step.reasonMissing') : undefined}
        lines={2}
        value={reason}
        onChange={setReason}
      />
      <div className={styles.acts}>
        <Button look="primary" type="submit" disabled={sending}>
          {say(sending ? 'act.sending' : `feeds.${act}`)}
        </Button>
        <Button onClick={props.onDone}>{say('act.cancel')}</Button>
      </div>
    </form>
  );
}
