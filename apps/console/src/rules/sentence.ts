/** A stretch of words, or the place of a number with what is said around it, for whoever does not see the sentence. */
export type Piece = { readonly text: string } | Numbered;
export type Numbered = { readonly number: string; readonly around: string };

/** Stands before and after a name within a sentence; nobody types it. */
const MARK = '\u2063';

/** What to fill a sentence with, so that `piecesOf` finds the places again. */
export function marked(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, MARK + name + MARK]));
}

const GAP = '…';
/** Where one thought ends: what is said beyond is no name of the number before. */
const END = /[.,;:]\s/;

/** The sentence cut at its numbers. */
export function piecesOf(sentence: string): readonly Piece[] {
  const parts = sentence.split(MARK);
  return parts.flatMap((part, at): readonly Piece[] => {
    if (at % 2 === 0) return part === '' ? [] : [{ text: part }];
    const before = (parts[at - 1] ?? '').split(END).at(-1) ?? '';
    const after = `${parts[at + 1] ?? ''} `.split(END)[0] ?? '';
    const around = `${before}${GAP}${after}`.replace(/[.()]/g, '').trim();
    return [{ number: part, around }];
  });
}
