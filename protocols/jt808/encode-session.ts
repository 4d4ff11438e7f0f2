import { bytesOf, concat, uint } from './bytes.ts';
import { encodeFrame, type Header } from './encode-frame.ts';
import { printable } from './encode-location.ts';
import { ID } from './messages.ts';

// What a device says that is no reading (§3.3 "Session").

export type RegisterInput = {
  readonly province?: number;
  readonly city?: number;
  readonly maker: string;
  readonly model: string;
  readonly terminal: string;
  readonly plateColour?: number;
  readonly plate?: string;
};

/** Bytes of maker, model and terminal id, in 2013 and in 2019. */
const WIDTHS = { '2013': [5, 20, 7], '2019': [11, 30, 30], variant: [5, 20, 7] } as const;

/** 0x0100. */
export function encodeRegister(header: Header, input: RegisterInput): Uint8Array {
  const [maker, model, terminal] = WIDTHS[header.form ?? '2013'];
  return encodeFrame(
    ID.register,
    header,
    concat(
      uint(input.province ?? 0, 2),
      uint(input.city ?? 0, 2),
      padded(input.maker, maker),
      padded(input.model, model),
      padded(input.terminal, terminal),
      uint(input.plateColour ?? 0, 1),
      printable(input.plate ?? ''),
    ),
  );
}

function padded(text: string, size: number): Uint8Array {
  const bytes = printable(text);
  if (bytes.length > size) throw new RangeError(`more than ${size} characters`);
  return concat(bytes, new Uint8Array(size - bytes.length));
}

/** 0x0102 with the token of the registration. */
export function encodeAuthenticate(header: Header, token: string): Uint8Array {
  return encodeFrame(ID.authenticate, header, printable(token));
}

/** 0x0002. */
export function encodeHeartbeat(header: Header): Uint8Array {
  return encodeFrame(ID.heartbeat, header, new Uint8Array(0));
}

/** 0x0001: what became of a command; 0 done, 1 failed, 2 wrong, 3 not known. */
export function encodeGeneralReply(
  header: Header,
  { serial, messageId, result }: { serial: number; messageId: number; result: number },
): Uint8Array {
  const body = concat(uint(serial, 2), uint(messageId, 2), uint(result, 1));
  return encodeFrame(ID.generalReply, header, body);
}

/** 0x0900 of any kind. */
export function encodeUpTransparent(header: Header, kind: number, value: Uint8Array): Uint8Array {
  return encodeFrame(ID.transparent, header, concat(uint(kind, 1), value));
}

/** 0x6006: the answer to a text. */
export function encodeTextAnswer(header: Header, text: string): Uint8Array {
  return encodeFrame(ID.textAnswer, header, concat(uint(0, 1), printable(text)));
}

const WORD = /^[A-Za-z0-9._:-]{1,64}$/;

export type BracketInput = {
  readonly wireId: string;
  /** Three digits. */
  readonly serial: string;
  readonly group: string;
  readonly word: number;
  readonly params: readonly (string | number)[];
};

/** `(ID,1,001,GROUP,n,…)`, §3.2. Each field is allow-listed, so that no text makes a second one, or a second frame. */
export function encodeBrackets(input: BracketInput): Uint8Array {
  const { wireId, serial, group, word, params } = input;
  const fields = [wireId, '1', serial, group, String(word), ...params.map(String)];
  const wrong = fields.find((field) => !WORD.test(field));
  if (wrong !== undefined) throw new RangeError('a field of letters, digits, dots and dashes only');
  if (!/^\d{1,15}$/.test(wireId)) throw new RangeError('an id of at most 15 digits');
  return bytesOf(`(${fields.join(',')})`);
}

/** `(ID,1,001,BASE,2,TIME)`. */
export function encodeTimeRequest(wireId: string, serial = '001'): Uint8Array {
  return encodeBrackets({ wireId, serial, group: 'BASE', word: 2, params: ['TIME'] });
}
