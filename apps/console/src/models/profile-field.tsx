import { X } from 'lucide-react';
import { useId, useRef } from 'react';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import type { Entry } from './profile-entries.ts';
import styles from './revise.module.css';

/** What a model means by what it sends, entry by entry. */
export function ProfileField(props: {
  entries: readonly Entry[];
  error: string | undefined;
  onChange: (entries: readonly Entry[]) => void;
}) {
  const say = useSay();
  const id = useId();
  const box = useRef<HTMLFieldSetElement>(null);
  const { entries, error, onChange } = props;
  const add = (): void => {
    onChange([...entries, { path: '', value: '' }]);
    requestAnimationFrame(() =>
      box.current?.querySelector<HTMLElement>('li:last-child input')?.focus(),
    );
  };
  const set = (at: number, some: Partial<Entry>): void =>
    onChange(entries.map((entry, n) => (n === at ? { ...entry, ...some } : entry)));
  const remove = (at: number): void => {
    onChange(entries.filter((_, n) => n !== at));
    box.current?.querySelector<HTMLElement>('[data-add] button')?.focus();
  };
  return (
    <fieldset
      ref={box}
      className={styles.entries}
      data-faulty={error !== undefined}
      aria-describedby={error === undefined ? `${id}-hint` : `${id}-hint ${id}-error`}
    >
      <legend>{say('revise.profile')}</legend>
      <p id={`${id}-hint`}>{say('revise.profileHint')}</p>
      {error === undefined ? null : (
        <p id={`${id}-error`} className={styles.wrong}>
          {error}
        </p>
      )}
      <ol>
        {entries.map((entry, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an entry has no identity but its line while its way is typed.
          <li key={at}>
            <input
              aria-label={say('revise.entryPath', { n: at + 1 })}
              autoComplete="off"
              spellCheck={false}
              value={entry.path}
              onChange={({ target }) => set(at, { path: target.value })}
            />
            <input
              aria-label={say('revise.entryValue', { n: at + 1 })}
              autoComplete="off"
              spellCheck={false}
              value={entry.value}
              onChange={({ target }) => set(at, { value: target.value })}
            />
            <button
              type="button"
              aria-label={say('revise.entryRemove', { n: at + 1 })}
              onClick={() => remove(at)}
            >
              <X size={16} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ol>
      <div data-add>
        <Button onClick={add}>{say('revise.entryAdd')}</Button>
      </div>
    </fieldset>
  );
}
