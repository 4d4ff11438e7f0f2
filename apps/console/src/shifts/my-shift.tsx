import { type FormEvent, useState } from 'react';
import type { Shift } from '../api/shift-contract.ts';
import { hourMinute } from '../clock/instants.ts';
import { useNow } from '../clock/ticker.ts';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import tray from '../ui/tray.module.css';
import styles from './shifts.module.css';
import { useShiftAct } from './use-shift-act.ts';

/** Until when I watch, and how it goes over: with a word to the next, or at once where I hold nothing. */
export function MyShift({ it }: { it: Shift }) {
  const say = useSay();
  const { act, problem, sending } = useShiftAct();
  const [note, setNote] = useState(it.handedOver?.note ?? '');
  const [tried, setTried] = useState(false);
  const empty = note.trim() === '';
  const handOver = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!empty) void act(`/shifts/${it.id}/hand-over`, { note });
  };
  return (
    <form className={tray.group} onSubmit={handOver}>
      <p className={page.quiet}>
        <Planned it={it} /> · {say('shift.holds', { n: it.held })}
      </p>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      {it.handedOver === null ? null : <p>{say('shift.waits')}</p>}
      <TextField
        label={say('shift.handOverNote')}
        hint={say('shift.handOverHint')}
        lines={3}
        value={note}
        error={tried && empty ? say('case.noteEmpty') : undefined}
        onChange={setNote}
      />
      <div className={styles.ends}>
        {it.held === 0 ? (
          <Button disabled={sending} onClick={() => void act(`/shifts/${it.id}/end`, {})}>
            {say('shift.end')}
          </Button>
        ) : null}
        <Button look="primary" type="submit" disabled={sending}>
          {say(sending ? 'act.sending' : 'shift.handOver')}
        </Button>
      </div>
    </form>
  );
}

/** Until when it is planned; that it is over is said, for nobody ends it but its person. */
export function Planned({ it }: { it: Shift }) {
  const say = useSay();
  const now = useNow();
  const at = hourMinute(it.endsAt, 'EAT');
  return say(Date.parse(it.endsAt) < now ? 'shift.over' : 'shift.planned', { at });
}
