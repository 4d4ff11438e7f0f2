import type { ReactNode } from 'react';
import { problemIn } from '../api/client.ts';
import { useTitle } from '../shell/title.ts';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { CorridorTabs } from './corridor-tabs.tsx';

type FramedProps = {
  readonly title: string;
  /** What is read for it, where that is not the screen's own matter. */
  readonly found?: {
    readonly data: unknown;
    readonly error: Error | null;
    readonly refetch: () => unknown;
  };
  readonly children: ReactNode;
};

/** A screen of one thing of the gazette. */
export function Framed({ title, found, children }: FramedProps) {
  useTitle(title);
  const problem = problemIn(found?.error ?? null);
  const waits = found !== undefined && found.data === undefined && problem === undefined;
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1 translate="no">{title}</h1>
        <CorridorTabs />
      </header>
      <div className={page.scroller}>
        {problem === undefined ? null : (
          <Refused problem={problem} onRetry={() => void found?.refetch()} />
        )}
        {waits ? <Waiting lines={8} /> : null}
        {children}
      </div>
    </div>
  );
}
