import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CannotStart } from '@lakiri/platform/cannot-start';

const folderOf = (name: string): string => fileURLToPath(new URL(`../${name}/`, import.meta.url));
const CONSOLE = folderOf('console');
const FIELD = folderOf('field');

/** Builds the console and the phone's app where they were never built, or are older than their source: a few seconds. */
export async function ensureConsole(say: (line: string) => void): Promise<void> {
  const own = (folder: string) => ['src', 'public'].map((name) => join(folder, name));
  await ensureBuilt(CONSOLE, own(CONSOLE), () => say('Building the console…'));
  // It has the console's words and colours.
  const shared = [...own(FIELD), ...own(CONSOLE)];
  await ensureBuilt(FIELD, shared, () => say('Building the phone’s app…'));
}

async function ensureBuilt(
  folder: string,
  sources: readonly string[],
  tell: () => void,
): Promise<void> {
  const built = join(folder, 'dist', 'index.html');
  if (existsSync(built) && statSync(built).mtimeMs >= newestIn(sources)) return;
  tell();
  const vite = join(
    dirname(createRequire(join(folder, 'package.json')).resolve('vite/package.json')),
    'bin/vite.js',
  );
  const output: string[] = [];
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  const code = await new Promise((resolve) => {
    child.on('error', (error) => {
      output.push(error.message);
      resolve(1);
    });
    child.on('exit', resolve);
  });
  if (code !== 0)
    throw new CannotStart('console-build', `${folder} could not be built:\n${output.join('')}`);
}

function newestIn(paths: readonly string[]): number {
  let newest = 0;
  for (const path of paths)
    for (const entry of readdirSync(path, { recursive: true, withFileTypes: true }))
      if (entry.isFile())
        newest = Math.max(newest, statSync(join(entry.parentPath, entry.name)).mtimeMs);
  return newest;
}
