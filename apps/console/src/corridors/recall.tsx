import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { Draft, RecallOf } from '../api/gazette-queries.ts';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import page from '../ui/page.module.css';
import { Panel } from '../ui/panel.tsx';
import { Refused } from '../ui/refused.tsx';
import { useSend } from '../ui/use-send.ts';

type RecallProps = {
  readonly of: RecallOf;
  readonly id: string;
  /** Of the last version, ISO 8601. */
  readonly effectiveFrom: string;
};

/** Where the last version lies ahead: how it is taken back. Another officer must approve it. */
export function Recall({ of, id, effectiveFrom }: RecallProps) {
  const say = useSay();
  const navigate = useNavigate();
  const [source, setSource] = useState('');
  const { send, sending, problem } = useSend<Draft>('gazette', () =>
    navigate({ to: '/admin/corridors/drafts' }),
  );
  if (Date.parse(effectiveFrom) <= Date.now()) return null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send('/gazette/drafts', { is: 'recall', of, id, source: source.trim() });
  };
  return (
    <Panel title={say('recall.title')}>
      <form className={page.form} onSubmit={submit} noValidate>
        {problem === undefined ? null : <Refused problem={problem} takesFocus />}
        <p>{say('recall.hint')}</p>
        <TextField
          label={say('fence.field.source')}
          hint={say('fence.sourceHint')}
          value={source}
          onChange={setSource}
        />
        <div className={page.ends}>
          <Button type="submit" disabled={sending || source.trim() === ''}>
            {say(sending ? 'act.sending' : 'recall.title')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
