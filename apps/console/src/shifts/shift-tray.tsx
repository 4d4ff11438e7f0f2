import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Clock3 } from 'lucide-react';
import { useState } from 'react';
import { problemIn } from '../api/client.ts';
import { sessionQuery } from '../api/queries.ts';
import type { Shift } from '../api/shift-contract.ts';
import { shiftsQuery } from '../api/shift-queries.ts';
import { hourMinute } from '../clock/instants.ts';
import { ModeSection } from '../modes/mode-section.tsx';
import { useSay } from '../shell/language.tsx';
import { Refused } from '../ui/refused.tsx';
import { Tray } from '../ui/tray.tsx';
import { AwayDialog } from './away-dialog.tsx';
import { AwayList } from './away-list.tsx';
import { MyShift } from './my-shift.tsx';
import { StartForm } from './start-form.tsx';
import { WatchList } from './watch-list.tsx';

const WATCHING: readonly string[] = ['officer', 'supervisor', 'station'];

/** My shift, from any screen: start it, what happened meanwhile, who watches, and the hand-over. */
export function ShiftTray() {
  const { data } = useSuspenseQuery(sessionQuery);
  const { id, roles } = data.person;
  return roles.some((role) => WATCHING.includes(role)) ? <MyTray me={id} /> : null;
}

function MyTray({ me }: { me: string }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const [started, setStarted] = useState(false);
  const { data, error, refetch } = useQuery(shiftsQuery);
  const mine = data?.mine ?? null;
  const waiting = (data?.on ?? []).filter(
    (it) => it.state === 'handed-over' && it.person.id !== me,
  ).length;
  const begin = (): void => {
    setOpen(false);
    setStarted(true);
  };
  const problem = data === undefined ? problemIn(error) : undefined;
  const words = wordsOf(mine);
  const name = say(words, { at: mine === null ? '' : hourMinute(mine.startedAt, 'EAT') });
  return (
    <>
      <AwayDialog open={started} onOpenChange={setStarted} />
      <Tray
        open={open}
        onOpenChange={setOpen}
        Icon={Clock3}
        name={name}
        label={waiting === 0 ? name : `${name} · ${waiting} ${say('shift.offered')}`}
        waiting={waiting}
        isWaiting={waiting > 0 || (data !== undefined && mine === null)}
        title={say('shift.title')}
      >
        {problem === undefined ? null : (
          <Refused problem={problem} onRetry={() => void refetch()} />
        )}
        {data === undefined || mine !== null ? null : <StartForm onStarted={begin} />}
        {mine === null ? null : <MyShift it={mine} />}
        {data === undefined ? null : (
          <WatchList on={data.on} me={me} mayAccept={mine?.state === 'on'} />
        )}
        <AwayList onLeave={() => setOpen(false)} />
        <ModeSection />
      </Tray>
    </>
  );
}

function wordsOf(mine: Shift | null) {
  if (mine === null) return 'shift.none';
  return mine.state === 'handed-over' ? 'shift.offered' : 'shift.since';
}
