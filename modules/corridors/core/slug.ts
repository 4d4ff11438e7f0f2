/** A lower-case name that people read in addresses: `mombasa-malaba`. */
export type Slug<Noun extends string = string> = string & { readonly slugOf: Noun };

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const SLUG_CHARS_MAX = 60; // the longest of ours has 24; it stands in addresses and facts

export function parseSlug<Noun extends string>(text: string): Slug<Noun> | undefined {
  return text.length <= SLUG_CHARS_MAX && SLUG.test(text) ? (text as Slug<Noun>) : undefined;
}

/** The slug of a name as people write it; undefined where nothing of it can stand in one. */
export function slugOf<Noun extends string>(name: string): Slug<Noun> | undefined {
  const plain = name
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
  return parseSlug<Noun>(plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, ''));
}
