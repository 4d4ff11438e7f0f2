// The witness's HTTP (C2SP tlog-witness): logs submit here, and everybody may read what was cosigned.
import fastifyRateLimit from '@fastify/rate-limit';
import { answerErrors, requestId } from '@lakiri/platform/http';
import type { Log } from '@lakiri/platform/log';
import { Counter, Gauge, type Registry } from '@lakiri/platform/metrics';
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify';
import type { Answer, Witness } from './witness.ts';

/** 63 proof lines, and a checkpoint under sixteen ML-DSA cosignatures of 3.3 kB each. */
const BODY_BYTES_MAX = 65_536;
/** A log of this node asks about once a second, and anew after a conflict. */
const REQUESTS_PER_MINUTE_MAX = 600;
/** A submission is one packet or two; a body that dribbles in holds a socket. */
const REQUEST_MS_MAX = 10_000;
/** Some dozens of logs, each with a connection that it keeps. */
const CONNECTIONS_MAX = 512;
/** What was cosigned is news for seconds only. */
const CHECKPOINT_CACHE = 'public, max-age=5';

const TEXT = 'text/plain; charset=utf-8';

export type AppOptions = {
  readonly witness: Witness;
  readonly prefix: string;
  readonly log: Log;
  readonly metrics: Registry;
  /** Proxies whose X-Forwarded-For is believed. */
  readonly trustProxy: string | undefined;
  /** Called once the answer is out: this process may not go on. */
  readonly onBroken: (error: Error) => void;
};

/** Submission, read side, vkey, health, metrics. Whoever calls it listens and closes. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const { prefix, log, witness, metrics } = options;
  const app = fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestId,
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: REQUEST_MS_MAX,
    trustProxy: options.trustProxy ?? false,
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 64 },
  });
  app.server.maxConnections = CONNECTIONS_MAX;
  answerErrors(app);
  app.removeAllContentTypeParsers(); // a checkpoint is a checkpoint, whatever its sender calls it
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  await app.register(fastifyRateLimit, { max: REQUESTS_PER_MINUTE_MAX, timeWindow: '1 minute' });
  serveWitness(app, options);
  app.get(`${prefix}/`, (_request, reply) => reply.type(TEXT).send(pageOf(witness)));
  app.get(`${prefix}/vkey`, (_request, reply) => reply.type(TEXT).send(linesOf(witness.vkeys)));
  app.get('/healthz', (_request, reply) => {
    const broken = witness.broken();
    return reply
      .code(broken === undefined ? 200 : 503)
      .send({ well: broken === undefined, broken });
  });
  app.get('/metrics', async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.metrics()),
  );
  return app;
}

function serveWitness(app: FastifyInstance, options: AppOptions): void {
  const { prefix, witness, metrics, onBroken } = options;
  const answers = new Counter({
    name: 'lakiri_witness_answers_total',
    help: 'Submitted checkpoints, by status and reason',
    labelNames: ['status', 'code'],
    registers: [metrics],
  });
  const size = new Gauge({
    name: 'lakiri_witness_log_size',
    help: 'Size of the newest checkpoint that was cosigned, by log',
    labelNames: ['log'],
    registers: [metrics],
    collect() {
      for (const [log, at] of witness.sizes()) this.set({ log }, at);
    },
  });
  void size;
  app.post(`${prefix}/add-checkpoint`, async (request, reply) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const answer: Answer = witness.add(body);
    answers.inc({ status: answer.status, code: answer.code });
    const { broken } = answer;
    if (broken !== undefined) reply.raw.once('close', () => onBroken(broken));
    return await reply.code(answer.status).type(answer.type).send(answer.body);
  });
  app.get<{ Params: { log: string } }>(`${prefix}/:log/checkpoint`, async (request, reply) => {
    const note = witness.checkpoint(request.params.log);
    if (note === undefined) return await reply.code(404).type(TEXT).send('unknown-log\n');
    return await reply.type(TEXT).header('cache-control', CHECKPOINT_CACHE).send(note);
  });
}

function linesOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

function pageOf(witness: Witness): string {
  const logs = [...witness.sizes()].map(([origin, size]) => `  ${origin} at ${size}`);
  return linesOf([
    `This is the witness ${witness.name}. It cosigns checkpoints of transparency logs that only grow`,
    '(C2SP tlog-witness). Its keys, as verifiers need them:',
    '',
    ...witness.vkeys.map((vkey) => `  ${vkey}`),
    '',
    'The logs that it looks at, and the size of the newest checkpoint that it cosigned:',
    '',
    ...logs,
    '',
    'What it cosigned of a log: <sha256 of its origin, in hex>/checkpoint',
  ]);
}
