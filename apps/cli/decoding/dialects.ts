import type { Dialect } from '@lakiri/kit';
import { jointech, unescapeFrame } from '@lakiri/protocol-jointech';
import { teltonika } from '@lakiri/protocol-teltonika';

/** A dialect, and how its frames are shown: as the device meant them, without escapes. */
export type Spoken = { readonly dialect: Dialect; shown(frame: Uint8Array): Uint8Array };

const asSent = (frame: Uint8Array): Uint8Array => frame;

/** By the names under which captures come: the JT600 speaks the same dialect as the seals. */
export const DIALECTS: ReadonlyMap<string, Spoken> = new Map([
  ['jointech', { dialect: jointech, shown: unescapeFrame }],
  ['jt600', { dialect: jointech, shown: unescapeFrame }],
  ['teltonika', { dialect: teltonika, shown: asSent }],
]);
