import type { OrderWord } from '@lakiri/kit';
import { type FormEvent, useState } from 'react';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { focusFaulty } from '../ui/faulty-field.ts';
import { Select, TextField } from '../ui/field.tsx';
import { useFirstField } from '../ui/first-field.ts';
import { Refused } from '../ui/refused.tsx';
import styles from './orders.module.css';
import { useOrderAct } from './use-order-act.ts';

/** What an officer may overrule with a reason of its own; everything else is refused whoever asks. */
const OVERRULED = ['outside-hours', 'case-open'];

type Asked = {
  readonly word: OrderWord;
  readonly reason: string;
  readonly interval: string;
  readonly override: string;
};
const START = { reason: '', interval: '60', override: '' } as const;

/** Asks for an order to one seal. What a condition refuses may be asked again with a reason to overrule it. */
export function OrderForm(props: {
  seal: string;
  /** What can be ordered of it. */
  words: readonly OrderWord[];
  onDone: () => void;
  onCancel: () => void;
}) {
  const say = useSay();
  const [first = 'locate'] = props.words;
  const [asked, setAsked] = useState<Asked>({ ...START, word: first });
  const [tried, setTried] = useState(false);
  const { send, sending, problem } = useOrderAct(props.onDone);
  const form = useFirstField();
  const change = (some: Partial<Asked>): void => setAsked({ ...asked, ...some });
  const overrules = asked.override !== '' || OVERRULED.includes(problem?.code ?? '');
  const faults = faultsOf(asked);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (faults.length > 0) focusFaulty(form);
    else void send('/commands', bodyOf(props.seal, asked));
  };
  const error = (field: Fault): string | undefined =>
    tried && faults.includes(field) ? say(`order.missing.${field}`) : undefined;
  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      <Select
        label={say('order.what')}
        hint={asked.word === 'unlock' ? say('order.unlockHint') : undefined}
        value={asked.word}
        choices={props.words.map((value) => ({ value, label: say(`order.word.${value}`) }))}
        onChange={(value) => change({ word: props.words.find((it) => it === value) ?? first })}
      />
      {asked.word === 'set-interval' ? (
        <TextField
          label={say('order.interval')}
          error={error('interval')}
          value={asked.interval}
          onChange={(interval) => change({ interval })}
        />
      ) : null}
      <TextField
        label={say('step.reason')}
        hint={say('order.reasonHint')}
        error={error('reason')}
        lines={2}
        value={asked.reason}
        onChange={(reason) => change({ reason })}
      />
      {overrules ? (
        <TextField
          label={say('order.override')}
          hint={say('order.overrideHint')}
          lines={2}
          value={asked.override}
          onChange={(override) => change({ override })}
        />
      ) : null}
      <div className={styles.acts}>
        <Button look="primary" type="submit" disabled={sending}>
          {say(sending ? 'act.sending' : 'order.ask')}
        </Button>
        <Button onClick={props.onCancel}>{say('act.cancel')}</Button>
      </div>
    </form>
  );
}

type Fault = 'reason' | 'interval';

function faultsOf({ word, reason, interval }: Asked): readonly Fault[] {
  const faults: Fault[] = [];
  if (word === 'set-interval' && !isInterval(interval)) faults.push('interval');
  if (reason.trim() === '') faults.push('reason');
  return faults;
}

/** The bounds of the server: ten seconds to a day. */
function isInterval(text: string): boolean {
  const seconds = Number(text);
  return Number.isInteger(seconds) && seconds >= 10 && seconds <= 86_400;
}

function bodyOf(seal: string, { word, reason, interval, override }: Asked): object {
  return {
    seal,
    word,
    ...(word === 'set-interval' ? { params: { intervalS: Number(interval) } } : {}),
    reason: reason.trim(),
    ...(override.trim() === '' ? {} : { override: { reason: override.trim() } }),
  };
}
