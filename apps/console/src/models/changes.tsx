import { useSay } from '../shell/language.tsx';
import type { Say } from '../words/words.ts';
import styles from './models.module.css';
import type { Change } from './revision.ts';

/** What is other than before: what stood is struck out, what stands now is beside it. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  const say = useSay();
  return (
    <ul className={styles.changes}>
      {changes.map((change) => (
        <li key={JSON.stringify(change.what)}>
          {'path' in change.what ? (
            <span className="mono" translate="no">
              {change.what.path}
            </span>
          ) : (
            <span>{say(`revise.${change.what.figure}`)}</span>
          )}
          <span>
            <del>{stood(say, change.before, change)}</del> <span aria-hidden="true">→</span>{' '}
            <ins>{stood(say, change.after, change)}</ins>
          </span>
        </li>
      ))}
    </ul>
  );
}

function stood(say: Say, value: string | undefined, { what }: Change): string {
  if (value !== undefined)
    return 'figure' in what && what.figure === 'tierMax' ? `T${value}` : value;
  return say('path' in what ? 'revise.noEntry' : 'state.unknown');
}
