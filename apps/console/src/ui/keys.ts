import { useEffect, useRef } from 'react';
import { currentSettings } from '../shell/settings.ts';

export type KeyActs = Readonly<Record<string, ((event: KeyboardEvent) => void) | undefined>>;

// Keys that mean the same with shortcuts turned off: they type no letter (WCAG 2.2, 2.1.4 names characters only).
const NEVER_OFF = new Set(['Escape', 'Enter', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']);

/** Whether a key press is meant for what has the focus, and not for the screen. */
function belongsElsewhere(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
  const { target } = event;
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('[role=dialog],[role=menu]') !== null)
    return event.key !== 'Escape';
  if (target.matches('input[type=range]')) return event.key.startsWith('Arrow');
  if (target.matches('input:not([type=checkbox],[type=radio]),textarea,select'))
    return event.key !== 'Escape';
  const presses = event.key === 'Enter' || event.key === ' ';
  return presses && target.matches('button,a,summary,input,[role=tab],[role=switch]');
}

function actFor(acts: KeyActs, { key }: KeyboardEvent): KeyActs[string] {
  if (!NEVER_OFF.has(key) && !currentSettings().keys) return undefined;
  return acts[key] ?? acts[key.toLowerCase()];
}

/** Does an act when its key is pressed outside a text field. A missing act leaves the key to the browser. */
export function useKeys(acts: KeyActs): void {
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (belongsElsewhere(event)) return;
      const act = actFor(latest.current, event);
      if (act === undefined) return;
      event.preventDefault();
      act(event);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}
