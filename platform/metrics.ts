import { AggregatorRegistry, collectDefaultMetrics, Registry } from 'prom-client';

export { Counter, Gauge, Histogram, type Registry } from 'prom-client';

const PREFIX = 'lakiri_';
/**
 * Default metrics that count every open file and handle anew each time they are read: with 10,000 sockets
 * that stops a gateway for 15 to 140 ms every 5 s. Connections are counted where they are opened.
 */
const PER_HANDLE = [
  'process_open_fds',
  'nodejs_active_handles',
  'nodejs_active_handles_total',
  'nodejs_active_requests',
  'nodejs_active_requests_total',
  'nodejs_active_resources',
  'nodejs_active_resources_total',
] as const;

/** Metrics of one process, each labelled with its name, so that those of all can stand in one page. */
export function createMetrics(process: string): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ process });
  collectDefaultMetrics({ register: registry, prefix: PREFIX });
  for (const name of PER_HANDLE) registry.removeSingleMetric(PREFIX + name);
  return registry;
}

/** One page out of the metrics of several processes, as their registries gave them by JSON. */
export function mergeMetrics(all: readonly (readonly object[])[]): Promise<string> {
  return AggregatorRegistry.aggregate(all as unknown as object[]).metrics();
}
