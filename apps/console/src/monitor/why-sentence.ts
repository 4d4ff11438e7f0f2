import type { Params, Why } from '../api/contract.ts';
import { dayMonth, timeOfDay } from '../clock/instants.ts';
import { saySpan } from '../clock/say-age.ts';
import { distance } from '../map/distance.ts';
import type { Language } from '../words/said.ts';
import { type Say, type Values, wordKey } from '../words/words.ts';

export type Telling = { readonly say: Say; readonly language: Language; readonly now: number };

const DISTANCES: readonly string[] = ['offM', 'bufferM', 'apartM', 'radiusM'];
const INSTANT = /^\d{4}-\d\d-\d\dT/;
const DAY_MS = 24 * 3_600_000;
const MINUTE_MS = 60_000;

/** One fact that made an alarm fire, as a sentence. A code without one is shown as it came, never hidden. */
export function whySentence({ code, params }: Why, telling: Telling): string {
  const key = wordKey('why', code);
  if (key === undefined || code === 'unknown')
    return telling.say('why.unknown', { code, params: JSON.stringify(params) });
  return telling.say(key, spoken(params, telling));
}

function spoken(params: Params, telling: Telling): Values {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, spokenValue(name, value, telling)]),
  );
}

function spokenValue(name: string, value: Params[string], telling: Telling): string | number {
  const { say } = telling;
  if (value === null) return 'none';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (name === 'minutes') return saySpan(say, value * MINUTE_MS);
    if (DISTANCES.includes(name)) return distance(value);
    return Math.round(value);
  }
  if (name === 'method') {
    const method = wordKey('method', value);
    return method === undefined ? value : say(method);
  }
  return INSTANT.test(value) ? clockWords(value, telling) : value;
}

/** `08:29:12 EAT`, with the day when it was not within the last 24 hours. */
function clockWords(at: string, { language, now }: Telling): string {
  const time = `${timeOfDay(at)} EAT`;
  return Math.abs(now - Date.parse(at)) < DAY_MS ? time : `${dayMonth(at, language)} ${time}`;
}
