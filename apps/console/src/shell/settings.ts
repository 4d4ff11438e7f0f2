import { useSyncExternalStore } from 'react';
import { type Language, languages } from '../words/said.ts';

// What a person sets for this desk. It stays in the browser; nothing here is known to the centre.

export type ThemeChoice = 'system' | 'light' | 'dark';
export type Settings = {
  readonly theme: ThemeChoice;
  /** `null`: the language of the person's account. */
  readonly language: Language | null;
  /** Single-letter shortcuts may be turned off (WCAG 2.2, 2.1.4). */
  readonly keys: boolean;
  readonly sound: boolean;
  /** Words are drawn longer than they are, to see what still fits. No switch of a screen sets it. */
  readonly long: boolean;
};

const STORED_AS = 'lakiri.settings';
const START: Settings = { theme: 'system', language: null, keys: true, sound: false, long: false };

/** Settings from stored text; anything unreadable falls back to the start. */
export function settingsFrom(text: string | null): Settings {
  const stored = text === null ? {} : parsed(text);
  return {
    theme: stored.theme === 'light' || stored.theme === 'dark' ? stored.theme : START.theme,
    language: languages.find((language) => language === stored.language) ?? START.language,
    keys: stored.keys !== false,
    // A browser that sounds unasked is muted by whoever sits beside it: the tone waits to be allowed.
    sound: stored.sound === true,
    long: stored.long === true,
  };
}

function parsed(text: string): Partial<Record<keyof Settings, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

const listeners = new Set<() => void>();
let settings: Settings | undefined;

function read(): Settings {
  settings ??= settingsFrom(localStorage.getItem(STORED_AS));
  return settings;
}

/** Changes some settings and tells everything that shows them. */
export function change(some: Partial<Settings>): void {
  settings = { ...read(), ...some };
  localStorage.setItem(STORED_AS, JSON.stringify(settings));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSettings(): Settings {
  return useSyncExternalStore(subscribe, read);
}

/** The settings now, for code outside React. */
export const currentSettings = read;
export const onSettings = subscribe;
