import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Seal } from '../api/contract.ts';
import type { Part } from '../api/device-contract.ts';
import { partsQuery } from '../api/device-queries.ts';
import { useSay } from '../shell/language.tsx';
import { useMayOpen } from '../shell/use-may-open.ts';
import { Age } from '../ui/age.tsx';
import page from '../ui/page.module.css';
import { Panel } from '../ui/panel.tsx';
import styles from './seal-screen.module.css';

/** The sub-locks and valves that speak through the seal; nothing where it has none. */
export function PartsPanel({ seal }: { seal: Seal }) {
  const say = useSay();
  const { data } = useQuery(partsQuery(seal.id));
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Panel title={say('seal.parts')}>
      <ul className={styles.list}>
        {data.items.map((part) => (
          <li key={part.wireId}>
            <PartLine part={part} dialect={seal.dialect} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function PartLine({ part: { wireId, seal, lastAt }, dialect }: { part: Part; dialect: string }) {
  const say = useSay();
  const mayRegister = useMayOpen('/seals/new');
  const locked = seal?.motorLocked ?? null;
  return (
    <>
      {seal === null ? (
        <span className="mono">{wireId}</span>
      ) : (
        <Link className="mono" to="/seals/$id" params={{ id: seal.id }}>
          {seal.number}
        </Link>
      )}
      {locked === null ? null : (
        <span className={locked ? undefined : page.bad}>
          {say(locked ? 'replay.lock.locked' : 'replay.lock.open')}
        </span>
      )}
      <span className={page.quiet}>
        <Age at={lastAt} />
      </span>
      {seal === null && mayRegister ? (
        <Link to="/seals/new" search={{ dialect, wireId }}>
          {say('unknown.register')}
        </Link>
      ) : null}
    </>
  );
}
