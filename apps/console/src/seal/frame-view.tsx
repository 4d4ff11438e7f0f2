import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { problemIn } from '../api/client.ts';
import type { FrameField, FrameRead } from '../api/device-contract.ts';
import { frameQuery } from '../api/device-queries.ts';
import { secondInstant } from '../clock/instants.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import { Refused } from '../ui/refused.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { wordKey } from '../words/words.ts';
import { fieldAt } from './bytes.ts';
import { FrameBytes } from './frame-bytes.tsx';
import { FrameFields } from './frame-fields.tsx';
import styles from './frames.module.css';
import { verdictWords } from './verdict-words.ts';

/** One message: what it says beside the bytes that say it. */
export function FrameView({ seal, id }: { seal: string; id: string }) {
  const { data, error, refetch } = useQuery(frameQuery(seal, id));
  const problem = problemIn(error);
  if (data === undefined) {
    if (problem === undefined) return <Waiting lines={8} />;
    return <Refused problem={problem} onRetry={() => void refetch()} />;
  }
  return <Read frame={data} />;
}

/** What the hand points at, and what it has settled on, which stays when the hand goes. */
type Pointed = { readonly at?: FrameField | undefined; readonly held?: FrameField | undefined };

function Read({ frame }: { frame: FrameRead }) {
  const say = useSay();
  const [{ at, held }, point] = useState<Pointed>({});
  const lit = at ?? held;
  const toggle = (field: FrameField | undefined): void =>
    point({ at: undefined, held: field === held ? undefined : field });
  const hover = (field: FrameField | undefined): void => point((now) => ({ ...now, at: field }));
  return (
    <div className={styles.read}>
      <Head frame={frame} />
      <div className={styles.beside}>
        <FrameFields {...{ frame, lit, held }} onPoint={hover} onHold={toggle} />
        <div className={styles.bytes}>
          <h3>{say('frames.asSent')}</h3>
          <FrameBytes
            hex={frame.hex}
            lit={lit}
            onPoint={(byte) => hover(byte === undefined ? undefined : fieldAt(frame.fields, byte))}
            onHold={(byte) => toggle(fieldAt(frame.fields, byte))}
          />
          <p className={styles.quiet}>
            {frame.located ? say('frames.hint') : null}
            {frame.located || frame.fields.length === 0 ? null : say('frames.tooLong')}
          </p>
          {frame.blanked ? <p className={styles.quiet}>{say('frames.blanked')}</p> : null}
        </div>
      </div>
    </div>
  );
}

function Head({ frame }: { frame: FrameRead }) {
  const say = useSay();
  const language = useLanguage();
  const { receivedAt, dialect, verdict, malformed, kind, through } = frame;
  const spoken = wordKey('dialect', dialect);
  return (
    <header className={styles.about}>
      <h2>{verdictWords(say, verdict)}</h2>
      <p className={styles.quiet}>
        {say('frames.received', { at: `${secondInstant(receivedAt, language)} EAT` })} ·{' '}
        {spoken === undefined ? dialect : say(spoken)}
      </p>
      {through === null ? null : (
        <p>
          {say('frames.through')}{' '}
          {through.seal === null ? (
            <span className="mono">{through.wireId}</span>
          ) : (
            <Link className="mono" to="/seals/$id" params={{ id: through.seal.id }}>
              {through.seal.number}
            </Link>
          )}
        </p>
      )}
      {kind === null ? <p>{say('frames.unread')}</p> : null}
      {malformed === null ? null : (
        <p className={styles.bad}>
          {say('frames.malformed', {
            why: verdictWords(say, malformed.code),
            offset: malformed.offset,
          })}
        </p>
      )}
    </header>
  );
}
