import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Exported, ExportSubject } from '../api/evidence-contract.ts';
import { sessionQuery } from '../api/queries.ts';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { CustodyList } from './custody-list.tsx';
import styles from './evidence.module.css';
import { ExportDone } from './export-done.tsx';
import { ExportForm } from './export-form.tsx';

/** Who may hand evidence out, and see who did; the server refuses the others too. */
const MAY_EXPORT = ['officer', 'supervisor'] as const;

/** Hands out what proves a journey, a case or a fact, and tells to whom it was handed out before. */
export function EvidenceOf({ subject }: { subject: ExportSubject }) {
  const say = useSay();
  const { data: session } = useSuspenseQuery(sessionQuery);
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [done, setDone] = useState<Exported>();
  const may = session.person.roles.some((role) => MAY_EXPORT.some((it) => it === role));
  const renew = (): void =>
    void client.invalidateQueries({ queryKey: ['evidence', 'custody', subject.id] });
  const finish = (exported: Exported): void => {
    setDone(exported);
    setOpen(false);
    renew();
  };
  return (
    <div className={styles.of}>
      {done === undefined ? null : <ExportDone exported={done} onFetched={renew} />}
      {open ? (
        <ExportForm subject={subject} onDone={finish} onCancel={() => setOpen(false)} />
      ) : (
        <div>
          <Button disabled={!may} onClick={() => setOpen(true)}>
            {say('export.title')}
          </Button>
          {may ? null : <p className={styles.quiet}>{say('export.notYours')}</p>}
        </div>
      )}
      {may ? <CustodyList subject={subject.id} /> : null}
    </div>
  );
}
