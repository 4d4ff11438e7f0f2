import { useLanguage } from '../shell/language.tsx';

/** The names of languages in the person's own; a code that has none stays as it is. */
export function useLanguageNames(): (codes: readonly string[]) => string {
  const language = useLanguage();
  const names = new Intl.DisplayNames([language], { type: 'language', fallback: 'code' });
  return (codes) => codes.map((code) => names.of(code) ?? code).join(', ');
}
