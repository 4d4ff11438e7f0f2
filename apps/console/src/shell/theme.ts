import { useSyncExternalStore } from 'react';
import type { Theme } from '../theme/tokens.ts';
import { currentSettings, onSettings } from './settings.ts';

const DARK = '(prefers-color-scheme: dark)';
/** Listened to and never read: Chromium tells no change to a list whose `matches` was read just before. */
const wish = matchMedia(DARK);

function theme(): Theme {
  const { theme: choice } = currentSettings();
  if (choice !== 'system') return choice;
  return matchMedia(DARK).matches ? 'dark' : 'light';
}

function subscribe(listener: () => void): () => void {
  const leave = onSettings(listener);
  wish.addEventListener('change', listener);
  return () => {
    leave();
    wish.removeEventListener('change', listener);
  };
}

/** The theme in force: the person's choice, else the computer's. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, theme);
}

/** Keeps the page's colours at the theme in force, from before the first paint on. */
export function followTheme(): void {
  const apply = (): void => {
    document.documentElement.dataset.theme = theme();
  };
  subscribe(apply);
  apply();
}
