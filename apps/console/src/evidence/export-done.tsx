import { Download } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Exported } from '../api/evidence-contract.ts';
import { bundleFile } from '../api/evidence-queries.ts';
import { useSay } from '../shell/language.tsx';
import styles from './evidence.module.css';

/** The bundle that has just been made; the focus is on its file. */
export function ExportDone({ exported: { id, fileName } }: { exported: Exported }) {
  const say = useSay();
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (id !== '') link.current?.focus();
  }, [id]);
  return (
    <div className={styles.done} role="status">
      <p>{say('export.done')}</p>
      <a ref={link} className={styles.file} href={bundleFile(id)} download={fileName}>
        <Download size={16} aria-hidden="true" />
        <span>{say('export.download', { file: fileName })}</span>
      </a>
    </div>
  );
}
