import { type FormEvent, useState } from 'react';
import { saySpan } from '../clock/say-age.ts';
import { centreNow } from '../clock/ticker.ts';
import { Choices } from '../monitor/choices.tsx';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { Refused } from '../ui/refused.tsx';
import tray from '../ui/tray.module.css';
import { useShiftAct } from './use-shift-act.ts';

const HOUR_MS = 3_600_000;
const HOURS = [4, 8, 12] as const;

export function StartForm({ onStarted }: { onStarted: () => void }) {
  const say = useSay();
  const [hours, setHours] = useState('8');
  const { act, problem, sending } = useShiftAct();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const endsAt = new Date(centreNow() + Number(hours) * HOUR_MS).toISOString();
    if (await act('/shifts', { endsAt })) onStarted();
  };
  return (
    <form className={tray.group} onSubmit={(event) => void submit(event)}>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      <Choices
        legend={say('shift.until')}
        name="hours"
        value={hours}
        choices={HOURS.map((n) => ({ value: String(n), label: saySpan(say, n * HOUR_MS) }))}
        onChange={setHours}
      />
      <Button look="primary" type="submit" disabled={sending}>
        {say(sending ? 'act.sending' : 'shift.start')}
      </Button>
    </form>
  );
}
