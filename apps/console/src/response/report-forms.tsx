import { FINDINGS, type Finding } from '@lakiri/response';
import { type FormEvent, useState } from 'react';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { focusFaulty } from '../ui/faulty-field.ts';
import { Select, TextField } from '../ui/field.tsx';
import { useFirstField } from '../ui/first-field.ts';
import { PhotoField } from './photo-field.tsx';
import styles from './response.module.css';

type FormOf<Body> = {
  readonly sending: boolean;
  readonly onSubmit: (body: Body) => void;
  readonly onCancel: () => void;
};

/** A unit that cannot go says why; it stays on record. */
export function DeclineForm({ sending, onSubmit, onCancel }: FormOf<{ reason: string }>) {
  const say = useSay();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const form = useFirstField();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (reason.trim() === '') focusFaulty(form);
    else onSubmit({ reason });
  };
  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      <TextField
        label={say('response.reason')}
        error={tried && reason.trim() === '' ? say('response.needed') : undefined}
        value={reason}
        onChange={setReason}
      />
      <Ends {...{ sending, onCancel }} label={say('response.act.decline')} />
    </form>
  );
}

type Report = { finding: Finding; text: string; photos: readonly string[] };
/** As many as the server takes. */
const PHOTOS_MAX = 8;

/** What the unit found, in a word, in a sentence and in pictures. */
export function ReportForm({ sending, onSubmit, onCancel }: FormOf<Report>) {
  const say = useSay();
  const [finding, setFinding] = useState<Finding | ''>('');
  const [text, setText] = useState('');
  const [photos, setPhotos] = useState<readonly string[]>([]);
  const [tried, setTried] = useState(false);
  const form = useFirstField();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (finding === '' || text.trim() === '') focusFaulty(form);
    else onSubmit({ finding, text, photos });
  };
  const needed = (value: string): string | undefined =>
    tried && value.trim() === '' ? say('response.needed') : undefined;
  const put = (at: number, sha256: string | null): void =>
    setPhotos((now) =>
      [...now.slice(0, at), sha256 ?? '', ...now.slice(at + 1)].filter((it) => it !== ''),
    );
  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      <Select
        label={say('response.finding')}
        placeholder={say('create.choose')}
        error={needed(finding)}
        value={finding}
        choices={FINDINGS.map((value) => ({ value, label: say(`response.finding.${value}`) }))}
        onChange={(value) => setFinding(value as Finding)}
      />
      <TextField
        label={say('response.text')}
        lines={3}
        error={needed(text)}
        value={text}
        onChange={setText}
      />
      {[...photos, null].slice(0, PHOTOS_MAX).map((sha256, at) => (
        <PhotoField
          // biome-ignore lint/suspicious/noArrayIndexKey: a place for a photograph, whichever stands there
          key={at}
          label={`${say('response.photo')} ${at + 1}`}
          sha256={sha256}
          onSent={(sent) => put(at, sent)}
        />
      ))}
      <Ends {...{ sending, onCancel }} label={say('response.act.report')} />
    </form>
  );
}

export function Ends(props: { sending: boolean; label: string; onCancel: () => void }) {
  const say = useSay();
  return (
    <div className={styles.ends}>
      <Button look="primary" type="submit" disabled={props.sending}>
        {props.sending ? say('act.sending') : props.label}
      </Button>
      <Button onClick={props.onCancel}>{say('act.cancel')}</Button>
    </div>
  );
}
