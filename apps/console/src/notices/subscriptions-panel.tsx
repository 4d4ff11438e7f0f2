import type { Quiet } from '@lakiri/notices';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { problemIn } from '../api/client.ts';
import type { Channel, Subscription } from '../api/notice-contract.ts';
import { subscriptionsQuery } from '../api/notice-queries.ts';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import page from '../ui/page.module.css';
import { Panel } from '../ui/panel.tsx';
import { Refused } from '../ui/refused.tsx';
import { useSend } from '../ui/use-send.ts';
import { Waiting } from '../ui/waiting.tsx';
import type { Say } from '../words/words.ts';
import styles from './notices.module.css';
import { clockOf, ZONES } from './wish-fields.ts';
import { WishForm } from './wish-form.tsx';

export function SubscriptionsPanel({ channels }: { channels: readonly Channel[] }) {
  const say = useSay();
  const { data, error } = useQuery(subscriptionsQuery);
  const [open, setOpen] = useState<string>();
  const problem = problemIn(error);
  const close = (): void => setOpen(undefined);
  return (
    <Panel title={say('notices.subscriptions')}>
      {problem === undefined ? null : <Refused problem={problem} />}
      {data === undefined && problem === undefined ? <Waiting lines={4} /> : null}
      {data?.items.length === 0 ? (
        <p className={page.quiet}>{say('notices.noSubscription')}</p>
      ) : null}
      <ul className={styles.list}>
        {data?.items.map((one) => (
          <li key={one.id}>
            {open === one.id ? (
              <WishForm channels={channels} known={one} onDone={close} />
            ) : (
              <OneSubscription known={one} channels={channels} onChange={() => setOpen(one.id)} />
            )}
          </li>
        ))}
      </ul>
      {open === 'new' ? <WishForm channels={channels} onDone={close} /> : null}
      {open !== undefined ? null : (
        <div className={styles.acts}>
          <Button
            look={data?.items.length === 0 ? 'primary' : 'plain'}
            disabled={channels.length === 0}
            onClick={() => setOpen('new')}
          >
            {say('notices.subscribe')}
          </Button>
          {channels.length === 0 ? (
            <p className={page.quiet}>{say('notices.subscribeFirst')}</p>
          ) : null}
        </div>
      )}
    </Panel>
  );
}

function OneSubscription(props: {
  known: Subscription;
  channels: readonly Channel[];
  onChange: () => void;
}) {
  const say = useSay();
  const { known, channels, onChange } = props;
  const channel = channels.find(({ id }) => id === known.channel);
  const { send, sending, problem } = useSend<unknown>('notices', () => undefined);
  const topics = known.topics.map((topic) => say(`notices.topic.${topic}`));
  const about = [severitiesSaid(say, known), kindsSaid(say, known), scopeSaid(say, known)];
  const whose = known.for === 'party' ? say('notices.for.party') : undefined;
  const when = known.quiet === null ? [] : quietSaid(say, known.quiet);
  return (
    <div className={styles.one}>
      <strong>{dotted(topics)}</strong>
      <p className={styles.quiet}>{dotted(about)}</p>
      <p className={styles.name}>
        <span translate="no">{channel?.name}</span>
        <span className={styles.quiet}>{dotted([whose, ...when])}</span>
      </p>
      <div className={styles.acts}>
        <Button onClick={onChange}>{say('notices.change')}</Button>
        <Button
          look="quiet"
          disabled={sending}
          onClick={() => void send(`/notices/subscriptions/${known.id}/end`, {})}
        >
          {say('notices.end')}
        </Button>
      </div>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
    </div>
  );
}

/** Severities and kinds are of alarms; a journey has neither. */
const isOfCases = ({ topics }: Subscription): boolean =>
  topics.some((topic) => topic.startsWith('case-'));

function severitiesSaid(say: Say, known: Subscription): string | undefined {
  if (!isOfCases(known)) return undefined;
  if (known.severities.length === 0) return say('notices.allSeverities');
  return say('notices.severity', { n: known.severities.toSorted().join(', ') });
}

function kindsSaid(say: Say, known: Subscription): string | undefined {
  if (!isOfCases(known) || known.kinds.length === 0) return undefined;
  return say('notices.someKinds', { n: known.kinds.length });
}

function scopeSaid(say: Say, { scope }: Subscription): string | undefined {
  if (scope.of === 'all') return undefined;
  const key = scope.of === 'journeys' ? 'notices.scopeJourneys' : 'notices.scopeSeals';
  return say(key, { n: scope.ids.length });
}

const dotted = (parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined).join(' · ');

function quietSaid(
  say: Say,
  { fromMin, untilMin, zone, criticalThrough }: Quiet,
): readonly string[] {
  const short = zone === ZONES[0] ? 'EAT' : zone === ZONES[1] ? 'CAT' : zone;
  const hours = { from: clockOf(fromMin), until: clockOf(untilMin), zone: short };
  const said = say('notices.quietSaid', hours);
  return criticalThrough ? [said, say('notices.quietThrough')] : [said];
}
