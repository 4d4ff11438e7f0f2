import { useEffect, useRef, useState } from 'react';
import type { Done, Work } from './work.ts';

export type Verifying =
  | { readonly at: 'start' }
  | { readonly at: 'work'; readonly name: string }
  | { readonly at: 'end'; readonly name: string; readonly done: Done }
  /** The worker did not load, or ended: memory, or a browser that is too old. */
  | { readonly at: 'stopped' };

/** A worker that is loaded with the page: what comes later needs no network. */
export function useVerifier(): { state: Verifying; verify: (work: Work) => void } {
  const [state, setState] = useState<Verifying>({ at: 'start' });
  const worker = useRef<Worker>(null);
  const asked = useRef(0);
  useEffect(() => {
    const made = new Worker(new URL('./verify-worker.ts', import.meta.url), { type: 'module' });
    made.onerror = () => setState({ at: 'stopped' });
    made.onmessage = ({ data }: MessageEvent<{ id: number; done: Done }>) => {
      if (data.id !== asked.current) return; // of a file that was chosen before this one
      setState((now) => (now.at === 'work' ? { at: 'end', name: now.name, done: data.done } : now));
    };
    worker.current = made;
    return () => made.terminate();
  }, []);
  const verify = (work: Work): void => {
    asked.current++;
    setState({ at: 'work', name: work.files.map(({ name }) => name).join(', ') });
    worker.current?.postMessage({ id: asked.current, work });
  };
  return { state, verify };
}
