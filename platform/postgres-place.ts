import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CannotStart } from './cannot-start.ts';
import type { Log } from './log.ts';
import { isReachable, type PostgresBinaries } from './postgres-binaries.ts';
import { hasEnded, isPostgresIn, isRunning, markOf, type ProcessMark } from './processes.ts';
import { openSecrets, type Secrets } from './secrets.ts';

export const OWNER = 'lakiri';

/** Fast shutdown writes a checkpoint first; a busy disk may take this long for it. */
const FAST_STOP_MS_MAX = 30_000;
/** Immediate shutdown writes nothing; what has not gone by then is killed. */
const IMMEDIATE_STOP_MS_MAX = 5_000;

/** Where one cluster lives, and as whom it runs. */
export type PostgresPlace = {
  /** The node's data directory: secrets, the port, the mark of who uses it. */
  readonly root: string;
  /** Postgres's own directory in it. */
  readonly cluster: string;
  /** What `-D` is given: the path, or the working directory where its user may not walk the path. */
  readonly given: string;
  readonly binaries: PostgresBinaries;
  readonly secrets: Secrets;
};

/** Makes the folders, claims them for this process, and checks that they fit. Throws CannotStart. */
export function openPlace(dataDirectory: string, binaries: PostgresBinaries): PostgresPlace {
  try {
    mkdirSync(dataDirectory, { recursive: true, mode: 0o711 });
  } catch (error) {
    throw unusable(dataDirectory, error);
  }
  const root = realpathSync(dataDirectory);
  claim(root);
  const place = {
    root,
    cluster: join(root, 'postgres'),
    given: givenPath(root, binaries.uid),
    binaries,
    secrets: openSecrets(join(root, 'secrets.json')),
  };
  checkVersion(place);
  return place;
}

export function isInitialised(place: PostgresPlace): boolean {
  return existsSync(join(place.cluster, 'PG_VERSION'));
}

/** How its programs are run: in its directory, as its user, with nothing of our environment. */
export function runAs(place: PostgresPlace, cwd: string) {
  const { uid } = place.binaries;
  return {
    cwd,
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8' },
    ...(uid === undefined ? {} : { uid, gid: uid }),
  };
}

/** A new cluster, under another name until it is whole, so that a first start cut short is begun again. */
export function initialise(place: PostgresPlace): void {
  const partial = `${place.cluster}.partial`;
  rmSync(partial, { recursive: true, force: true });
  const password = place.secrets.ensure('postgres-owner');
  const handover = mkdtempSync(join(tmpdir(), 'lakiri-initdb-'));
  const passwordFile = join(handover, 'password');
  try {
    mkdirSync(partial, { mode: 0o700 });
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    for (const path of [partial, handover, passwordFile]) give(path, place.binaries.uid);
    execFileSync(
      join(place.binaries.directory, 'initdb'),
      [
        ...['-D', place.given === place.cluster ? partial : place.given, '-U', OWNER],
        ...['--encoding=UTF8', '--locale=C.UTF-8', '--data-checksums'],
        ...['--auth=scram-sha-256', `--pwfile=${passwordFile}`],
      ],
      { ...runAs(place, partial), stdio: 'pipe' },
    );
    renameSync(partial, place.cluster);
  } catch (error) {
    const said = (error as { stderr?: Buffer }).stderr?.toString().trim();
    throw said === undefined ? error : unusable(place.root, new Error(said));
  } finally {
    rmSync(handover, { recursive: true, force: true });
  }
}

/**
 * Ends the Postgres that a killed supervisor left in this directory: one that is our child again
 * has its log read and its end seen. Removes a pid file that names a stranger.
 */
export async function endLeftover(place: PostgresPlace, log: Log): Promise<void> {
  const file = join(place.cluster, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n', 1)[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !isRunning(pid)) return; // Postgres clears it itself
  if (!isPostgresIn(pid, place.cluster)) {
    log.warn({ pid }, 'removing a pid file of Postgres that names another program');
    rmSync(file);
    return;
  }
  log.warn({ pid }, 'stopping the Postgres that an earlier run left behind');
  if (!(await endPostgres(pid)))
    throw new CannotStart('postgres-leftover', `Postgres ${pid} in ${place.cluster} does not end.`);
}

/** Fast shutdown, then immediate, then by force. */
export async function endPostgres(pid: number): Promise<boolean> {
  for (const [signal, msMax] of [
    ['SIGINT', FAST_STOP_MS_MAX],
    ['SIGQUIT', IMMEDIATE_STOP_MS_MAX],
    ['SIGKILL', IMMEDIATE_STOP_MS_MAX],
  ] as const) {
    if (!isRunning(pid)) return true;
    try {
      process.kill(pid, signal);
    } catch {
      return !isRunning(pid);
    }
    if (await hasEnded(pid, msMax)) return true;
  }
  return false;
}

/** One running program per data directory; the mark of one that was killed is stale and replaced. */
function claim(root: string): void {
  const file = join(root, 'in-use.json');
  const holder = readHolder(file);
  if (holder !== undefined && holder.pid !== process.pid) {
    if (markOf(holder.pid)?.started === holder.started)
      throw new CannotStart(
        'data-in-use',
        `${root} is in use by process ${holder.pid}. Stop it, or set LAKIRI_DATA to another directory.`,
      );
  }
  try {
    writeFileSync(file, JSON.stringify(markOf(process.pid)));
  } catch (error) {
    throw unusable(root, error);
  }
}

function readHolder(file: string): ProcessMark | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessMark;
  } catch {
    return undefined;
  }
}

/**
 * A data directory below a folder that is closed to the user of Postgres (a checkout in /root) works
 * on Linux all the same: the process starts in it, and finds it as its working directory.
 */
function givenPath(root: string, uid: number | undefined): string {
  const cluster = join(root, 'postgres');
  if (uid === undefined || isReachable(root, uid)) return cluster;
  if (platform() === 'linux') return '/proc/self/cwd';
  throw new CannotStart(
    'data-unreachable',
    `Postgres does not run as root, and its user may not enter ${dirname(root)}. Run as another user, or set LAKIRI_DATA.`,
  );
}

function give(path: string, uid: number | undefined): void {
  if (uid === undefined) return;
  chownSync(path, uid, uid);
  chmodSync(path, path.endsWith('password') ? 0o600 : 0o700);
}

function checkVersion(place: PostgresPlace): void {
  if (!isInitialised(place)) return;
  const kept = readFileSync(join(place.cluster, 'PG_VERSION'), 'utf8').trim();
  const ours = execFileSync(join(place.binaries.directory, 'postgres'), ['--version'], {
    encoding: 'utf8',
  }).match(/ (\d+)/)?.[1];
  if (kept !== ours)
    throw new CannotStart(
      'postgres-version',
      `${place.cluster} was made by PostgreSQL ${kept}; this program carries ${ours}. Dump and restore, or use the older release.`,
    );
}

/** An error of the disk or of permissions, in words that name the directory and the remedy. */
export function unusable(directory: string, error: unknown): CannotStart {
  const said = error instanceof Error ? error.message : String(error);
  const text = /ENOSPC|No space left on device/.test(said)
    ? `the disk of ${directory} is full. Free some space; nothing that was acknowledged is lost.`
    : /EACCES|EPERM|EROFS|Permission denied|Read-only file system|wrong ownership/.test(said)
      ? `${directory} may not be written by this user (${said.split('\n')[0]}). Mend its owner, or set LAKIRI_DATA.`
      : `${directory} cannot be used: ${said}`;
  return new CannotStart('data-unusable', text, { cause: error });
}
