import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** The bytes never reached the disk and nothing has changed: the same may succeed when there is space. */
export class DiskFull extends Error {}

/** No space on the device, a quota, a limit on the size of a file. */
const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/**
 * Replaces a file as a whole: after a return, the new text survives a power cut; after a crash there is
 * the old or the new one. Throws DiskFull where nothing was changed; any other error leaves it open
 * which of the two the disk holds, and whoever gets it must end.
 */
export function replaceFile(file: string, text: string, mode: number): void {
  const fresh = `${file}.new`;
  writeFresh(fresh, text, mode);
  renameSync(fresh, file);
  syncDirectory(dirname(file));
}

/** Makes a file with this text, durably, unless it is there already, whoever else tries at the same time. */
export function createFile(file: string, text: string, mode: number): void {
  const fresh = `${file}.${process.pid}.new`;
  writeFresh(fresh, text, mode);
  try {
    linkSync(fresh, file);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
  unlinkSync(fresh);
  syncDirectory(dirname(file));
}

/** Makes an empty file that must not be there yet, durably. False when it is. */
export function claimFile(file: string): boolean {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
  syncDirectory(dirname(file));
  return true;
}

/** The text of a file; `undefined` where there is none. */
export function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Makes what was created, renamed or removed in a directory durable. */
export function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return; // NTFS journals names, and a directory cannot be opened
  const fd = openSync(directory, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

function writeFresh(fresh: string, text: string, mode: number): void {
  let fd: number | undefined;
  try {
    fd = openSync(fresh, 'w', mode);
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
  } catch (error) {
    if (fd !== undefined) closeSync(fd);
    if (!FULL.has(codeOf(error) ?? '')) throw error;
    removeIfThere(fresh);
    throw new DiskFull(`no space for ${fresh}`, { cause: error });
  }
  // An error of fsync is final: the kernel may have dropped the pages, and a second fsync would succeed.
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

function removeIfThere(file: string): void {
  try {
    unlinkSync(file);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
