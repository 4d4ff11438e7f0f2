import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import type { Why } from '../api/contract.ts';
import type { Doubt } from '../api/trust-contract.ts';
import { useNow } from '../clock/ticker.ts';
import { whySentence } from '../monitor/why-sentence.ts';
import { useMayOrder } from '../orders/may-order.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import { Age } from '../ui/age.tsx';
import { Button } from '../ui/button.tsx';
import page from '../ui/page.module.css';
import { LiftForm } from './lift-form.tsx';
import styles from './trust.module.css';

const HOUR_MS = 3_600_000;

/** Why, as sentences; an hour's grain keeps them still. */
function Whys({ why }: { why: readonly Why[] }) {
  const say = useSay();
  const language = useLanguage();
  const now = Math.floor(useNow() / HOUR_MS) * HOUR_MS;
  return (
    <ul className={styles.why}>
      {why.map((it) => (
        <li key={it.code + JSON.stringify(it.params)}>{whySentence(it, { say, language, now })}</li>
      ))}
    </ul>
  );
}

/** By which connections it was spoken for. */
function Peers({ peers }: Pick<Doubt, 'peers'>) {
  const say = useSay();
  const id = useId();
  if (peers.length === 0) return null;
  return (
    <div className={styles.peers}>
      <p id={id} className={page.quiet}>
        {say('doubt.peers')}
      </p>
      <ul aria-labelledby={id}>
        {peers.map(({ peer, at }) => (
          <li key={`${peer} ${at}`}>
            <span className="mono">{peer}</span>{' '}
            <span className={page.quiet}>
              <Age at={at} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

type Told = Pick<Doubt, 'state' | 'since' | 'why' | 'peers'>;

/** One doubt: since when, why, by which connections the two streams came, and what a person may do about it. */
export function DoubtOf(props: { seal: string; number: string; doubt: Told }) {
  const say = useSay();
  const { mayOrder } = useMayOrder();
  const [open, setOpen] = useState(false);
  const { seal, number, doubt } = props;
  const isApart = doubt.state === 'identity-doubted';
  return (
    <div className={styles.doubt}>
      <p>
        <strong className={isApart ? page.bad : undefined}>{say(`doubt.${doubt.state}`)}</strong>
        {doubt.since === null ? null : (
          <span className={page.quiet}>
            {' · '}
            <Age at={doubt.since} />
          </span>
        )}
      </p>
      <Whys why={doubt.why} />
      <Peers peers={doubt.peers} />
      <p className={page.quiet}>{say(isApart ? 'doubt.apart' : 'doubt.moves')}</p>
      {isApart && mayOrder && !open ? (
        <div>
          <Button onClick={() => setOpen(true)} aria-label={say('doubt.liftOf', { number })}>
            {say('doubt.lift')}
          </Button>
        </div>
      ) : null}
      {open ? <LiftForm seal={seal} onDone={() => setOpen(false)} /> : null}
    </div>
  );
}

/** A doubt in the list, headed by its seal. */
export function DoubtCard({ doubt }: { doubt: Doubt }) {
  const { id, number } = doubt.seal;
  return (
    <article className={styles.card}>
      <h2>
        <Link className="mono" to="/seals/$id" params={{ id }}>
          {number ?? id}
        </Link>
      </h2>
      <DoubtOf seal={id} number={number ?? id} doubt={doubt} />
    </article>
  );
}
