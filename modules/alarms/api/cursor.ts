import { instant, parseId } from '@lakiri/kit';
import type { CasePlace } from '../store/index.ts';

/** Where the next page begins: opaque to clients, and only a place, so that it gives no sight. */
export function cursorOf({ severity, at, id }: CasePlace): string {
  return `${severity}.${at}.${id}`;
}

/** `undefined` for anything that is no cursor of ours. */
export function parseCursor(text: string): CasePlace | undefined {
  const [severity, at, id] = text.split('.');
  const when = instant(Number(at));
  const which = parseId<'Case'>(id ?? '');
  if (!/^[1-4]$/.test(severity ?? '') || when === undefined || which === undefined)
    return undefined;
  return { severity: Number(severity), at: when, id: which };
}
