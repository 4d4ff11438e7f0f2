import { useQuery } from '@tanstack/react-query';
import type { Seal } from '../api/contract.ts';
import type { SealTrust } from '../api/trust-contract.ts';
import { sealTrustQuery } from '../api/trust-queries.ts';
import { fullInstant } from '../clock/instants.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import page from '../ui/page.module.css';
import { Panel } from '../ui/panel.tsx';
import { wordKey } from '../words/words.ts';
import { DoubtOf } from './doubt-card.tsx';
import styles from './trust.module.css';

/** How far the seal's word is taken, why, and whether it is doubted. */
export function TrustPanel({ seal }: { seal: Seal }) {
  const say = useSay();
  const { data } = useQuery(sealTrustQuery(seal.id));
  if (data === undefined) return null;
  return (
    <Panel title={say('trust.title')}>
      <p className={styles.tier}>
        <strong>{`T${data.tier}`}</strong>{' '}
        {say(wordKey('trust.tier', String(data.tier)) ?? 'state.unknown')}
      </p>
      {data.tierWhy.map(({ code }) => {
        const key = wordKey('trust.why', code);
        return (
          <p key={code} className={page.quiet}>
            {key === undefined ? code : say(key)}
          </p>
        );
      })}
      {data.doubt === null ? (
        <p className={page.quiet}>{say('doubt.none')}</p>
      ) : (
        <DoubtOf seal={seal.id} number={seal.number} doubt={data.doubt} />
      )}
      <Keys keys={data.keys} />
    </Panel>
  );
}

function Keys({ keys }: Pick<SealTrust, 'keys'>) {
  const say = useSay();
  const language = useLanguage();
  if (keys.length === 0) return null;
  return (
    <ul className={styles.peers} aria-label={say('trust.keys')}>
      {keys.map(({ keyId, kind, validFrom, revokedAt }) => (
        <li key={keyId}>
          <span className="mono">{keyId}</span> · {say(`trust.key.${kind}`)}
          <span className={page.quiet}>
            {' · '}
            {revokedAt === null
              ? say('models.from', { at: fullInstant(validFrom, language) })
              : `${say('feeds.revoked')} ${fullInstant(revokedAt, language)}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
