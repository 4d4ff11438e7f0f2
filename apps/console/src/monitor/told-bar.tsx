import { X } from 'lucide-react';
import { useEffect } from 'react';
import { useLanguage, useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { useKeys } from '../ui/keys.ts';
import { toldOf } from '../ui/told.ts';
import { wordKey } from '../words/words.ts';
import styles from './bulk-bar.module.css';
import { useDesk } from './desk.tsx';

/** As long as an acknowledgement can be taken back; what was refused stays until somebody has read it. */
const SHOWN_MS = 10_000;

/** What came of the last act, and how to take it back. */
export function ToldBar() {
  const say = useSay();
  const language = useLanguage();
  const { told, forget, undo } = useDesk();
  useKeys({ u: undo && (() => void undo()) });
  const refused = told?.refused[0];
  useEffect(() => {
    if (told === undefined || refused !== undefined) return undefined;
    const timer = setTimeout(forget, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [told, refused, forget]);
  const key = told === undefined ? undefined : wordKey('told', told.act);
  if (told === undefined || key === undefined) return null;
  const [only] = told.refused;
  return (
    <div className={styles.told} role="status">
      <p>
        {told.done.length === 0 ? null : say(key, { n: told.done.length })}{' '}
        {only === undefined ? null : (
          <strong>
            {say('told.refused', { n: told.refused.length })}{' '}
            {toldOf(say, language, only.problem).title}
          </strong>
        )}
      </p>
      {undo === undefined ? null : (
        <Button look="quiet" hotkey="U" onClick={() => void undo()}>
          {say('told.undo')}
        </Button>
      )}
      <button type="button" className={styles.shut} aria-label={say('act.close')} onClick={forget}>
        <X size={15} aria-hidden="true" />
      </button>
    </div>
  );
}
