import type { NodeUnderTest } from './node-under-test.ts';
import { childrenOf, cpuMsOf } from './processes.ts';
import { progress } from './report.ts';

type Used = Readonly<Record<'generator' | 'gateway' | 'server' | 'sequencer' | 'postgres', number>>;

/** Runs `work` and tells how much of a core each part of the trial used meanwhile. */
export async function tellingCpu<T>(node: NodeUnderTest, work: () => Promise<T>): Promise<T> {
  const before = used(node);
  const from = performance.now();
  const result = await work();
  const ms = performance.now() - from;
  const after = used(node);
  const shares = (Object.keys(before) as (keyof Used)[]).map(
    (part) => `${part} ${Math.round(((after[part] - before[part]) / ms) * 100)} %`,
  );
  progress(`  of a core: ${shares.join(', ')}`);
  return result;
}

function used(node: NodeUnderTest): Used {
  const postmaster = node.postmasterPid() ?? 0;
  const postgres = [postmaster, ...childrenOf(postmaster)];
  return {
    generator: process.cpuUsage().user / 1_000 + process.cpuUsage().system / 1_000,
    gateway: cpuMsOf(node.gatewayPid() ?? 0),
    server: cpuMsOf(node.serverPid() ?? 0),
    sequencer: cpuMsOf(node.sequencerPid() ?? 0),
    postgres: postgres.reduce((sum, pid) => sum + cpuMsOf(pid), 0),
  };
}
