import { Popover } from '@base-ui/react/popover';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Clock3 } from 'lucide-react';
import { useState } from 'react';
import { problemIn } from '../api/client.ts';
import { sessionQuery } from '../api/queries.ts';
import type { Shift } from '../api/shift-contract.ts';
import { shiftsQuery } from '../api/shift-queries.ts';
import { hourMinute } from '../clock/instants.ts';
import { useSay } from '../shell/language.tsx';
import { Refused } from '../ui/refused.tsx';
import { AwayList } from './away-list.tsx';
import { MyShift } from './my-shift.tsx';
import styles from './shifts.module.css';
import { StartForm } from './start-form.tsx';
import { WatchList } from './watch-list.tsx';

const WATCHING: readonly string[] = ['officer', 'supervisor', 'station'];

/** My shift, from any screen: start it, what happened meanwhile, who watches, and the hand-over. */
export function ShiftTray() {
  const { data } = useSuspenseQuery(sessionQuery);
  const { id, roles } = data.person;
  return roles.some((role) => WATCHING.includes(role)) ? <Tray me={id} /> : null;
}

function Tray({ me }: { me: string }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const { data, error, refetch } = useQuery(shiftsQuery);
  const mine = data?.mine ?? null;
  const offered = (data?.on ?? []).filter(
    (it) => it.state === 'handed-over' && it.person.id !== me,
  );
  const problem = data === undefined ? problemIn(error) : undefined;
  const words = wordsOf(mine);
  const label = say(words, { at: mine === null ? '' : hourMinute(mine.startedAt, 'EAT') });
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        className={styles.trigger}
        data-waiting={offered.length > 0 || (data !== undefined && mine === null)}
      >
        <Clock3 size={17} aria-hidden="true" />
        <span className={styles.name}>{label}</span>
        {offered.length === 0 ? null : (
          <span className={styles.count}>
            {offered.length}
            <span className="unseen"> {say('shift.offered')}</span>
          </span>
        )}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={8} align="end" className={styles.place}>
          <Popover.Popup className={styles.tray}>
            <Popover.Title className={styles.title}>{say('shift.title')}</Popover.Title>
            {problem === undefined ? null : (
              <Refused problem={problem} onRetry={() => void refetch()} />
            )}
            {data === undefined || mine !== null ? null : <StartForm />}
            {mine === null ? null : <MyShift it={mine} />}
            {data === undefined ? null : (
              <WatchList on={data.on} me={me} mayAccept={mine?.state === 'on'} />
            )}
            <AwayList onLeave={() => setOpen(false)} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function wordsOf(mine: Shift | null) {
  if (mine === null) return 'shift.none';
  return mine.state === 'handed-over' ? 'shift.offered' : 'shift.since';
}
