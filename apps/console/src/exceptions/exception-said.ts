import type { ExceptionKind } from '@lakiri/journeys';
import { type Say, wordKey } from '../words/words.ts';

type Details = Readonly<Record<string, unknown>>;

/** What an exception's form said, in a few words: the part that broke, the other truck, both seals. */
export function exceptionSaid(say: Say, kind: ExceptionKind, details: Details): string {
  const text = (name: string): string | undefined => {
    const value = details[name];
    return typeof value === 'string' ? value : undefined;
  };
  const word = (name: string): string | undefined => {
    const key = wordKey(`exception.${name}`, text(name) ?? '');
    return key === undefined ? undefined : say(key);
  };
  switch (kind) {
    case 'breakdown':
      return word('part') ?? '';
    case 'accident':
      return details.injured === true ? say('exception.injured') : '';
    case 'theft':
      return word('of') ?? '';
    case 'driver-report':
      return word('about') ?? '';
    case 'seal-mismatch':
      return text('seen') ?? '';
    case 'escort':
      return word('by') ?? '';
    case 'reseal':
      return [text('oldNumber'), text('number')].filter(Boolean).join(' → ');
    case 'transload':
      return [text('plate'), text('trailer')].filter(Boolean).join(' + ');
    case 'driver-change':
      return text('driver') ?? say('state.unknown');
    case 'route-change':
      return text('route') ?? '';
    case 'convoy':
      return text('ref') ?? '';
    case 'mechanical-seal':
      return text('number') ?? '';
  }
}
