/** Framing of the maker's page "Teltonika Data Sending Protocols" (TCP): sizes and offsets. */
export const CODEC_AT = 8; // preamble u32, data length u32
export const CRC_BYTES = 4;
export const ENVELOPE_BYTES = CODEC_AT + CRC_BYTES;

export const PING = 0xff;
const LOGIN_IMEI_DIGITS = 15;
export const LOGIN_BYTES = 2 + LOGIN_IMEI_DIGITS;

/** Codec, first count, last count: a packet of no records. Nothing shorter can be a packet. */
export const DATA_BYTES_MIN = 3;

/**
 * The maker's page gives 1280 bytes for a record packet, and a camera's codec 12 packet of 2079
 * bytes has been seen. Four times that leaves room for firmware to come; a longer one is an attack
 * or a lost preamble.
 */
export const FRAME_BYTES_MAX = 8192;
export const DATA_BYTES_MAX = FRAME_BYTES_MAX - ENVELOPE_BYTES;

export type AvlCodec = 8 | 16 | 0x8e;

/** How a codec writes the IO part of a record; the rest of a record is the same in all three. */
export type AvlLayout = {
  readonly codec: AvlCodec;
  readonly idBytes: 1 | 2;
  readonly countBytes: 1 | 2;
  readonly hasGeneration: boolean;
  readonly hasVariableGroup: boolean;
};

const LAYOUTS: readonly AvlLayout[] = [
  { codec: 8, idBytes: 1, countBytes: 1, hasGeneration: false, hasVariableGroup: false },
  { codec: 16, idBytes: 2, countBytes: 1, hasGeneration: true, hasVariableGroup: false },
  { codec: 0x8e, idBytes: 2, countBytes: 2, hasGeneration: false, hasVariableGroup: true },
];

/** Codecs the maker has published and this dialect frames and checks but does not read. */
const UNREAD: Readonly<Record<number, string>> = {
  4: 'codec 4: daily positions, bit fields',
  15: 'codec 15: text from a serial port',
};

/** Codecs of commands and of what is said to them: one text. */
export type TextCodec = 12 | 13 | 14;
const TEXT_CODECS: readonly number[] = [12, 13, 14] satisfies readonly TextCodec[];

/** Records of the GH series: another layout altogether. */
export const CODEC_GH = 7;

export function isTextCodec(codec: number): codec is TextCodec {
  return TEXT_CODECS.includes(codec);
}

export function findLayout(codec: number): AvlLayout | undefined {
  return LAYOUTS.find((layout) => layout.codec === codec);
}

/** What a codec that is not read is for; `undefined` for one that is read, or that nobody published. */
export function describeUnread(codec: number): string | undefined {
  return UNREAD[codec];
}

export function isPublishedCodec(codec: number): boolean {
  return (
    findLayout(codec) !== undefined ||
    codec === CODEC_GH ||
    isTextCodec(codec) ||
    describeUnread(codec) !== undefined
  );
}

export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

/** The big-endian u32 at `at`; what lies past the end counts as 0, so the caller checks the length. */
export function u32At(bytes: Uint8Array, at: number): number {
  const high = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  const low = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
  return high * 0x10000 + low;
}
