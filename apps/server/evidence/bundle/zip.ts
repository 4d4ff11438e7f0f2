// A zip whose bytes follow from its files alone: no clock, no machine, no order of arrival. Files are packed one by
// one, so that only the packed ones are held.
import { crc32 } from 'node:zlib';
import { sha256Hex } from '@lakiri/platform/sha256';
import { deflate, deflateSync } from 'fflate';

export type PackedFile = {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly crc: number;
  readonly method: number;
  readonly packed: Uint8Array;
};

const STORED = 0;
const DEFLATED = 8;
const LEVEL = 6;
/** Up to here deflating takes some milliseconds, and less than handing it to a worker. */
const AT_ONCE_BYTES_MAX = 128 * 1024;
const VERSION = 20; // APPNOTE §4.4.3: deflate and folders
const UTF8_NAMES = 0x0800;
const NEW_YEAR_1980 = 0x0021; // the first day that a zip can say, at 00:00

/**
 * Deflated by JavaScript, not by the machine's zlib: its output is the same everywhere. What is long is deflated in a
 * worker, to the same bytes, so that the process answers others meanwhile.
 */
export async function packFile(path: string, bytes: Uint8Array): Promise<PackedFile> {
  const deflated =
    bytes.length > AT_ONCE_BYTES_MAX
      ? await deflatedAside(bytes)
      : deflateSync(bytes, { level: LEVEL });
  const isSmaller = deflated.length < bytes.length;
  return {
    path,
    sha256: sha256Hex(bytes),
    bytes: bytes.length,
    crc: crc32(bytes),
    method: isSmaller ? DEFLATED : STORED,
    packed: isSmaller ? deflated : bytes,
  };
}

function deflatedAside(bytes: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    deflate(bytes, { level: LEVEL }, (error, deflated) =>
      error === null ? resolve(deflated) : reject(error),
    );
  });
}

/** The files in this order. APPNOTE 6.3.10 §4.3. */
export function zipOf(files: readonly PackedFile[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const file of files) {
    const name = Buffer.from(file.path, 'utf8');
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    describe(local, 4, file, name);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(VERSION, 4);
    describe(central, 6, file, name);
    central.writeUInt32LE(at, 42);
    parts.push(local, name, file.packed);
    directory.push(central, name);
    at += local.length + name.length + file.packed.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

/** What both headers of a file say of it, from the version needed on. */
function describe(header: Buffer, from: number, file: PackedFile, name: Uint8Array): void {
  header.writeUInt16LE(VERSION, from);
  header.writeUInt16LE(UTF8_NAMES, from + 2);
  header.writeUInt16LE(file.method, from + 4);
  header.writeUInt16LE(0, from + 6);
  header.writeUInt16LE(NEW_YEAR_1980, from + 8);
  header.writeUInt32LE(file.crc, from + 10);
  header.writeUInt32LE(file.packed.length, from + 14);
  header.writeUInt32LE(file.bytes, from + 18);
  header.writeUInt16LE(name.length, from + 22);
}
