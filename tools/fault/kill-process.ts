import type { NodeUnderTest } from '../bench/node-under-test.ts';
import { signal } from '../bench/processes.ts';
import { progress } from '../bench/report.ts';

export const TARGETS = ['gateway', 'postgres', 'both'] as const;
export type Target = (typeof TARGETS)[number];

/** kill -9. Of Postgres its postmaster: its other processes see it gone, as they would a crash. */
export function kill(node: NodeUnderTest, target: Target): void {
  const pids = {
    gateway: [node.gatewayPid()],
    postgres: [node.postmasterPid()],
    both: [node.gatewayPid(), node.postmasterPid()],
  }[target];
  for (const pid of pids)
    if (pid === undefined || !signal(pid, 'SIGKILL')) progress(`${target}: one was dead already`);
  progress(`${target} killed`);
}
