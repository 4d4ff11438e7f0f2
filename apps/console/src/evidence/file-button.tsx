import { Download } from 'lucide-react';
import { type Ref, useState } from 'react';
import { fetchFile } from '../api/client.ts';
import type { Problem } from '../api/contract.ts';
import { Button } from '../ui/button.tsx';
import { download } from '../ui/download.ts';
import { Refused } from '../ui/refused.tsx';
import styles from './evidence.module.css';
import { asOfBundle } from './refusals.ts';
import { Working } from './working.tsx';

/** Fetches a file of the centre; one that takes its time says so, and one that is refused says why. */
export function FileButton(props: {
  ref?: Ref<HTMLDivElement>;
  path: string;
  label: string;
  /** What a screen reader is told, where the label alone would not tell which. */
  name?: string;
  look?: 'primary' | 'plain' | 'quiet';
  onDone?: () => void;
}) {
  const { path, label, name, look = 'plain', onDone } = props;
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const fetchIt = async (): Promise<void> => {
    setProblem(undefined);
    setSending(true);
    const answer = await fetchFile(path);
    setSending(false);
    if (answer.ok) {
      download(answer.value.name, answer.value.blob);
      onDone?.();
    } else setProblem(asOfBundle(answer.problem));
  };
  return (
    <div ref={props.ref} className={styles.fetched}>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      <Button look={look} disabled={sending} aria-label={name} onClick={() => void fetchIt()}>
        <Download size={16} aria-hidden="true" />
        {sending ? `${label}…` : label}
      </Button>
      <div role="status">{sending ? <Working words="export.fetching" /> : null}</div>
    </div>
  );
}
