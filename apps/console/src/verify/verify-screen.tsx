import { Link } from '@tanstack/react-router';
import { type DragEvent, useEffect, useId, useRef, useState } from 'react';
import { useLanguage, useSay } from '../shell/language.tsx';
import { change } from '../shell/settings.ts';
import { useTitle } from '../shell/title.ts';
import { Button } from '../ui/button.tsx';
import { focusFaulty } from '../ui/faulty-field.ts';
import { TextField } from '../ui/field.tsx';
import { Segments } from '../ui/segments.tsx';
import { languages } from '../words/said.ts';
import { useVerifier, type Verifying } from './use-verifier.ts';
import { tellBundle, tellProof } from './verdict-lines.ts';
import { VerdictView } from './verdict-view.tsx';
import styles from './verify.module.css';
import type { Chosen } from './work.ts';

/** For strangers: a bundle or a proof is verified in the page itself. */
export function VerifyScreen() {
  const say = useSay();
  const language = useLanguage();
  const [keys, setKeys] = useState('');
  const [files, setFiles] = useState<readonly Chosen[]>([]);
  const { state, verify } = useVerifier();
  useTitle(say('verify.title'));
  const take = async (list: FileList): Promise<void> => {
    const chosen = await Promise.all([...list].map(read));
    if (chosen.length === 0) return;
    setFiles(chosen);
    verify({ files: chosen, keys });
  };
  const badLine = state.at === 'end' && state.done.is === 'bad-keys' ? state.done.line : undefined;
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (badLine !== undefined) focusFaulty(form);
  }, [badLine]);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <Link to="/sign-in" className={styles.brand}>
          <img src="/lakiri.svg" alt="" width="28" height="28" />
          {say('app.name')}
        </Link>
        <Segments
          label={say('menu.language')}
          value={language}
          choices={languages.map((value) => ({ value, label: say(`menu.language.${value}`) }))}
          onChange={(value) => change({ language: value })}
        />
      </header>
      <main className={styles.main}>
        <h1>{say('verify.title')}</h1>
        <p className={styles.lead}>{say('verify.lead')}</p>
        <Chooser onFiles={(list) => void take(list)} />
        <form
          ref={form}
          className={styles.keys}
          onSubmit={(event) => {
            event.preventDefault();
            if (files.length > 0) verify({ files, keys });
          }}
        >
          <TextField
            label={say('verify.keys')}
            hint={say('verify.keysHint')}
            error={badLine === undefined ? undefined : say('verify.keysBad', { line: badLine })}
            value={keys}
            lines={3}
            mono
            onChange={setKeys}
          />
          {files.length === 0 ? null : <Button type="submit">{say('verify.again')}</Button>}
        </form>
        <Result state={state} />
      </main>
    </div>
  );
}

async function read(file: File): Promise<Chosen> {
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

function Chooser({ onFiles }: { onFiles: (files: FileList) => void }) {
  const say = useSay();
  const id = useId();
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    onFiles(event.dataTransfer.files);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the field inside is for all
    <div
      className={styles.drop}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <label htmlFor={id} className={styles.choose}>
        {say('verify.choose')}
        <input
          id={id}
          type="file"
          multiple
          className="unseen"
          onChange={(event) => {
            if (event.target.files !== null) onFiles(event.target.files);
            event.target.value = ''; // the same file may be chosen again after it was changed
          }}
        />
      </label>
      <p>{say('verify.drop')}</p>
    </div>
  );
}

const NOTHING = {
  unknown: 'verify.unknown',
  'too-large': 'verify.tooLarge',
  'keys-needed': 'verify.proofKeys',
} as const;

function Result({ state }: { state: Verifying }) {
  const say = useSay();
  const language = useLanguage();
  const speech = { say, language };
  if (state.at === 'start') return null;
  if (state.at === 'work')
    return <p role="status">{say('verify.working', { name: state.name })}</p>;
  if (state.at === 'stopped') return <p role="alert">{say('verify.stopped')}</p>;
  const { done, name } = state;
  if (done.is === 'bad-keys') return null;
  if (done.is === 'bundle')
    return <VerdictView name={name} told={tellBundle(done.verdict, speech)} />;
  if (done.is === 'proof')
    return <VerdictView name={name} told={tellProof(done.verdict, speech)} />;
  return (
    <p role="alert" className={styles.nothing}>
      {say(NOTHING[done.is])}
    </p>
  );
}
