// Checkpoints (C2SP tlog-checkpoint): what a log says of itself at one size, as a signed note.
import type { Malformed } from '@lakiri/kit';
import { base64Of, parseBase64 } from './base64.ts';
import { HASH_BYTES } from './merkle.ts';

export type Checkpoint = {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  /** Extension lines, without newlines. Ours have none. */
  readonly extensions?: readonly string[];
};

/** The note text. Throws RangeError where the origin or an extension is empty or holds a newline. */
export function formatCheckpoint({ origin, size, root, extensions = [] }: Checkpoint): string {
  const lines = [origin, String(size), base64Of(root), ...extensions];
  if (lines.some((line) => line === '' || line.includes('\n')))
    throw new RangeError('a line of a checkpoint is neither empty nor two');
  return `${lines.join('\n')}\n`;
}

/** A decimal without leading zeros that a number holds exactly; `undefined` for other text. */
export function parseSize(text: string): number | undefined {
  if (!/^(0|[1-9]\d{0,15})$/.test(text)) return undefined;
  const size = Number(text);
  return Number.isSafeInteger(size) ? size : undefined;
}

/** What a note text says of a log; the offset of what is malformed is in characters. */
export function parseCheckpoint(text: string): Checkpoint | Malformed {
  if (!text.endsWith('\n')) return { code: 'no-last-newline', offset: text.length };
  const [origin = '', sizeText = '', rootText = '', ...extensions] = text.slice(0, -1).split('\n');
  const sizeOffset = origin.length + 1;
  const rootOffset = sizeOffset + sizeText.length + 1;
  if (origin === '') return { code: 'no-origin', offset: 0 };
  const size = parseSize(sizeText);
  if (size === undefined) return { code: 'bad-size', offset: sizeOffset };
  const root = parseBase64(rootText);
  if (root?.length !== HASH_BYTES) return { code: 'bad-root', offset: rootOffset };
  const empty = text.indexOf('\n\n', rootOffset);
  if (empty >= 0) return { code: 'empty-line', offset: empty + 1 };
  return extensions.length === 0 ? { origin, size, root } : { origin, size, root, extensions };
}
