import { AggregatorRegistry, collectDefaultMetrics, Registry } from 'prom-client';

export { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** Metrics of one process, each labelled with its name, so that those of all can stand in one page. */
export function createMetrics(process: string): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ process });
  collectDefaultMetrics({ register: registry, prefix: 'lakiri_' });
  return registry;
}

/** One page out of the metrics of several processes, as their registries gave them by JSON. */
export function mergeMetrics(all: readonly (readonly object[])[]): Promise<string> {
  return AggregatorRegistry.aggregate(all as unknown as object[]).metrics();
}
