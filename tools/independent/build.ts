// Builds our Go program against Debian's golang.org/x/mod. There is no go.mod: nothing is downloaded.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where Debian's golang-golang-x-mod-dev puts its sources. */
const GOPATH = '/usr/share/gocode';

export const GO_MISSING =
  'no Go with golang.org/x/mod; apt-get install golang-go golang-golang-x-mod-dev';

/** Whether this machine can build it. */
export function hasGo(): boolean {
  const sources = join(GOPATH, 'src/golang.org/x/mod/sumdb/tlog');
  return existsSync(sources) && spawnSync('go', ['version']).status === 0;
}

/** Writes the program to a file. Throws with what the compiler said. */
export function buildVerify(file: string): void {
  const source = join(import.meta.dirname, 'verify.go');
  const env = { ...process.env, GOPATH, GO111MODULE: 'off' };
  const { status, stderr } = spawnSync('go', ['build', '-o', file, source], {
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`go build: ${stderr}`);
}
