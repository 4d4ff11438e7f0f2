// Where a log's files are read: a directory, or an address that serves it.
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export type LogSource = {
  /** As the person gave it, for messages. */
  readonly name: string;
  /** Where its files can be listed. */
  readonly directory?: string;
  /** How many files may be asked for at once. */
  readonly parallel: number;
  /** A file by its path in the log; `undefined` when there is none. Throws `CannotVerify`. */
  read(path: string, bytesMax: number): Promise<Uint8Array | undefined>;
};

/** What keeps us from saying anything: a network, a disk, a file that is not what was promised. Says it to a person. */
export type CannotVerify = Error & { readonly cannotVerify: true };

export function cannotVerify(message: string): CannotVerify {
  return Object.assign(new Error(message), { cannotVerify: true } as const);
}

export function isCannotVerify(error: unknown): error is CannotVerify {
  return error instanceof Error && 'cannotVerify' in error;
}

/** Disks answer at once; more in flight would only hold memory. */
const DISK_PARALLEL = 4;
/** A round trip to another continent is 300 ms: eight in flight fill such a line, and burden no server. */
const HTTP_PARALLEL = 8;
/** A bundle of 16 MB over a bad line; a server that is silent for so long is away. */
const ANSWER_MS_MAX = 60_000;
const RETRY_AFTER_MS = [500, 2_000, 5_000] as const;

export function sourceOf(place: string): LogSource {
  return /^https?:\/\//.test(place) ? httpSource(place) : directorySource(place);
}

function directorySource(directory: string): LogSource {
  return {
    name: directory,
    directory,
    parallel: DISK_PARALLEL,
    read: (path, bytesMax) => readFileBounded(join(directory, path), bytesMax),
  };
}

/** A file's bytes; `undefined` when there is none. Throws `CannotVerify` for one that is too long or unreadable. */
export async function readFileBounded(
  path: string,
  bytesMax: number,
): Promise<Uint8Array | undefined> {
  try {
    await using file = await open(path, 'r');
    const { size } = await file.stat();
    if (size > bytesMax) throw cannotVerify(`${path} has ${size} bytes; ${bytesMax} are read.`);
    return await file.readFile();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined;
    if (isCannotVerify(error)) throw error;
    throw cannotVerify(`${path} cannot be read: ${message}.`);
  }
}

function httpSource(place: string): LogSource {
  const base = place.replace(/\/?$/, '/');
  return {
    name: place,
    parallel: HTTP_PARALLEL,
    read: async (path, bytesMax) => {
      for (const wait of RETRY_AFTER_MS) {
        const answer = await ask(base + path, bytesMax);
        if (!('again' in answer)) return answer.bytes;
        await sleep(wait);
      }
      const last = await ask(base + path, bytesMax);
      if (!('again' in last)) return last.bytes;
      throw cannotVerify(`${base}${path} does not answer: ${last.again}.`);
    },
  };
}

type Answer = { readonly bytes: Uint8Array | undefined } | { readonly again: string };

async function ask(url: string, bytesMax: number): Promise<Answer> {
  try {
    const token = process.env['LAKIRI_LOG_TOKEN'];
    const response = await fetch(url, {
      signal: AbortSignal.timeout(ANSWER_MS_MAX),
      // Node's fetch leaves it out where a redirect leads to another origin.
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    });
    const { status } = response;
    if (status === 200) return { bytes: await bodyOf(response, bytesMax) };
    await response.body?.cancel();
    if (status === 404 || status === 410) return { bytes: undefined };
    if (status === 408 || status === 429 || status >= 500) return { again: `status ${status}` };
    if (status === 401 || status === 403)
      throw cannotVerify(
        `${url} is not for everybody (status ${status}): ask the log's operator for its token and put it into LAKIRI_LOG_TOKEN.`,
      );
    throw cannotVerify(`${url} answers with status ${status}.`);
  } catch (error) {
    if (isCannotVerify(error)) throw error;
    const { cause, message } = error as Error;
    return { again: cause instanceof Error ? cause.message : message };
  }
}

async function bodyOf(response: Response, bytesMax: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > bytesMax) throw cannotVerify(`${response.url} is longer than ${bytesMax} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
