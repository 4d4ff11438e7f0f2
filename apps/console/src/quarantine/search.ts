export const quarantineTabs = ['doubts', 'unknown', 'rejected'] as const;
export type QuarantineTab = (typeof quarantineTabs)[number];

export type QuarantineSearch = { readonly tab?: QuarantineTab };

/** Reads the address of the quarantine; anything it does not know is left out. */
export function quarantineSearch({ tab }: Record<string, unknown>): QuarantineSearch {
  const known = quarantineTabs.find((it) => it === tab);
  return known === undefined ? {} : { tab: known };
}
