import { type FormEvent, useState } from 'react';
import type { BackTest } from '../api/rule-contract.ts';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/field.tsx';
import { Refused } from '../ui/refused.tsx';
import { useSend } from '../ui/use-send.ts';
import styles from './back-test.module.css';

const DAYS = ['1', '7', '14', '31'] as const;
const SAMPLES = ['1', '10', '100'] as const;
const DAY_MS = 86_400_000;

/** Of which days, and whether of every journey or of some. */
export function BackTestForm(props: { kind: string; onStarted: (id: string) => void }) {
  const say = useSay();
  const [days, setDays] = useState<string>('7');
  const [oneIn, setOneIn] = useState<string>('1');
  const { send, sending, problem } = useSend<BackTest>('rules', ({ id }) => props.onStarted(id));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const until = Date.now();
    void send(`/rules/${props.kind}/back-tests`, {
      from: new Date(until - Number(days) * DAY_MS).toISOString(),
      until: new Date(until).toISOString(),
      oneIn: Number(oneIn),
    });
  };
  return (
    <form className={styles.test} onSubmit={submit} noValidate>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      <div className={styles.run}>
        <Select
          label={say('rules.testDays')}
          value={days}
          choices={DAYS.map((value) => ({
            value,
            label: say('rules.lastDays', { n: Number(value) }),
          }))}
          onChange={setDays}
        />
        <Select
          label={say('rules.testSample')}
          value={oneIn}
          choices={SAMPLES.map((value) => ({
            value,
            label: say('rules.oneIn', { n: Number(value) }),
          }))}
          onChange={setOneIn}
        />
        <Button look="primary" type="submit" disabled={sending}>
          {say(sending ? 'act.sending' : 'rules.runTest')}
        </Button>
      </div>
    </form>
  );
}
