// Where the time of a process went, out of the profile that `node --cpu-prof` leaves.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type CallFrame = {
  readonly functionName: string;
  readonly url: string;
  readonly lineNumber: number;
};
type Profile = {
  readonly nodes: readonly { readonly id: number; readonly callFrame: CallFrame }[];
  readonly samples: readonly number[];
  /** µs between a sample and the one before. */
  readonly timeDeltas: readonly number[];
};

export type SelfTime = { readonly name: string; readonly share: number };

/** The functions of a process by their own time, the longest first; shares are of the time it was busy. */
export function selfTimes(directory: string, pid: number): readonly SelfTime[] {
  const file = readdirSync(directory).find((name) => name.split('.')[3] === String(pid));
  if (file === undefined) throw new Error(`process ${pid} left no profile in ${directory}`);
  const profile = JSON.parse(readFileSync(join(directory, file), 'utf8')) as Profile;
  const names = new Map(profile.nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const selfUs = new Map<string, number>();
  for (const [at, id] of profile.samples.entries()) {
    const name = names.get(id) ?? '?';
    selfUs.set(name, (selfUs.get(name) ?? 0) + (profile.timeDeltas[at] ?? 0));
  }
  selfUs.delete('(idle)');
  const busyUs = [...selfUs.values()].reduce((sum, us) => sum + us, 0);
  return [...selfUs]
    .map(([name, us]) => ({ name, share: us / busyUs }))
    .sort((a, b) => b.share - a.share);
}

function nameOf({ functionName, url, lineNumber }: CallFrame): string {
  if (url === '') return functionName === '' ? '(anonymous)' : functionName;
  const file = url.replace(
    /^file:\/\/.*?\/(?=(apps|modules|protocols|platform|kit|node_modules)\/)/,
    '',
  );
  return `${functionName === '' ? '(anonymous)' : functionName}  ${file}:${lineNumber + 1}`;
}
