import { createContext, type ReactNode, useContext, useEffect } from 'react';
import type { Language } from '../words/said.ts';
import { type Say, sayIn } from '../words/words.ts';
import { useSettings } from './settings.ts';

const Spoken = createContext<Language>('en');

/** The language in force: the desk's choice, else the person's account, else the browser's. */
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
  const { long } = useSettings();
  return sayIn(useContext(Spoken), long);
}
