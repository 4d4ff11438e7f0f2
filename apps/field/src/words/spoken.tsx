import { spanOf } from '@lakiri/console/ages';
import { hourMinute } from '@lakiri/console/instants';
import { useSettings } from '@lakiri/console/settings';
import type { Language } from '@lakiri/console/words/said';
import { createContext, type ReactNode, useContext, useEffect } from 'react';
import { type Say, sayIn } from './say.ts';

const Spoken = createContext<Language>('en');

/** The language in force: this phone's choice, else the person's account, else the browser's. */
export function SpokenLanguage(props: { account: Language | undefined; children: ReactNode }) {
  const chosen = useSettings().language;
  const browser = navigator.language.startsWith('sw') ? 'sw' : 'en';
  const language = chosen ?? props.account ?? browser;
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return <Spoken value={language}>{props.children}</Spoken>;
}

export function useLanguage(): Language {
  return useContext(Spoken);
}

export function useSay(): Say {
  return sayIn(useContext(Spoken));
}

/** `08:31 EAT · 07:31 CAT`: the corridors have both on their walls. */
export function bothHours(at: string | number): string {
  return `${hourMinute(at)}\u00a0EAT · ${hourMinute(at, 'CAT')}\u00a0CAT`;
}

/** A length of time, in words. */
export function saySpan(say: Say, ms: number): string {
  const { unit, n, rest } = spanOf(ms);
  return say(`span.${unit}`, { n, rest });
}

/** How long ago, in words. */
export function sayAge(say: Say, ms: number): string {
  const { unit, n, rest } = spanOf(ms);
  return say(`age.${unit}`, { n, rest });
}
