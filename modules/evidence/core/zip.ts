// A zip as an attacker may have made it. Only one form is read: files one after the other from the first byte, the
// directory right behind them, the end right behind that. So no two readers can see different files in it.
import { Inflate, inflateSync } from 'fflate';

/** What a verifier will hold in memory; the longest journey's bundle known is a fiftieth of it. */
export const ZIP_BYTES_MAX = 512 * 1024 * 1024;
/** Of all files together, unpacked. */
export const UNPACKED_BYTES_MAX = 512 * 1024 * 1024;
/** The exporter's own limit; the end record could hold 65,535. */
const FILES_MAX = 60_000;
/** JSON, CSV and PDF shrink to a fortieth at most; what shrinks further is a bomb. Small files may be all zeros. */
const RATIO_MAX = 200;
const RATIO_FROM_BYTES = 64 * 1024;
/** Fits the longest path of Windows with room for a folder before it. */
const NAME_CHARS_MAX = 200;
/** Up to here a file is unpacked at once: a stream costs more than it. Stored in deflate's form it is a little longer. */
const SMALL_BYTES_MAX = 64 * 1024;
const SMALL_PACKED_MAX = SMALL_BYTES_MAX + 1_024;
/** Unpacked this much at a time: a bomb is noticed before it fills memory. */
const INFLATE_STEP_BYTES = 16 * 1024;

/** No segment begins with a dot, nothing leads out of the folder, and no system spells it otherwise. */
const NAME = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/;

// APPNOTE 6.3.10, §4.3.7, §4.3.12, §4.3.16
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const END_BYTES = 22;
const STORED = 0;
const DEFLATED = 8;
const UTF8_FLAG = 0x0800;
const MADE_BY = 20; // version 2.0 on MS-DOS: no rights, no owner, nothing of the machine that made it

type ZipRefusal =
  | 'not-a-zip'
  | 'too-large'
  | 'too-many-files'
  | 'unusual-form'
  | 'headers-differ'
  | 'bad-name'
  | 'name-twice'
  | 'bomb'
  | 'unknown-method';

export type ZipRead =
  | { readonly read: false; readonly code: ZipRefusal; readonly path: string }
  | {
      readonly read: true;
      readonly files: ReadonlyMap<string, Uint8Array>;
      /** Files that could not be unpacked, or whose bytes are not those that were packed. */
      readonly damaged: readonly string[];
      /** Files whose headers say what no bundle of ours says; their bytes are whole. */
      readonly unusual: readonly string[];
    };

type Header = {
  readonly path: string;
  readonly at: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly isUsual: boolean;
};

type Refused = { readonly code: ZipRefusal; readonly path: string };

/** Every file of a zip by its name. Total; never more in memory than the limits above allow. */
export function readZip(zip: Uint8Array): ZipRead {
  const headers = headersOf(zip);
  if (!Array.isArray(headers)) return { read: false, ...(headers as Refused) };
  const files = new Map<string, Uint8Array>();
  const damaged: string[] = [];
  for (const header of headers as readonly Header[]) {
    const from = header.at + LOCAL_BYTES + header.path.length;
    const packed = zip.subarray(from, from + header.packed);
    const bytes = header.method === STORED ? packed : inflated(packed, header.unpacked);
    if (bytes === undefined || bytes.length !== header.unpacked || crc32(bytes) !== header.crc)
      damaged.push(header.path);
    if (bytes !== undefined) files.set(header.path, bytes);
  }
  const unusual = (headers as readonly Header[]).filter(({ isUsual }) => !isUsual);
  return { read: true, files, damaged, unusual: unusual.map(({ path }) => path) };
}

function headersOf(zip: Uint8Array): readonly Header[] | Refused {
  const refused = (code: ZipRefusal, path = ''): Refused => ({ code, path });
  if (zip.length > ZIP_BYTES_MAX) return refused('too-large');
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = zip.length - END_BYTES;
  if (end < 0 || view.getUint32(end, true) !== END) return refused('not-a-zip');
  const count = view.getUint16(end + 10, true);
  const directory = view.getUint32(end + 16, true);
  // One disk, no comment, and the directory ends where the end begins (§4.3.16).
  const isWhole =
    view.getUint32(end + 4, true) === 0 &&
    view.getUint16(end + 8, true) === count &&
    directory + view.getUint32(end + 12, true) === end &&
    view.getUint16(end + 20, true) === 0;
  if (!isWhole) return refused('unusual-form');
  if (count > FILES_MAX) return refused('too-many-files');
  const headers: Header[] = [];
  const names = new Set<string>();
  let [at, local, total] = [directory, 0, 0];
  for (let n = 0; n < count; n++) {
    const header = headerAt(view, { at, local, directory });
    if (!('at' in header)) return header;
    const { path, packed, unpacked } = header;
    if (names.has(path.toLowerCase())) return refused('name-twice', path);
    names.add(path.toLowerCase());
    total += unpacked;
    if (total > UNPACKED_BYTES_MAX) return refused('too-large', path);
    headers.push(header);
    at += CENTRAL_BYTES + path.length;
    local += LOCAL_BYTES + path.length + packed;
  }
  if (at !== end || local !== directory) return refused('unusual-form');
  return headers;
}

