import { isOfServer } from './decode.ts';
import { readText } from './text.ts';

/** What a seal hears. */
export type Answer = { readonly id: string } & (
  | {
      readonly kind: 'stored';
      readonly type: string;
      readonly index: string;
      /** What a seal that starts is to be set to. */
      readonly settings: readonly string[];
    }
  | { readonly kind: 'unlock' }
);

/** Reads a text of a server as the seal does, its line end or not; `undefined` for what is none. */
export function decodeAnswer(bytes: Uint8Array): Answer | undefined {
  const hasEnd = bytes[bytes.length - 1] === 0x0a && bytes[bytes.length - 2] === 0x0d;
  const text = readText(hasEnd ? bytes.subarray(0, -2) : bytes);
  if ('code' in text || !isOfServer(text)) return undefined;
  const { id, type, values } = text;
  if (type === 'RC-Unlock') return { id, kind: 'unlock' };
  const [index = '', ...settings] = values.map((field) => field.text);
  return { id, kind: 'stored', type: type.replace(/ ACK$/, ''), index, settings };
}
