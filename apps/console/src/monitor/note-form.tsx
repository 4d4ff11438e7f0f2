import { useState } from 'react';
import { useSay } from '../shell/language.tsx';
import { TextField } from '../ui/field.tsx';
import type { WordKey } from '../words/words.ts';
import { FormFrame } from './form-frame.tsx';
import { type CaseForm, useCaseForm } from './use-form.ts';

const TITLES = {
  note: 'case.noteTitle',
  decline: 'case.declineTitle',
  reopen: 'case.reopenTitle',
} as const satisfies Record<string, WordKey>;

/** An act that needs a few words and nothing else. */
export function NoteForm({ act, ...of }: CaseForm & { act: keyof typeof TITLES }) {
  const say = useSay();
  const [text, setText] = useState('');
  const { tried, send, frame } = useCaseForm(of);
  const empty = text.trim() === '';
  return (
    <FormFrame
      title={say(TITLES[act])}
      submit={say(act === 'note' ? 'case.noteSave' : TITLES[act])}
      complete={!empty}
      onSend={() => void send(act, act === 'note' ? { text } : { note: text })}
      {...frame}
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
