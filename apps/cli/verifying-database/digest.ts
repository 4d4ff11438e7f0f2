import { hash } from 'node:crypto';
import type { Sha256 } from '@lakiri/evidence';

export const sha256: Sha256 = (data) => hash('sha256', data, 'buffer');
