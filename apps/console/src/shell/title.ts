import { useEffect } from 'react';
import { useSay } from './language.tsx';

/** Names the page in the browser's tab; what is waiting comes first, where a narrow tab still shows it. */
export function useTitle(page: string): void {
  const say = useSay();
  const title = say('app.title', { page });
  useEffect(() => {
    document.title = title;
  }, [title]);
}
