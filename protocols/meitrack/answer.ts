import { textAt } from './bytes.ts';
import { readEnvelope } from './envelope.ts';
import { BATCH_WORDS } from './profile.ts';

/** What a device hears. */
export type Answer = { readonly imei: string; readonly flag: string } & (
  | { readonly kind: 'stored'; readonly word: string; readonly count: number }
  | { readonly kind: 'known' }
  | { readonly kind: 'command'; readonly word: string; readonly params: readonly string[] }
);

/** Reads a text of a server as the device does; `undefined` for what is none. */
export function decodeAnswer(frame: Uint8Array): Answer | undefined {
  const envelope = readEnvelope(frame, false);
  if ('code' in envelope || envelope.from !== 'server') return undefined;
  const { imei, flag, word, contentAt, starAt } = envelope;
  const text = textAt(frame, contentAt, starAt);
  const params = text === '' ? [] : text.split(',');
  if (word === 'AAC') return { imei, flag, kind: 'known' };
  if (BATCH_WORDS.some((it) => it === word) && /^\d{1,5}$/.test(text))
    return { imei, flag, kind: 'stored', word, count: Number(text) };
  return { imei, flag, kind: 'command', word, params };
}
