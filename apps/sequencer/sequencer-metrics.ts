import { Counter, Gauge, Histogram, type Registry } from '@lakiri/platform/metrics';

export type SequencerMetrics = ReturnType<typeof sequencerMetrics>;

/** What the sequencer counts. */
export function sequencerMetrics(registry: Registry) {
  const registers = [registry];
  const gauge = (name: string, help: string) =>
    new Gauge({ name: `lakiri_sequencer_${name}`, help, registers });
  return {
    size: gauge('size', 'Entries in the log'),
    pending: gauge('pending_facts', 'Facts that are not in the log yet, counted up to 100,000'),
    lagSeconds: gauge('lag_seconds', 'Age of the oldest fact that is not in the log yet; 0: none'),
    signing: gauge(
      'signing',
      '1 while this process adds to the log, 0 while it refuses or follows',
    ),
    integrated: new Counter({
      name: 'lakiri_sequencer_integrated_total',
      help: 'Facts that this process has put into the log',
      registers,
    }),
    lost: new Counter({
      name: 'lakiri_sequencer_lost_total',
      help: 'Publications that another sequencer was faster with',
      registers,
    }),
    publish: new Histogram({
      name: 'lakiri_sequencer_publish_seconds',
      help: 'Time of one publication, from reading its facts to its checkpoint',
      buckets: [0.01, 0.03, 0.1, 0.2, 0.5, 1, 2, 5],
      registers,
    }),
  };
}
