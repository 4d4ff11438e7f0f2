import { useEffect, useRef, useState } from 'react';
import type { Case } from '../api/case-contract.ts';
import { useSay } from '../shell/language.tsx';
import { useSettings } from '../shell/settings.ts';
import { useView } from './desk.tsx';
import { needsTone, newlyCritical } from './queue.ts';
import { startTone } from './tone.ts';

/** Counts are said no oftener than this; a screen reader must be able to finish a sentence. */
const COUNTS_MS = 10_000;

/** Says what changed: counts politely, a critical alarm at once, and the tone while one is unacknowledged. */
export function Announcer() {
  const say = useSay();
  const { cases, counts, link } = useView();
  const critical = useNewlyCritical(cases, link === 'connecting');
  const counted = useSlowly(
    say('queue.says', { open: counts.open, unassigned: counts.unassigned }),
  );
  useTone(needsTone(cases.values()));
  return (
    <>
      <p className="unseen" role="status">
        {link === 'connecting' ? '' : counted}
      </p>
      <p className="unseen" role="alert">
        {critical
          .map(({ kind, journey }) =>
            say('queue.saysCritical', { kind: say(`kind.${kind}`), plate: journey.plate }),
          )
          .join('. ')}
      </p>
    </>
  );
}

function useNewlyCritical(cases: ReadonlyMap<string, Case>, connecting: boolean): readonly Case[] {
  const before = useRef<ReadonlyMap<string, Case>>(undefined);
  const [critical, setCritical] = useState<readonly Case[]>([]);
  useEffect(() => {
    if (connecting) return;
    const fresh = before.current === undefined ? [] : newlyCritical(before.current, cases);
    before.current = cases;
    if (fresh.length > 0) setCritical(fresh);
  }, [cases, connecting]);
  return critical;
}

function useSlowly(text: string): string {
  const [shown, setShown] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setShown(text), COUNTS_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return shown;
}

function useTone(needed: boolean): void {
  const { sound } = useSettings();
  const on = needed && sound;
  useEffect(() => (on ? startTone() : undefined), [on]);
}
