import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Phone, Snapshot } from './phone.ts';

export const ThisPhone = createContext<Phone | undefined>(undefined);

export function usePhone(): Snapshot & { readonly phone: Phone } {
  const phone = useContext(ThisPhone);
  if (phone === undefined) throw new Error('a screen outside of the phone');
  return { ...useSyncExternalStore(phone.subscribe, phone.snapshot), phone };
}
