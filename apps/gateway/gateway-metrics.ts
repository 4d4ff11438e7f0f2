import type { Message } from '@lakiri/kit';
import { Counter, Gauge, Histogram, type Registry } from '@lakiri/platform/metrics';

export type GatewayMetrics = ReturnType<typeof gatewayMetrics>;

/** What one gateway counts. Labels are from closed lists: no wire id, no address. */
export function gatewayMetrics(registry: Registry) {
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name: `lakiri_gateway_${name}`, help, labelNames, registers });
  const frames = counter('frames_total', 'Frames decoded, by kind of message', ['dialect', 'kind']);
  return {
    frames,
    framed: (dialect: string, message: Message) => frames.inc({ dialect, kind: message.kind }),
    malformed: counter('malformed_total', 'Bytes or frames that made no sense, by reason', [
      'dialect',
      'code',
    ]),
    refused: counter('refused_total', 'Frames and connections refused, by reason', ['reason']),
    closed: counter('closed_total', 'Connections closed by the gateway, by reason', ['reason']),
    unkept: counter(
      'unkept_total',
      'Frames of known seals that said nothing new and were not kept',
      [],
    ),
    readings: counter('readings_total', 'Readings, by what became of them', ['outcome']),
    alarms: counter('alarms_total', 'Alarms raised, by kind', ['kind']),
    batches: counter('batches_total', 'Batches, by how they ended', ['outcome']),
    commit: new Histogram({
      name: 'lakiri_gateway_commit_seconds',
      help: 'Time of one batch in the database',
      buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5],
      registers,
    }),
    batchFrames: new Histogram({
      name: 'lakiri_gateway_batch_frames',
      help: 'Frames in one batch',
      buckets: [1, 10, 50, 100, 250, 500, 1000, 2000],
      registers,
    }),
    connections: new Gauge({
      name: 'lakiri_gateway_connections',
      help: 'Open connections',
      labelNames: ['dialect'],
      registers,
    }),
    queued: new Gauge({
      name: 'lakiri_gateway_queue_frames',
      help: 'Frames waiting for the database',
      registers,
    }),
    paused: new Gauge({
      name: 'lakiri_gateway_paused',
      help: '1 while sockets are not read because the database is behind',
      registers,
    }),
  };
}
