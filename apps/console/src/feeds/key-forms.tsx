import { type FormEvent, useState } from 'react';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { focusFaulty } from '../ui/faulty-field.ts';
import { TextField } from '../ui/field.tsx';
import { useFirstField } from '../ui/first-field.ts';
import { Refused } from '../ui/refused.tsx';
import { useSend } from '../ui/use-send.ts';
import styles from './feeds.module.css';
import { publicKeyIn } from './public-key.ts';

type KeyFormProps = { readonly feed: string; readonly onDone: () => void };

/** As the vendor names the key in its signatures; the server's own bound. */
const KEY_ID = /^[A-Za-z0-9._-]{1,60}$/;

/** A key that the vendor will sign with from now on. */
export function AddKeyForm({ feed, onDone }: KeyFormProps) {
  const say = useSay();
  const [keyId, setKeyId] = useState('');
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const { send, sending, problem } = useSend('feeds', onDone);
  const form = useFirstField();
  const publicKey = publicKeyIn(text);
  const isNamed = KEY_ID.test(keyId.trim());
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!isNamed || publicKey === undefined) focusFaulty(form);
    else void send(`/feeds/${feed}/keys`, { keyId: keyId.trim(), publicKey });
  };
  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      <TextField
        label={say('feedKey.id')}
        hint={say('feedKey.idHint')}
        mono
        error={tried && !isNamed ? say('feedKey.idWrong') : undefined}
        value={keyId}
        onChange={setKeyId}
      />
      <TextField
        label={say('feedKey.public')}
        hint={say('feedKey.publicHint')}
        mono
        lines={3}
        error={tried && publicKey === undefined ? say('problem.bad-key') : undefined}
        value={text}
        onChange={setText}
      />
      <div className={styles.acts}>
        <Button look="primary" type="submit" disabled={sending}>
          {say(sending ? 'act.sending' : 'feedKey.add')}
        </Button>
        <Button onClick={onDone}>{say('act.cancel')}</Button>
      </div>
    </form>
  );
}

/** It cannot be taken back, so it is said before it is done. */
export function RevokeKeyForm({ feed, keyId, onDone }: KeyFormProps & { readonly keyId: string }) {
  const say = useSay();
  const { send, sending, problem } = useSend('feeds', onDone);
  const form = useFirstField();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send(`/feeds/${feed}/keys/${keyId}/revoke`, {});
  };
  return (
    <form ref={form} className={styles.form} onSubmit={submit}>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      <p role="status">{say('feedKey.revokeHint', { keyId })}</p>
      <div className={styles.acts}>
        <Button look="primary" type="submit" disabled={sending}>
          {say(sending ? 'act.sending' : 'feedKey.revokeSubmit')}
        </Button>
        <Button onClick={onDone}>{say('act.cancel')}</Button>
      </div>
    </form>
  );
}
