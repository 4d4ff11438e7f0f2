import { useEffect, useRef } from 'react';
import type { Exported } from '../api/evidence-contract.ts';
import { bundleFile } from '../api/evidence-queries.ts';
import { useSay } from '../shell/language.tsx';
import styles from './evidence.module.css';
import { FileButton } from './file-button.tsx';

/** The bundle that has just been made; the focus is on its file. */
export function ExportDone(props: { exported: Exported; onFetched: () => void }) {
  const say = useSay();
  const { id, fileName } = props.exported;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (id !== '') box.current?.querySelector('button')?.focus();
  }, [id]);
  return (
    <div className={styles.done}>
      <div role="status">
        <p>{say('export.done')}</p>
        <p className={`mono ${styles.name}`}>{fileName}</p>
      </div>
      <FileButton
        ref={box}
        look="primary"
        path={bundleFile(id)}
        label={say('export.download')}
        onDone={props.onFetched}
      />
    </div>
  );
}
