import { textOf } from '@lakiri/kit';

/** What a device hears. */
export type Answer =
  | { readonly kind: 'stored'; readonly count: string }
  | { readonly kind: 'alive'; readonly version: string; readonly count: string }
  | {
      readonly kind: 'command';
      readonly word: string;
      readonly password: string;
      readonly params: readonly string[];
      readonly serial: number;
    };

const STORED = /^\+SACK:([0-9A-Fa-f]{4})\$$/;
const ALIVE = /^\+SACK:GTHBD,([0-9A-Za-z]{6,10}),([0-9A-Fa-f]{4})\$$/;
const COMMAND = /^AT\+GT([A-Z]{3})=([^,$]*)((?:,[^,$]*)*),([0-9A-Fa-f]{4})\$$/;

/** Reads a text of a server as the device does; `undefined` for what is none. */
export function decodeAnswer(bytes: Uint8Array): Answer | undefined {
  const text = textOf(bytes);
  const [, stored] = STORED.exec(text) ?? [];
  if (stored !== undefined) return { kind: 'stored', count: stored };
  const [, version, count] = ALIVE.exec(text) ?? [];
  if (version !== undefined && count !== undefined) return { kind: 'alive', version, count };
  const [, word, password, params, serial] = COMMAND.exec(text) ?? [];
  if (word === undefined || password === undefined || serial === undefined) return undefined;
  return {
    kind: 'command',
    word,
    password,
    params: params === undefined || params === '' ? [] : params.slice(1).split(','),
    serial: Number.parseInt(serial, 16),
  };
}
