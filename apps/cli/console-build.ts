import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CannotStart } from '@lakiri/platform/cannot-start';

const folder = fileURLToPath(new URL('../console/', import.meta.url));

/** Builds the console where it was never built, or is older than its source: a few seconds. */
export async function ensureConsole(say: (line: string) => void): Promise<void> {
  const built = join(folder, 'dist', 'index.html');
  const newest = newestIn(['src', 'public'].map((name) => join(folder, name)));
  if (existsSync(built) && statSync(built).mtimeMs >= newest) return;
  say('Building the console…');
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
    throw new CannotStart('console-build', `the console could not be built:\n${output.join('')}`);
}

function newestIn(paths: readonly string[]): number {
  let newest = 0;
  for (const path of paths)
    for (const entry of readdirSync(path, { recursive: true, withFileTypes: true }))
      if (entry.isFile())
        newest = Math.max(newest, statSync(join(entry.parentPath, entry.name)).mtimeMs);
  return newest;
}
