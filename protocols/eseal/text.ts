import { type Malformed, textOf } from '@lakiri/kit';

/** One comma field and where it stands in the frame. */
type Field = { readonly text: string; readonly from: number; readonly to: number };

/** `##S,<kind>,<id>,<customer>,<firmware>,<type>,…,E##`, whoever sent it. */
export type ESealText = {
  readonly id: string;
  /** All before the type, as an acknowledgement wants it back: `##S,eSeal,1000821,256,3.0.6,`. */
  readonly envelope: string;
  readonly kind: string;
  readonly customer: string;
  readonly firmware: string;
  readonly type: string;
  readonly typeAt: number;
  readonly values: readonly Field[];
};

const START = '##S,';
const END = ',E##';

/** What the fields of the envelope must look like; what does not is malformed at that field. */
const FORMS: readonly (readonly [code: string, form: RegExp])[] = [
  ['bad-kind', /^[A-Za-z0-9 _-]{1,20}$/],
  ['bad-id', /^\d{1,20}$/],
  ['bad-customer', /^\d{1,10}$/],
  ['bad-firmware', /^[A-Za-z0-9._ -]{1,20}$/],
  ['bad-type', /^[A-Za-z0-9 _-]{1,40}$/],
];

/** Reads the envelope of a frame, any bytes whatever. */
export function readText(frame: Uint8Array): ESealText | Malformed {
  const all = textOf(frame);
  const wrongAt = [...START].findIndex((char, at) => all[at] !== char);
  if (wrongAt !== -1) return { code: 'not-a-frame', offset: Math.min(wrongAt, frame.length) };
  const hash = all.indexOf('#', START.length);
  if (hash !== frame.length - 2 || !all.endsWith(END))
    return { code: 'unterminated', offset: hash === -1 ? frame.length : hash };
  const end = frame.length - END.length;
  const fields = fieldsOf(all, START.length, Math.max(end, START.length));
  for (const [at, [code, form]] of FORMS.entries()) {
    const field = fields[at];
    if (field === undefined) return { code: 'too-few-fields', offset: end };
    if (!form.test(field.text)) return { code, offset: field.from };
  }
  const [kind = '', id = '', customer = '', firmware = '', type = ''] = fields.map((it) => it.text);
  const typeAt = fields[4]?.from ?? 0;
  const envelope = all.slice(0, typeAt);
  return { id, envelope, kind, customer, firmware, type, typeAt, values: fields.slice(5) };
}

function fieldsOf(all: string, from: number, to: number): Field[] {
  let at = from;
  return all
    .slice(from, to)
    .split(',')
    .map((text) => {
      const field = { text, from: at, to: at + text.length };
      at = field.to + 1;
      return field;
    });
}
