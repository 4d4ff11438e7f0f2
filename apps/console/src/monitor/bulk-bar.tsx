import { useState } from 'react';
import type { Case } from '../api/case-contract.ts';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { useKeys } from '../ui/keys.ts';
import { ActForm, type Form } from './act-form.tsx';
import styles from './bulk-bar.module.css';
import { useDesk } from './desk.tsx';

/** What can be done to all chosen cases at once; each keeps its own record. */
export function BulkBar({ cases }: { cases: readonly Case[] }) {
  const say = useSay();
  const { act, go, select } = useDesk();
  const [form, setForm] = useState<Form>();
  const free = cases.filter(({ state }) => state === 'open').map(({ id }) => id);
  const chooseNone = (): void => {
    select(
      cases.map(({ id }) => id),
      false,
    );
    go({ storm: undefined });
  };
  const leave = form === undefined ? chooseNone : () => setForm(undefined);
  const done = (): void => {
    setForm(undefined);
    chooseNone();
  };
  const take =
    free.length === 0 ? undefined : () => void act(free, { act: 'acknowledge', body: {} });
  const ask = (name: Form) => () => setForm(name);
  useKeys({
    a: take,
    n: ask('note'),
    t: ask('check'),
    s: ask('shelve'),
    g: ask('give'),
    m: ask('merge'),
    e: ask('close'),
    Escape: leave,
  });
  return (
    <section className={styles.bar} aria-label={say('bulk.label')}>
      <header className={styles.count}>
        <h2>{say('bulk.chosen', { n: cases.length })}</h2>
        <Button look="quiet" onClick={leave}>
          {say('bulk.clear')}
        </Button>
      </header>
      {form === undefined ? (
        <div className={styles.acts}>
          <Button look="primary" hotkey="A" disabled={take === undefined} onClick={take}>
            {say('case.acknowledge')}
          </Button>
          {BUTTONS.map(([key, name, words]) => (
            <Button key={key} hotkey={key} onClick={ask(name)}>
              {say(words)}
            </Button>
          ))}
        </div>
      ) : (
        <ActForm form={form} cases={cases} onDone={done} />
      )}
    </section>
  );
}

const BUTTONS = [
  ['N', 'note', 'case.note'],
  ['S', 'shelve', 'case.shelve'],
  ['T', 'check', 'case.check'],
  ['G', 'give', 'case.give'],
  ['M', 'merge', 'case.merge'],
  ['E', 'close', 'case.close'],
] as const;
