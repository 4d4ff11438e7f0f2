import { KINDS } from '@lakiri/alarms';
import { TOPICS } from '@lakiri/notices';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { command, replace } from '../api/client.ts';
import type { Problem, Severity } from '../api/contract.ts';
import type { Channel, Subscription } from '../api/notice-contract.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { focusFaulty } from '../ui/faulty-field.ts';
import { Select } from '../ui/field.tsx';
import { useFirstField } from '../ui/first-field.ts';
import { Refused } from '../ui/refused.tsx';
import { LabelledTicks } from './labelled-ticks.tsx';
import styles from './notices.module.css';
import { QuietFields } from './quiet-fields.tsx';
import { fieldsOf, freshFields, type WishFields, wishOf } from './wish-fields.ts';

const SEVERITIES = [1, 2, 3, 4] as const satisfies readonly Severity[];
const LANGUAGES = ['en', 'sw'] as const;

/** Says what one wants to be told; with `known` it changes that. */
export function WishForm(props: {
  channels: readonly Channel[];
  known?: Subscription;
  onDone: () => void;
}) {
  const say = useSay();
  const language = useLanguage();
  const { channels, known, onDone } = props;
  const [fields, setFields] = useState<WishFields>(() =>
    known === undefined ? freshFields(channels[0]?.id ?? '', language) : fieldsOf(known),
  );
  const [tried, setTried] = useState(false);
  const { save, sending, problem } = useSave(known, onDone);
  const form = useFirstField();
  const change = (over: Partial<WishFields>): void => setFields({ ...fields, ...over });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    const wish = wishOf(fields, known?.scope ?? { of: 'all' });
    if (wish === undefined) focusFaulty(form);
    else void save(wish);
  };
  const isOfCases = fields.topics.some((topic) => topic.startsWith('case-'));
  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      <div className={styles.pair}>
        <Select
          label={say('notices.channel')}
          value={fields.channel}
          choices={channels.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(channel) => change({ channel })}
        />
        <Select
          label={say('notices.language')}
          value={fields.language}
          choices={LANGUAGES.map((value) => ({ value, label: say(`menu.language.${value}`) }))}
          onChange={(value) => change({ language: value as WishFields['language'] })}
        />
      </div>
      <LabelledTicks
        label={say('notices.topics')}
        error={tried && fields.topics.length === 0 ? say('problem.nothing-to-tell.do') : undefined}
        choices={TOPICS.map((value) => ({ value, label: say(`notices.topic.${value}`) }))}
        chosen={fields.topics}
        onChange={(topics) => change({ topics })}
      />
      {isOfCases ? <CaseFields fields={fields} onChange={change} /> : null}
      <QuietFields fields={fields} tried={tried} onChange={change} />
      <div className={styles.acts}>
        <Button look="primary" type="submit" disabled={sending}>
          {say(sending ? 'act.sending' : 'notices.save')}
        </Button>
        <Button onClick={onDone}>{say('act.cancel')}</Button>
      </div>
    </form>
  );
}

function CaseFields(props: { fields: WishFields; onChange: (over: Partial<WishFields>) => void }) {
  const say = useSay();
  const { fields, onChange } = props;
  return (
    <>
      <LabelledTicks<Severity>
        label={say('notices.severities')}
        choices={SEVERITIES.map((value) => ({
          value,
          label: `${value} · ${say(`severity.${value}`)}`,
        }))}
        chosen={fields.severities}
        onChange={(severities) => onChange({ severities })}
      />
      <details>
        <summary>
          {say('notices.kinds')}:{' '}
          {fields.kinds.length === 0
            ? say('notices.allKinds')
            : say('notices.someKinds', { n: fields.kinds.length })}
        </summary>
        <LabelledTicks<string>
          label={say('notices.kinds')}
          choices={KINDS.map((value) => ({ value, label: say(`kind.${value}`) }))}
          chosen={fields.kinds}
          onChange={(kinds) => onChange({ kinds })}
        />
      </details>
    </>
  );
}

/** A new wish is an act with a key; a changed one is put in the place of what is there. */
function useSave(known: Subscription | undefined, onDone: () => void) {
  const client = useQueryClient();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const save = async (wish: object): Promise<void> => {
    setSending(true);
    const answer =
      known === undefined
        ? await command<unknown>('/notices/subscriptions', wish)
        : await replace(`/notices/subscriptions/${known.id}`, wish);
    setSending(false);
    setProblem(answer.ok ? undefined : answer.problem);
    await client.invalidateQueries({ queryKey: ['notices'] });
    if (answer.ok) onDone();
  };
  return { save, sending, problem };
}
