import { type Malformed, textOf } from '@lakiri/kit';

/** How a device speaks: its head, and the head under which it is spoken to. */
export const FORMS = {
  CMD: { device: 'CMDR', server: 'CMDS' },
  SC: { device: 'SCOR', server: 'SCOS' },
  BG: { device: 'BGCR', server: 'BGCS' },
} as const;
export type Form = keyof typeof FORMS;

/** One comma field, without the spaces around it, and where it stands in the frame. */
export type Field = { readonly text: string; readonly from: number; readonly to: number };

/** A text that has the outer form of one, whoever sent it. */
export type OmniText = {
  readonly form: Form;
  readonly from: 'device' | 'server';
  readonly maker: string;
  readonly imei: string;
  /** `yyMMddHHmmss` as sent; only the CMD form must have one. */
  readonly clock: string | null;
  readonly word: string;
  readonly params: readonly Field[];
  /** Where the word begins: all before it is the envelope. */
  readonly wordAt: number;
};

const PREFIX = 0xff;
const STAR = 0x2a;
const HASH = 0x23;

/** Reads the envelope of a frame, any bytes whatever. */
export function readText(frame: Uint8Array): OmniText | Malformed {
  const star = frame[0] === PREFIX && frame[1] === PREFIX ? 2 : 0;
  if (frame[star] !== STAR) return { code: 'not-a-frame', offset: Math.min(star, frame.length) };
  const hash = frame.indexOf(HASH);
  if (hash === -1) return { code: 'unterminated', offset: frame.length };
  if (hash !== frame.length - 1) return { code: 'trailing-bytes', offset: hash + 1 };
  return readFields(fieldsOf(frame, star + 1, hash), { first: star + 1, end: hash });
}

function readFields(
  fields: readonly Field[],
  { first, end }: { readonly first: number; readonly end: number },
): OmniText | Malformed {
  const [headField, maker, imei, ...rest] = fields;
  const head = headOf(headField?.text ?? '');
  if (head === undefined) return { code: 'unknown-head', offset: first };
  if (!isOf(maker, /^[A-Z]{2}$/)) return { code: 'bad-maker', offset: maker?.from ?? end };
  if (!isOf(imei, /^\d{15}$/)) return { code: 'bad-id', offset: imei?.from ?? end };
  // The forms without a clock are given one by some firmware; no word is twelve digits.
  const clock = isOf(rest[0], /^\d{12}$/) ? (rest[0]?.text ?? null) : null;
  const [word, ...params] = clock === null ? rest : rest.slice(1);
  if (word === undefined) return { code: 'too-few-fields', offset: end };
  if (!isOf(word, /^[A-Z][A-Za-z0-9]$/)) return { code: 'bad-word', offset: word.from };
  return {
    ...head,
    maker: maker?.text ?? '',
    imei: imei?.text ?? '',
    clock,
    word: word.text,
    params,
    wordAt: word.from,
  };
}

function isOf(field: Field | undefined, form: RegExp): boolean {
  return field !== undefined && form.test(field.text);
}

function headOf(text: string): { form: Form; from: 'device' | 'server' } | undefined {
  for (const form of Object.keys(FORMS) as Form[])
    for (const from of ['device', 'server'] as const)
      if (FORMS[form][from] === text) return { form, from };
  return undefined;
}

/** The maker's own examples pad fields with spaces. */
function fieldsOf(frame: Uint8Array, from: number, to: number): Field[] {
  let at = from;
  return textOf(frame.subarray(from, to))
    .split(',')
    .map((padded) => {
      const text = padded.replace(/^ +| +$/g, '');
      const start = text === '' ? at : at + padded.indexOf(text);
      at += padded.length + 1;
      return { text, from: start, to: start + text.length };
    });
}
