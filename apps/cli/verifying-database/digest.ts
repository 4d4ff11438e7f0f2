import { hash } from 'node:crypto';
import type { Sha256 } from '@lakiri/evidence';

/** By way of text, which is three times as fast as asking for a buffer. */
export const sha256: Sha256 = (data) => Buffer.from(hash('sha256', data, 'binary'), 'binary');
