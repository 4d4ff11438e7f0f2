import type { Kept } from './database.ts';

/** What writes; all others only read, or let go. */
const WRITES = [
  'keepItem',
  'keepPhoto',
  'set',
  'keepDone',
] as const satisfies readonly (keyof Kept)[];

/** The same, telling of each write whether the phone took it: one that is full refuses, and nobody else would say so. */
export function noticed(kept: Kept, told: (isKept: boolean) => void): Kept {
  const noticing = { ...kept };
  for (const name of WRITES) {
    const write = kept[name] as (...given: unknown[]) => Promise<void>;
    Object.assign(noticing, {
      [name]: async (...given: unknown[]): Promise<void> => {
        try {
          await write(...given);
        } catch (error) {
          told(false);
          throw error;
        }
        told(true);
      },
    });
  }
  return noticing;
}

/** For who writes and goes on: that the phone is full is said on every screen. */
export const isTold = (): void => undefined;
