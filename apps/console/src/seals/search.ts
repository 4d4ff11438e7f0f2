import type { SealState } from '../api/contract.ts';

export const sealStates = [
  'free',
  'fitted',
  'armed',
  'disarmed',
] as const satisfies readonly SealState[];

export type SealsSearch = {
  readonly q?: string;
  readonly state?: SealState;
  /** The number of the seal that has just been registered. */
  readonly registered?: string;
};

const text = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

/** Reads the address of the register; anything it does not know is left out. */
export function sealsSearch(search: Record<string, unknown>): SealsSearch {
  const q = text(search.q);
  const registered = text(search.registered);
  const state = sealStates.find((it) => it === search.state);
  return {
    ...(q === undefined ? {} : { q }),
    ...(state === undefined ? {} : { state }),
    ...(registered === undefined ? {} : { registered }),
  };
}

/** The device that a registration starts from, when an unknown one is taken in. */
export type RegisterSearch = { readonly dialect?: string; readonly wireId?: string };

export function registerSearch(search: Record<string, unknown>): RegisterSearch {
  const [dialect, wireId] = [text(search.dialect), text(search.wireId)];
  return {
    ...(dialect === undefined ? {} : { dialect }),
    ...(wireId === undefined ? {} : { wireId }),
  };
}
