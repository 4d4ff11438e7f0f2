import { WifiOff } from 'lucide-react';
import { timeOfDay } from '../clock/instants.ts';
import { useNow } from '../clock/ticker.ts';
import { useLink } from '../live/link.ts';
import { useSay } from './language.tsx';
import styles from './link-banner.module.css';

/** A shorter break mends itself before anybody could read about it. */
const PATIENCE_MS = 3_000;

/** Says since when the centre is not heard and what still works. */
export function LinkBanner() {
  const { lostAt } = useLink();
  return <div role="status">{lostAt === null ? null : <LostFor since={lostAt} />}</div>;
}

function LostFor({ since }: { since: number }) {
  const say = useSay();
  if (useNow() - since < PATIENCE_MS) return null;
  return (
    <p className={styles.banner}>
      <WifiOff size={18} aria-hidden="true" />
      {say('link.lost', { at: `${timeOfDay(since)} EAT` })}
    </p>
  );
}
