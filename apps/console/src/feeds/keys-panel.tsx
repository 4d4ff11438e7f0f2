import { useState } from 'react';
import type { FeedDetail } from '../api/feed-contract.ts';
import { fullInstant } from '../clock/instants.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import { useMaySupervise } from '../shell/may-supervise.ts';
import { Button } from '../ui/button.tsx';
import page from '../ui/page.module.css';
import { Panel } from '../ui/panel.tsx';
import styles from './feeds.module.css';
import { AddKeyForm, RevokeKeyForm } from './key-forms.tsx';

type FeedKey = FeedDetail['keys'][number];

/** The keys by which a feed signs: added and revoked, and never changed. */
export function KeysPanel({ feed }: { feed: FeedDetail }) {
  const say = useSay();
  const maySupervise = useMaySupervise();
  const { id, keys, kind } = feed;
  const mayAdd = maySupervise && kind === 'https';
  // A feed that was just registered lacks nothing but its key.
  const [adding, setAdding] = useState(mayAdd && keys.length === 0);
  return (
    <Panel title={say('feeds.keys')}>
      {keys.length === 0 ? (
        <p>{say(kind === 'https' ? 'feeds.noKey' : 'feeds.noKeyMqtt')}</p>
      ) : null}
      <ul className={styles.list}>
        {keys.map((key) => (
          <li key={key.keyId}>
            <KeyLine feed={id} of={key} mayRevoke={maySupervise} />
          </li>
        ))}
      </ul>
      {mayAdd && adding ? <AddKeyForm feed={id} onDone={() => setAdding(false)} /> : null}
      {mayAdd && !adding ? (
        <div>
          <Button onClick={() => setAdding(true)}>{say('feedKey.add')}</Button>
        </div>
      ) : null}
    </Panel>
  );
}

function KeyLine(props: { feed: string; of: FeedKey; mayRevoke: boolean }) {
  const say = useSay();
  const language = useLanguage();
  const [revoking, setRevoking] = useState(false);
  const { keyId, publicKey, addedAt, revokedAt } = props.of;
  return (
    <>
      <div className={styles.keyLine}>
        <strong className="mono">{keyId}</strong>
        <span className={page.quiet}>
          {say('feeds.added')} {fullInstant(addedAt, language)}
        </span>
        {revokedAt === null ? null : (
          <span className={page.bad}>
            {say('feeds.revoked')} {fullInstant(revokedAt, language)}
          </span>
        )}
        {revokedAt !== null || revoking || !props.mayRevoke ? null : (
          <Button
            look="quiet"
            aria-label={say('feedKey.revokeThis', { keyId })}
            onClick={() => setRevoking(true)}
          >
            {say('feedKey.revoke')}
          </Button>
        )}
      </div>
      <div className={`mono ${styles.key}`}>{publicKey}</div>
      {revoking && revokedAt === null ? (
        <RevokeKeyForm feed={props.feed} keyId={keyId} onDone={() => setRevoking(false)} />
      ) : null}
    </>
  );
}
