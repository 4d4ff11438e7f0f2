import fastifyCompress from '@fastify/compress';
import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import fastifyRateLimit from '@fastify/rate-limit';
import type { Config } from '@lakiri/platform/config';
import { answerErrors, BODY_BYTES_MAX, requestId } from '@lakiri/platform/http';
import type { Log } from '@lakiri/platform/log';
import { Histogram, type Registry } from '@lakiri/platform/metrics';
import { type FastifyBaseLogger, fastify, LogController } from 'fastify';
import {
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import { type Authorize, requireAccess } from './access.ts';
import { serveConsole, serveField } from './console-files.ts';
import { serveDocuments } from './documents.ts';
import { type MetricsPage, serveHealth } from './health.ts';
import { servePublicLog } from './public-log.ts';
import type { ReadinessProbe } from './readiness.ts';

/** A whole office behind one address works at once; a script that guesses passwords has its own lower limit. */
const API_REQUESTS_PER_MINUTE_MAX = 6_000;
/** A request that dribbles in holds a socket; people's are there within a second. */
const REQUEST_MS_MAX = 30_000;

export type AppOptions = {
  readonly config: Config;
  readonly log: Log;
  readonly metrics: Registry;
  readonly metricsPage: MetricsPage;
  readonly readiness: ReadinessProbe;
  readonly authorize: Authorize;
  readonly consoleDirectory: string;
  /** The phone's app. */
  readonly fieldDirectory: string;
};

export type App = Awaited<ReturnType<typeof createApp>>;

/** The HTTP server without any module's routes: security, documents, health, the console's files. */
export async function createApp(options: AppOptions) {
  const { config, log, metrics } = options;
  const app = fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }), // `measure` logs one line each
    genReqId: requestId,
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: REQUEST_MS_MAX,
    trustProxy: config.trustProxy ?? false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 256 },
    forceCloseConnections: 'idle',
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  answerErrors(app);
  measure(app, metrics);
  await secure(app, config);
  requireAccess(app, options.authorize);
  await serveDocuments(app);
  serveHealth(app, options);
  servePublicLog(app, config);
  await serveConsole(app, options.consoleDirectory);
  await serveField(app, options.fieldDirectory);
  return app;
}

type Bare = Parameters<typeof answerErrors>[0];

async function secure(app: Bare, config: Config): Promise<void> {
  const isHttps = config.publicUrl?.startsWith('https:') ?? false;
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'"],
        'worker-src': ["'self'", 'blob:'],
        'img-src': ["'self'", 'data:', 'blob:'],
        'connect-src': ["'self'"],
        'style-src': ["'self'", "'unsafe-inline'"],
        'font-src': ["'self'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        'object-src': ["'none'"],
      },
    },
    strictTransportSecurity: isHttps,
  });
  await app.register(fastifyCookie);
  await app.register(fastifyCompress, { encodings: ['br', 'gzip'] }); // text/event-stream is not among its types
  await app.register(fastifyRateLimit, {
    max: API_REQUESTS_PER_MINUTE_MAX,
    timeWindow: '1 minute',
    allowList: (request) => !request.url.startsWith('/api/'),
  });
}

function measure(app: Bare, metrics: Registry): void {
  const seconds = new Histogram({
    name: 'lakiri_http_request_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
    registers: [metrics],
  });
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    const { method } = request;
    const { elapsedTime, statusCode } = reply;
    seconds.observe({ method, route, status: statusCode }, elapsedTime / 1_000);
    request.log.debug({
      method,
      url: request.url,
      status: statusCode,
      ms: Math.round(elapsedTime),
    });
    done();
  });
}
