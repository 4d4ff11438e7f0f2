import { Counter, Gauge, type Registry } from '@lakiri/platform/metrics';

export type WitnessMetrics = ReturnType<typeof witnessMetrics>;

/** What is counted of the witnesses of this log. */
export function witnessMetrics(registry: Registry) {
  const registers = [registry];
  return {
    answers: new Counter({
      name: 'lakiri_witness_asked_total',
      help: 'Checkpoints that a witness was asked to cosign, by what came of it',
      labelNames: ['witness', 'outcome'],
      registers,
    }),
    witnessedSize: new Gauge({
      name: 'lakiri_log_witnessed_size',
      help: 'Entries under the newest checkpoint that enough witnesses cosigned',
      registers,
    }),
    unwitnessedSeconds: new Gauge({
      name: 'lakiri_log_unwitnessed_seconds',
      help: 'Age of the oldest checkpoint that no quorum covers yet; 0: none',
      registers,
    }),
  };
}
