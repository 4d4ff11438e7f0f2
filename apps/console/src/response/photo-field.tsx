import { Camera } from 'lucide-react';
import { useId, useState } from 'react';
import type { Problem } from '../api/contract.ts';
import { sendPhoto } from '../api/photos.ts';
import { useSay } from '../shell/language.tsx';
import { Refused } from '../ui/refused.tsx';
import styles from './response.module.css';

/** One photograph of the phone's camera, sent at once; its hash stands for it. */
export function PhotoField(props: {
  label: string;
  error?: string | undefined;
  sha256: string | null;
  onSent: (sha256: string | null) => void;
}) {
  const say = useSay();
  const id = useId();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const choose = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    setSending(true);
    const answer = await sendPhoto(file);
    setSending(false);
    setProblem(answer.ok ? undefined : answer.problem);
    props.onSent(answer.ok ? answer.value.sha256 : null);
  };
  return (
    <div className={styles.photoField} data-error={props.error !== undefined}>
      {problem === undefined ? null : <Refused problem={problem} />}
      {props.error === undefined ? null : (
        <p id={`${id}-error`} className={styles.missing}>
          {props.error}
        </p>
      )}
      <input
        id={id}
        className="unseen"
        type="file"
        accept="image/*"
        capture="environment"
        aria-invalid={props.error === undefined ? undefined : true}
        aria-describedby={props.error === undefined ? undefined : `${id}-error`}
        onChange={({ target }) => void choose(target.files?.[0])}
      />
      <label htmlFor={id}>
        <Camera size={16} aria-hidden="true" />
        {sending ? say('act.sending') : props.label}
      </label>
      {props.sha256 === null ? null : <Photo sha256={props.sha256} label={props.label} />}
    </div>
  );
}

/** A photograph as the centre keeps it. */
export function Photo({ sha256, label }: { sha256: string; label: string }) {
  const path = `/api/v1/response/photos/${sha256}`;
  return (
    <a href={path} target="_blank" rel="noreferrer" className={styles.photo}>
      <img src={path} alt={label} loading="lazy" />
    </a>
  );
}
