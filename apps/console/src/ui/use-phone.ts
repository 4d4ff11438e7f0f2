import { useSyncExternalStore } from 'react';

/** As the style sheets have it. */
const phone = matchMedia('(width <= 760px)');

function onChange(tell: () => void): () => void {
  phone.addEventListener('change', tell);
  return () => phone.removeEventListener('change', tell);
}

/** Whether the window is as narrow as a phone's: for words and parts, where a style sheet cannot choose. */
export const usePhone = (): boolean => useSyncExternalStore(onChange, () => phone.matches);
