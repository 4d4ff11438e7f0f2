import type { ToChild } from '@lakiri/platform/child';
import { mergeMetrics, type Registry } from '@lakiri/platform/metrics';
import type { MetricsPage } from './health.ts';

type Reported = Extract<ToChild, { type: 'metrics' }>;

/** This process's metrics with the last ones that the other processes reported. */
export function metricsOfAll(own: Registry): MetricsPage & { keep(reported: Reported): void } {
  const others = new Map<string, readonly object[]>();
  return {
    contentType: own.contentType,
    keep: ({ from, metrics }) => {
      others.set(from, metrics);
    },
    text: async () => mergeMetrics([await own.getMetricsAsJSON(), ...others.values()]),
  };
}
