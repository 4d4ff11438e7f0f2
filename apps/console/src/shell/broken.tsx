import { Link } from '@tanstack/react-router';
import { problemIn } from '../api/client.ts';
import { Button } from '../ui/button.tsx';
import { Refused } from '../ui/refused.tsx';
import { Empty } from '../ui/waiting.tsx';
import { useSay } from './language.tsx';

export function NotFound() {
  const say = useSay();
  return (
    <main>
      <Empty isPage title={say('state.notFound')}>
        <p>{say('state.notFoundHint')}</p>
        <Link to="/monitor">{say('nav.monitor')}</Link>
      </Empty>
    </main>
  );
}

/** What is drawn when a screen throws: a refusal in its words, or an honest fault. */
export function Broken({ error }: { error: unknown }) {
  const say = useSay();
  const problem = problemIn(error);
  const reload = (): void => location.reload();
  if (problem !== undefined) return <Refused problem={problem} onRetry={reload} />;
  return (
    <Empty isPage title={say('state.broken')}>
      <p>{say('state.brokenHint')}</p>
      <Button onClick={reload}>{say('state.reload')}</Button>
    </Empty>
  );
}
