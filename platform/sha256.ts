import { hash } from 'node:crypto';

/** By way of text, which is three times as fast as asking for a buffer. */
export const sha256 = (data: Uint8Array): Uint8Array =>
  Buffer.from(hash('sha256', data, 'binary'), 'binary');

/** A text is hashed as UTF-8. */
export const sha256Hex = (data: Uint8Array | string): string => hash('sha256', data, 'hex');
