import { HardDrive, LogIn, WifiOff } from 'lucide-react';
import { usePhone } from '../phone/use-phone.ts';
import { useSay } from '../words/spoken.tsx';
import styles from './frame.module.css';
import { to } from './path.ts';

/** Whether the phone keeps what is done, whether the centre hears us, and what it has not heard yet. Nothing where all is well. */
export function Banner() {
  const say = useSay();
  const { link, items, me, isSignedOut, isFull } = usePhone();
  const kept = items.filter((it) => it.state === 'kept' && it.by === me?.id).length;
  if (isFull)
    return (
      <p className={styles.banner} role="alert">
        <HardDrive size={20} aria-hidden="true" />
        {say('link.full')}
      </p>
    );
  if (isSignedOut)
    return (
      <p className={styles.banner} role="status">
        <LogIn size={20} aria-hidden="true" />
        <a {...to('sign-in')}>{say('link.signedOut')}</a>
      </p>
    );
  const isDown = link === 'down';
  return (
    <p className={styles.banner} role="status" hidden={!isDown && kept === 0}>
      {isDown ? <WifiOff size={20} aria-hidden="true" /> : null}
      <span>
        {isDown ? `${say('link.down')} ` : null}
        {kept === 0 ? null : say('link.kept', { n: kept })}
      </span>
    </p>
  );
}
