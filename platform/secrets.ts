import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { CannotStart } from './cannot-start.ts';
import { replaceFile } from './durable-file.ts';

/** 192 bits, printed without characters that a URL would need to escape. */
const SECRET_BYTES = 24;

/**
 * The node's own secrets: one JSON object in a file that only its user may read (0600), replaced as
 * a whole, so that a crash leaves the old or the new one.
 */
export type Secrets = {
  get(name: string): string | undefined;
  /** The secret of this name, made and kept at its first use. */
  ensure(name: string): string;
};

/** Throws CannotStart where the file is there but makes no sense: it is never overwritten then. */
export function openSecrets(file: string): Secrets {
  const held = read(file);
  return {
    get: (name) => held.get(name),
    ensure: (name) => {
      const known = held.get(name);
      if (known !== undefined) return known;
      const made = randomBytes(SECRET_BYTES).toString('base64url');
      held.set(name, made);
      replaceFile(file, `${JSON.stringify(Object.fromEntries(held), undefined, 2)}\n`, 0o600);
      return made;
    },
  };
}

function read(file: string): Map<string, string> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map();
    throw new CannotStart('secrets-unreadable', `cannot read ${file}: ${(error as Error).message}`);
  }
  try {
    const entries = Object.entries(JSON.parse(text) as Record<string, unknown>);
    if (entries.every((entry): entry is [string, string] => typeof entry[1] === 'string'))
      return new Map(entries);
  } catch {
    // Falls through: cut-off JSON and JSON of another shape are the same trouble.
  }
  throw new CannotStart(
    'secrets-damaged',
    `${file} is not a JSON object of texts. It holds this node's database passwords: restore it from a backup.`,
  );
}
