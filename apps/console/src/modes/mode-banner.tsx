import { useQuery } from '@tanstack/react-query';
import { CircleGauge } from 'lucide-react';
import { type CentreMode, type ModeDeclaration, modeQuery } from '../api/mode-queries.ts';
import { secondInstant } from '../clock/instants.ts';
import { useMayOrder } from '../orders/may-order.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { Refused } from '../ui/refused.tsx';
import { useSend } from '../ui/use-send.ts';
import styles from './modes.module.css';

/** Says on every screen that not everything works, and since when; asks for the second officer where one is waited for. */
export function ModeBanner() {
  const { me, mayOrder } = useMayOrder();
  return mayOrder ? <Banner me={me} /> : null;
}

function Banner({ me }: { me: string }) {
  const { data } = useQuery(modeQuery);
  return (
    <div role="status">
      {data === undefined || data.declared === null || data.mode === 'green' ? null : (
        <InForce mode={data.mode} declared={data.declared} />
      )}
      {data?.pending == null ? null : <Pending it={data.pending} me={me} />}
    </div>
  );
}

function InForce({ mode, declared }: { mode: CentreMode['mode']; declared: ModeDeclaration }) {
  const say = useSay();
  const language = useLanguage();
  const { proposed, confirmed, reason } = declared;
  const at = secondInstant(confirmed?.at ?? proposed.at, language);
  return (
    <div className={styles.banner} data-mode={mode}>
      <CircleGauge size={18} aria-hidden="true" />
      <p>
        <strong>{say('mode.banner', { mode: say(`mode.${mode}`), at: `${at} EAT` })}</strong>
        {' · '}
        {say(`mode.reason.${reason}`)}
        {'. '}
        {say(`mode.${mode}.says`)}{' '}
        <span className={styles.by}>
          {say('mode.declaredBy', { one: proposed.by.name, other: confirmed?.by.name ?? '' })}
        </span>
      </p>
    </div>
  );
}

function Pending({ it, me }: { it: ModeDeclaration; me: string }) {
  const say = useSay();
  const { send, sending, problem } = useSend<CentreMode>('mode', () => undefined);
  const { id, mode, reason, proposed } = it;
  const mine = proposed.by.id === me;
  const settle = (act: 'confirm' | 'decline') => () => void send(`/mode/${id}/${act}`, {});
  return (
    <div className={styles.pending}>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      <p>
        <strong>
          {say('mode.proposedBy', { by: proposed.by.name, mode: say(`mode.${mode}`) })}
        </strong>
        {' · '}
        {say(`mode.reason.${reason}`)}
        {'. '}
        {mine ? say('mode.waits') : say(`mode.${mode}.says`)}
      </p>
      <Button disabled={sending} onClick={settle('decline')}>
        {say(mine ? 'mode.takeBack' : 'mode.decline')}
      </Button>
      {mine ? null : (
        <Button look="primary" disabled={sending} onClick={settle('confirm')}>
          {say('mode.confirm')}
        </Button>
      )}
    </div>
  );
}
