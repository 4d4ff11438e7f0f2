import { useState } from 'react';
import type { Channel, ChannelsSeen } from '../api/notice-contract.ts';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import page from '../ui/page.module.css';
import { Panel } from '../ui/panel.tsx';
import { Refused } from '../ui/refused.tsx';
import { useSend } from '../ui/use-send.ts';
import { ChannelForm } from './channel-form.tsx';
import styles from './notices.module.css';

type Added = { readonly receiversKey: string | null };

export function ChannelsPanel({ seen }: { seen: ChannelsSeen }) {
  const say = useSay();
  const [isAdding, setAdding] = useState(false);
  const [key, setKey] = useState<string | null>(null);
  const done = ({ receiversKey }: Added): void => {
    setAdding(false);
    setKey(receiversKey);
  };
  return (
    <Panel title={say('notices.channels')}>
      {seen.items.length === 0 ? <p className={page.quiet}>{say('notices.noChannel')}</p> : null}
      <ul className={styles.list}>
        {seen.items.map((channel) => (
          <li key={channel.id}>
            <OneChannel channel={channel} mayChange={channel.for === 'me' || seen.mayKeepPartys} />
          </li>
        ))}
      </ul>
      {key === null ? null : (
        <div role="status" className={styles.one}>
          <strong>{say('notices.key')}</strong>
          <p className={page.quiet}>{say('notices.keyHint')}</p>
          <code className={styles.key} translate="no">
            {key}
          </code>
        </div>
      )}
      {isAdding ? (
        <ChannelForm seen={seen} onDone={done} onCancel={() => setAdding(false)} />
      ) : (
        <div className={styles.acts}>
          <Button onClick={() => setAdding(true)}>{say('notices.addChannel')}</Button>
        </div>
      )}
    </Panel>
  );
}

function OneChannel({ channel, mayChange }: { channel: Channel; mayChange: boolean }) {
  const say = useSay();
  const { kind, name, hint, state } = channel;
  return (
    <div className={styles.one}>
      <div className={styles.name}>
        <strong translate="no">{name}</strong>
        <span className={styles.quiet}>
          {channel.for === 'party'
            ? `${say(`notices.kind.${kind}`)} · ${say('notices.for.party')}`
            : say(`notices.kind.${kind}`)}
        </span>
        <span className={styles.quiet} translate="no">
          {hint}
        </span>
        {state === 'paused' ? <span className={page.chip}>{say('notices.paused')}</span> : null}
      </div>
      {mayChange ? <Acts channel={channel} /> : null}
    </div>
  );
}

function Acts({ channel: { id, name, state } }: { channel: Channel }) {
  const say = useSay();
  const [isTested, setTested] = useState(false);
  const test = useSend<unknown>('notices', () => setTested(true));
  const change = useSend<unknown>('notices', () => setTested(false));
  const problem = test.problem ?? change.problem;
  const turn = state === 'active' ? 'pause' : 'resume';
  const act = (verb: 'pause' | 'resume' | 'remove') => (
    <Button
      look="quiet"
      disabled={change.sending}
      aria-label={`${say(`notices.${verb}`)}: ${name}`}
      onClick={() => void change.send(`/notices/channels/${id}/${verb}`, {})}
    >
      {say(`notices.${verb}`)}
    </Button>
  );
  return (
    <>
      <div className={styles.acts}>
        <Button
          disabled={test.sending || state === 'paused'}
          aria-label={`${say('notices.test')}: ${name}`}
          onClick={() => void test.send(`/notices/channels/${id}/test`, {})}
        >
          {say('notices.test')}
        </Button>
        {act(turn)}
        {act('remove')}
      </div>
      {isTested ? (
        <p role="status" className={page.quiet}>
          {say('notices.tested')}
        </p>
      ) : null}
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
    </>
  );
}
