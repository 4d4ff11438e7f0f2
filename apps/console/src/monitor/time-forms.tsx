import { useState } from 'react';
import { saySpan } from '../clock/say-age.ts';
import { centreNow } from '../clock/ticker.ts';
import { useSay } from '../shell/language.tsx';
import { TextField } from '../ui/field.tsx';
import { Choices } from './choices.tsx';
import { FormFrame } from './form-frame.tsx';
import { type CaseForm, useCaseForm } from './use-form.ts';

const MINUTE_MS = 60_000;
/** Half a shift at most (ISA 18.2); the rule itself is in the core, which the centre asks. */
const SHELF_MIN = [15, 30, 60, 120, 240] as const;
const CHECK_MIN = [5, 15, 30, 60, 240] as const;

const inMinutes = (minutes: string): string =>
  new Date(centreNow() + Number(minutes) * MINUTE_MS).toISOString();

/** Out of the queue until an hour, for a reason. */
export function ShelveForm(of: CaseForm) {
  const say = useSay();
  const [minutes, setMinutes] = useState('');
  const [note, setNote] = useState('');
  const { tried, send, frame } = useCaseForm(of);
  return (
    <FormFrame
      title={say('case.shelveTitle')}
      submit={say('case.shelveSubmit')}
      complete={minutes !== '' && note.trim() !== ''}
      onSend={() => void send('shelve', { until: inMinutes(minutes), note })}
      {...frame}
    >
      <Choices
        legend={say('case.shelveUntil')}
        name="until"
        value={minutes}
        choices={SHELF_MIN.map((value) => spanChoice(say, value))}
        error={tried && minutes === '' ? say('case.timeMissing') : undefined}
        onChange={setMinutes}
      />
      <TextField
        label={say('case.whyLabel')}
        lines={2}
        value={note}
        error={tried && note.trim() === '' ? say('case.noteEmpty') : undefined}
        onChange={setNote}
      />
    </FormFrame>
  );
}

/** A promise to look again. */
export function CheckForm(of: CaseForm) {
  const say = useSay();
  const [minutes, setMinutes] = useState('');
  const { tried, send, frame } = useCaseForm(of);
  return (
    <FormFrame
      title={say('case.checkTitle')}
      submit={say('case.checkSubmit')}
      complete={minutes !== ''}
      onSend={() => void send('check', { at: inMinutes(minutes) })}
      {...frame}
    >
      <Choices
        legend={say('case.checkIn')}
        name="check"
        value={minutes}
        choices={CHECK_MIN.map((value) => spanChoice(say, value))}
        error={tried && minutes === '' ? say('case.timeMissing') : undefined}
        onChange={setMinutes}
      />
    </FormFrame>
  );
}

function spanChoice(say: Parameters<typeof saySpan>[0], minutes: number) {
  return { value: String(minutes), label: saySpan(say, minutes * MINUTE_MS) };
}
