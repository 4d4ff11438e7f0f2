import { textOf } from '@lakiri/kit';

/** What a device hears: commands, for the server acknowledges nothing. */
export type Answer = {
  readonly deviceId: string;
  readonly params: readonly string[];
} & (
  | { readonly form: 'legacy'; readonly family: string; readonly word: string }
  | { readonly form: 'universal'; readonly group: number; readonly action: number }
);

const LEGACY =
  /^(S[AT]\d{3,4})CMD;([0-9A-Za-z]{3,20});02;([A-Za-z][A-Za-z0-9]*)((?:;[^;\r]*)*)\r?$/;
const UNIVERSAL = /^CMD;([0-9A-Za-z]{3,20});(\d\d);(\d\d)((?:;[^;\r]*)*)\r?$/;

/** Reads a text of a server as the device does; `undefined` for what is none. */
export function decodeAnswer(bytes: Uint8Array): Answer | undefined {
  const text = textOf(bytes);
  const [, family, deviceId = '', word = '', params] = LEGACY.exec(text) ?? [];
  if (family !== undefined)
    return { form: 'legacy', family, deviceId, word, params: partsOf(params) };
  const [, id, group, action, more] = UNIVERSAL.exec(text) ?? [];
  if (id === undefined) return undefined;
  const codes = { group: Number(group), action: Number(action) };
  return { form: 'universal', deviceId: id, ...codes, params: partsOf(more) };
}

function partsOf(params: string | undefined): readonly string[] {
  return params === undefined || params === '' ? [] : params.slice(1).split(';');
}
