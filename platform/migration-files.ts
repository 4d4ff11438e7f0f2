import { readdirSync, readFileSync } from 'node:fs';
import { CannotStart } from './cannot-start.ts';
import { sha256Hex } from './sha256.ts';

/** The forward-only SQL files of one module, `NNNN-name.sql`. */
export type MigrationSet = { readonly module: string; readonly directory: URL };

export type MigrationFile = {
  readonly module: string;
  readonly number: number;
  readonly name: string;
  readonly sha256: string;
  readonly sql: string;
};

/** A row of platform.migration. */
export type AppliedMigration = Omit<MigrationFile, 'sql'>;

const NAME = /^(\d{4})-([a-z0-9]+(?:-[a-z0-9]+)*)\.sql$/;

/** The files of a set by number. Throws CannotStart for a name that does not fit or a number used twice. */
export function readMigrations(set: MigrationSet): readonly MigrationFile[] {
  const names = readdirSync(set.directory).filter((name) => !name.startsWith('.'));
  const files = names.sort().map((name) => {
    const [, number, title] = NAME.exec(name) ?? [];
    if (number === undefined || title === undefined)
      throw refused('misnamed', `${set.module}/${name}: migrations are named NNNN-name.sql.`);
    // A checkout may turn line ends; the digest is over what is meant.
    const sql = readFileSync(new URL(name, set.directory), 'utf8').replaceAll('\r\n', '\n');
    if (/^\s*(BEGIN|COMMIT|ROLLBACK|END)\s*;/im.test(sql.replace(/\$(\w*)\$[\s\S]*?\$\1\$/g, '')))
      throw refused(
        'own-transaction',
        `${set.module}/${name}: each file already is one transaction.`,
      );
    const sha256 = sha256Hex(sql);
    return { module: set.module, number: Number(number), name: title, sha256, sql };
  });
  const doubled = files.find((file, at) => files[at - 1]?.number === file.number);
  if (doubled !== undefined)
    throw refused('doubled', `${set.module} has two migrations numbered ${doubled.number}.`);
  return files;
}

/**
 * What is left to apply, in order. Throws CannotStart where the database and the code do not
 * belong together: a file changed or vanished after it was applied, one inserted below the newest,
 * or a database that a newer release has migrated.
 */
export function pendingMigrations(
  files: readonly MigrationFile[],
  applied: readonly AppliedMigration[],
): readonly MigrationFile[] {
  const ours = new Map(files.map((file) => [keyOf(file), file]));
  const newestOf = (all: readonly AppliedMigration[], module: string): number =>
    Math.max(0, ...all.filter((it) => it.module === module).map((it) => it.number));
  for (const done of applied) {
    const file = ours.get(keyOf(done));
    if (file === undefined && done.number > newestOf(files, done.module))
      throw refused(
        'newer',
        `the database has ${labelOf(done)}, which this program does not know: a newer release has migrated it. Run that release or a later one.`,
      );
    if (file === undefined)
      throw refused('vanished', `${labelOf(done)} was applied, but its file is gone. Restore it.`);
    if (file.sha256 !== done.sha256)
      throw refused(
        'changed',
        `${labelOf(file)} was changed after it was applied. Restore it, and write the change as a new migration.`,
      );
  }
  const done = new Set(applied.map(keyOf));
  const pending = files.filter((file) => !done.has(keyOf(file)));
  const late = pending.find((file) => file.number < newestOf(applied, file.module));
  if (late !== undefined)
    throw refused(
      'late',
      `${labelOf(late)} is numbered below one already applied. Give it the next number.`,
    );
  return pending;
}

export function labelOf(migration: AppliedMigration): string {
  return `${migration.module}/${String(migration.number).padStart(4, '0')}-${migration.name}.sql`;
}

function keyOf({ module, number }: AppliedMigration): string {
  return `${module}/${number}`;
}

function refused(code: string, message: string): CannotStart {
  return new CannotStart(`migration-${code}`, message);
}
