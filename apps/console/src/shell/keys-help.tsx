import { Dialog } from '@base-ui/react/dialog';
import { Switch } from '@base-ui/react/switch';
import { useEffect, useState } from 'react';
import { Button, Key } from '../ui/button.tsx';
import { useKeys } from '../ui/keys.ts';
import type { WordKey } from '../words/words.ts';
import styles from './keys-help.module.css';
import { useSay } from './language.tsx';
import { change, useSettings } from './settings.ts';

const groups: readonly { title: WordKey; keys: readonly (readonly [string, WordKey])[] }[] = [
  {
    title: 'keys.everywhere',
    keys: [
      ['/', 'keys.search'],
      ['O', 'keys.orders'],
      ['?', 'keys.help'],
      ['Esc', 'keys.close'],
    ],
  },
  {
    title: 'keys.queue',
    keys: [
      ['J K', 'keys.move'],
      ['Enter', 'keys.open'],
      ['X', 'keys.select'],
      ['A', 'keys.acknowledge'],
      ['U', 'keys.undo'],
      ['D', 'keys.dispatch'],
      ['C', 'keys.call'],
      ['P', 'keys.tell'],
      ['N', 'keys.note'],
      ['T', 'keys.check'],
      ['S', 'keys.shelve'],
      ['G', 'keys.give'],
      ['M', 'keys.merge'],
      ['R', 'keys.replayAt'],
      ['E', 'keys.closeCase'],
      ['Space', 'keys.show'],
    ],
  },
  {
    title: 'keys.replay',
    keys: [
      ['Space', 'keys.play'],
      ['← →', 'keys.event'],
      [', .', 'keys.fix'],
      ['1 … 6', 'keys.speed'],
      ['F', 'keys.follow'],
      ['K', 'keys.known'],
      ['C', 'keys.compare'],
      ['L', 'keys.live'],
    ],
  },
  {
    title: 'keys.hour',
    keys: [
      ['Space', 'keys.play'],
      ['← →', 'keys.alarm'],
      [', .', 'keys.seconds'],
      ['1 … 6', 'keys.speed'],
      ['↑ ↓', 'keys.truck'],
    ],
  },
];

const ASKED = 'lakiri:keys-help';

/** Opens the list of keys from anywhere. */
export function showKeysHelp(): void {
  dispatchEvent(new Event(ASKED));
}

/** The list of keys, opened by `?`. */
export function KeysHelp() {
  const say = useSay();
  const [open, setOpen] = useState(false);
  useKeys({ '?': () => setOpen(true) });
  useEffect(() => {
    const show = (): void => setOpen(true);
    addEventListener(ASKED, show);
    return () => removeEventListener(ASKED, show);
  }, []);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup className={styles.dialog}>
          <Dialog.Title className={styles.title}>{say('keys.title')}</Dialog.Title>
          <div className={styles.groups}>
            {groups.map(({ title, keys }) => (
              <section key={title}>
                <h3>{say(title)}</h3>
                <dl>
                  {keys.map(([name, does]) => (
                    <div key={does}>
                      <dt>
                        <Key name={name} />
                        <span className="unseen">{name}</span>
                      </dt>
                      <dd>{say(does)}</dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
          <KeysSwitch />
          <Dialog.Close render={<Button>{say('act.close')}</Button>} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function KeysSwitch() {
  const say = useSay();
  const { keys } = useSettings();
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the switch is a button inside, which the rule does not see.
    <label className={styles.switchRow}>
      <Switch.Root
        className={styles.switch}
        checked={keys}
        onCheckedChange={(on) => change({ keys: on })}
      >
        <Switch.Thumb className={styles.thumb} />
      </Switch.Root>
      <span>
        {say('keys.on')}
        <span className={styles.hint}>{say('keys.onHint')}</span>
      </span>
    </label>
  );
}
