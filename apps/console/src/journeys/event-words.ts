import type { JourneyEvent } from '../api/contract.ts';
import { type Say, wordKey } from '../words/words.ts';

/** What happened, in words; a type without any is shown as it came, never hidden. */
export function eventWords(
  say: Say,
  { type, params }: Pick<JourneyEvent, 'type' | 'params'>,
): string {
  const name = type.replace(/^journey-/, '');
  const key = wordKey('mile', name) ?? wordKey('event', name) ?? wordKey('method', name);
  const words = key === undefined ? type : say(key);
  const kind = typeof params.kind === 'string' ? wordKey('kind', params.kind) : undefined;
  const reason = params.reason;
  const more = [
    kind === undefined ? undefined : say(kind),
    typeof reason === 'string' ? `“${reason}”` : undefined,
  ].filter((it) => it !== undefined);
  return more.length === 0 ? words : `${words}: ${more.join(', ')}`;
}
