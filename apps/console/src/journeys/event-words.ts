import { EXCEPTION_KINDS } from '@lakiri/journeys';
import type { JourneyEvent } from '../api/contract.ts';
import { exceptionSaid } from '../exceptions/exception-said.ts';
import { type Say, wordKey } from '../words/words.ts';

/** What happened, in words; a type without any is shown as it came, never hidden. */
export function eventWords(
  say: Say,
  { type, params }: Pick<JourneyEvent, 'type' | 'params'>,
): string {
  const { exceptionKind } = params;
  if (typeof exceptionKind === 'string') return exceptionEvent(say, { type, params });
  const name = type.replace(/^journey-/, '');
  const key =
    wordKey('mile', name) ??
    wordKey('event', name) ??
    wordKey('method', name) ??
    wordKey('fact', type);
  const { number } = params;
  const values = typeof number === 'number' ? { number } : {};
  const words = key === undefined ? type : say(key, values);
  const kind = typeof params.kind === 'string' ? wordKey('kind', params.kind) : undefined;
  const reason = params.reason;
  const about = typeof params.about === 'string' ? params.about : undefined;
  const whom = about === undefined ? undefined : wordKey('response.whom', about);
  const more = [
    whom === undefined ? about : say(whom),
    kind === undefined ? undefined : say(kind),
    typeof reason === 'string' ? `“${reason}”` : undefined,
    ...bulletinSaid(say, params),
  ].filter((it) => it !== undefined);
  return more.length === 0 ? words : `${words}: ${more.join(', ')}`;
}

/** Why a route is diverted, and the hours that its journeys are given for it. */
function bulletinSaid(say: Say, { bulletinReason, note, extraH }: JourneyEvent['params']) {
  if (typeof bulletinReason !== 'string') return [];
  const key = wordKey('bulletin.reason', bulletinReason);
  const hours = typeof extraH === 'number' && extraH > 0 ? { n: extraH } : undefined;
  return [
    key === undefined ? bulletinReason : say(key),
    typeof note === 'string' ? `“${note}”` : undefined,
    hours === undefined ? undefined : `${say('bulletin.extra')}: ${say('bulletin.extraH', hours)}`,
  ];
}

/** An exception by its kind, with what its form said and its story. */
function exceptionEvent(say: Say, { type, params }: Pick<JourneyEvent, 'type' | 'params'>): string {
  const kind = EXCEPTION_KINDS.find((one) => one === params.exceptionKind);
  if (kind === undefined) return type;
  const said = exceptionSaid(say, kind, params);
  const over = type.endsWith('-ended') ? say('event.exception-ended') : '';
  const note = typeof params.note === 'string' ? `“${params.note}”` : '';
  const more = over === '' ? [said, note] : [over];
  return [say(`exception.${kind}`), ...more].filter((it) => it !== '').join(': ');
}
