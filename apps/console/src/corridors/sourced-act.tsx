import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { Draft } from '../api/gazette-queries.ts';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import page from '../ui/page.module.css';
import { Panel } from '../ui/panel.tsx';
import { Refused } from '../ui/refused.tsx';
import { useSend } from '../ui/use-send.ts';

type SourcedActProps = {
  /** What is done: over the panel and on its button. */
  readonly title: string;
  readonly hint: string;
  /** The draft that asks for it, but for its source. */
  readonly asks: object;
};

/** What needs nothing but the word it is done on. Said before it is done: another officer must approve it. */
export function SourcedAct({ title, hint, asks }: SourcedActProps) {
  const say = useSay();
  const navigate = useNavigate();
  const [source, setSource] = useState('');
  const { send, sending, problem } = useSend<Draft>('gazette', () =>
    navigate({ to: '/admin/corridors/drafts' }),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send('/gazette/drafts', { ...asks, source: source.trim() });
  };
  return (
    <Panel title={title}>
      <form className={page.form} onSubmit={submit} noValidate>
        {problem === undefined ? null : <Refused problem={problem} takesFocus />}
        <p>{hint}</p>
        <TextField
          label={say('fence.field.source')}
          hint={say('fence.sourceHint')}
          value={source}
          onChange={setSource}
        />
        <div className={page.ends}>
          <Button type="submit" disabled={sending || source.trim() === ''}>
            {sending ? say('act.sending') : title}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