type Place = {
  /** Where the header stands in the directory. */
  readonly at: number;
  /** Where its file must begin: the file before it ended there. */
  readonly local: number;
  readonly directory: number;
};

/** One file's header in the directory, with its twin before the file itself at `local`. */
function headerAt(view: DataView, { at, local, directory }: Place): Header | Refused {
  const refused = (code: ZipRefusal, path = ''): Refused => ({ code, path });
  if (at + CENTRAL_BYTES > view.byteLength || view.getUint32(at, true) !== CENTRAL)
    return refused('unusual-form');
  const nameBytes = view.getUint16(at + 28, true);
  if (nameBytes > NAME_CHARS_MAX || at + CENTRAL_BYTES + nameBytes > view.byteLength)
    return refused('bad-name');
  const path = asciiOf(view, at + CENTRAL_BYTES, nameBytes);
  if (!NAME.test(path)) return refused('bad-name', path);
  if (!isPlain(view, { at, local })) return refused('unusual-form', path);
  const header: Header = {
    path,
    at: local,
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packed: view.getUint32(at + 20, true),
    unpacked: view.getUint32(at + 24, true),
    isUsual: isUsual(view, at),
  };
  const code = faultOf(header, directory);
  if (code !== undefined) return refused(code, path);
  return isTwin(view, { at, local, nameBytes }) ? header : refused('headers-differ', path);
}

/** No extra field, comment, other disk, encryption or data descriptor; at the place where the file before it ended. */
function isPlain(view: DataView, { at, local }: Pick<Place, 'at' | 'local'>): boolean {
  const flags = view.getUint16(at + 8, true);
  return (
    view.getUint32(at + 30, true) === 0 &&
    view.getUint16(at + 34, true) === 0 &&
    view.getUint32(at + 42, true) === local &&
    (flags === 0 || flags === UTF8_FLAG)
  );
}

function isUsual(view: DataView, at: number): boolean {
  return (
    view.getUint16(at + 4, true) === MADE_BY &&
    view.getUint16(at + 36, true) === 0 &&
    view.getUint32(at + 38, true) === 0
  );
}

function faultOf(
  { path, at, method, packed, unpacked }: Header,
  directory: number,
): ZipRefusal | undefined {
  if (at + LOCAL_BYTES + path.length + packed > directory) return 'unusual-form';
  if (method !== STORED && method !== DEFLATED) return 'unknown-method';
  if (method === STORED && packed !== unpacked) return 'headers-differ';
  return unpacked > RATIO_FROM_BYTES && unpacked > packed * RATIO_MAX ? 'bomb' : undefined;
}

/** Whether the header before the file says what the directory says of it (§4.4). */
function isTwin(
  view: DataView,
  { at, local, nameBytes }: { at: number; local: number; nameBytes: number },
): boolean {
  if (view.getUint32(local, true) !== LOCAL) return false;
  for (let byte = 4; byte < LOCAL_BYTES; byte++)
    if (view.getUint8(local + byte) !== view.getUint8(at + byte + 2)) return false;
  for (let byte = 0; byte < nameBytes; byte++)
    if (view.getUint8(local + LOCAL_BYTES + byte) !== view.getUint8(at + CENTRAL_BYTES + byte))
      return false;
  return true;
}

function asciiOf(view: DataView, from: number, length: number): string {
  let text = '';
  for (let at = from; at < from + length; at++) text += String.fromCharCode(view.getUint8(at));
  return text;
}

/** The unpacked bytes; `undefined` when they make no sense or are more than the header says. */
function inflated(packed: Uint8Array, size: number): Uint8Array | undefined {
  if (size <= SMALL_BYTES_MAX && packed.length <= SMALL_PACKED_MAX)
    return inflatedAtOnce(packed, size);
  const out = new Uint8Array(size);
  let to = 0;
  let isTooLong = false;
  const inflate = new Inflate((chunk) => {
    isTooLong ||= to + chunk.length > size;
    if (!isTooLong) out.set(chunk, to);
    to += chunk.length;
  });
  try {
    for (let at = 0; at === 0 || at < packed.length; at += INFLATE_STEP_BYTES) {
      const next = at + INFLATE_STEP_BYTES;
      inflate.push(packed.subarray(at, next), next >= packed.length);
      if (isTooLong) return undefined;
    }
  } catch {
    return undefined; // fflate throws on a stream that is no deflate: the file is damaged, and that is our answer
  }
  return out.subarray(0, to);
}

function inflatedAtOnce(packed: Uint8Array, size: number): Uint8Array | undefined {
  try {
    // One byte more than there should be, so that a longer stream shows.
    const out = inflateSync(packed, { out: new Uint8Array(size + 1) });
    return out.length > size ? undefined : out;
  } catch {
    return undefined; // as above
  }
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] as number) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
