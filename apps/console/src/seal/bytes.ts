import type { FrameField } from '../api/device-contract.ts';

type Span = FrameField['spans'][number];

/** Eight to a row: it fits beside its fields at a desk, and on a phone. */
const ROW_BYTES = 8;

export type Byte = { readonly at: number; readonly hex: string; readonly char: string };

/** The bytes of hex text in rows, each with the character it would be in a text. */
export function rowsOf(hex: string): readonly (readonly Byte[])[] {
  const bytes = (hex.match(/../g) ?? []).map((pair, at) => {
    const code = Number.parseInt(pair, 16);
    const isPrinted = code >= 0x20 && code < 0x7f;
    return { at, hex: pair, char: isPrinted ? String.fromCharCode(code) : '·' };
  });
  return Array.from({ length: Math.ceil(bytes.length / ROW_BYTES) }, (_, row) =>
    bytes.slice(row * ROW_BYTES, (row + 1) * ROW_BYTES),
  );
}

export function isIn(spans: readonly Span[], at: number): boolean {
  return spans.some(([from, to]) => at >= from && at < to);
}

/** `36–37, 40`: the places of the bytes, counted from 0, both ends meant. */
export function placesOf(spans: readonly Span[]): string {
  return spans.map(([from, to]) => (to - from === 1 ? `${from}` : `${from}–${to - 1}`)).join(', ');
}

const sizeOf = ({ spans }: FrameField): number =>
  spans.reduce((sum, [from, to]) => sum + to - from, 0);

/** The field that a byte is of: the one that says most about it, so the shortest; where two are as short, ours. */
export function fieldAt(fields: readonly FrameField[], at: number): FrameField | undefined {
  return fields
    .filter(({ spans }) => isIn(spans, at))
    .sort((a, b) => sizeOf(a) - sizeOf(b) || Number(a.own) - Number(b.own))[0];
}
