import { useState } from 'react';
import type { Case } from '../api/case-contract.ts';
import { useSay } from '../shell/language.tsx';
import { TextField } from '../ui/field.tsx';
import type { WordKey } from '../words/words.ts';
import { FormFrame } from './form-frame.tsx';
import { useForm } from './use-form.ts';

const TITLES = {
  note: 'case.noteTitle',
  decline: 'case.declineTitle',
  reopen: 'case.reopenTitle',
} as const satisfies Record<string, WordKey>;

/** An act that needs a few words and nothing else. */
export function NoteForm(props: {
  act: keyof typeof TITLES;
  cases: readonly Case[];
  onDone: () => void;
}) {
  const say = useSay();
  const { act, cases, onDone } = props;
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const { problem, sending, send } = useForm(
    cases.map(({ id }) => id),
    onDone,
  );
  const empty = text.trim() === '';
  return (
    <FormFrame
      title={say(TITLES[act])}
      submit={say(act === 'note' ? 'case.noteSave' : TITLES[act])}
      complete={!empty}
      onTried={() => setTried(true)}
      onSend={() => void send(act, act === 'note' ? { text } : { note: text })}
      {...{ problem, sending, onDone }}
    >
      <TextField
        label={say(act === 'note' ? 'case.noteLabel' : 'case.whyLabel')}
        lines={3}
        value={text}
        error={tried && empty ? say('case.noteEmpty') : undefined}
        onChange={setText}
      />
    </FormFrame>
  );
}
