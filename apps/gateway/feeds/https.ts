// The door of signed batches. TLS ends here where the node has a certificate for it, otherwise at a proxy in front, as it
// does for the people's door.
import type { RequestListener, Server } from 'node:http';
import { createServer, type Server as TlsServer } from 'node:https';
import type { Socket } from 'node:net';
import { BODY_BYTES_MAX, type DoorCode, type Feed, keyOf, readBatch } from '@lakiri/feeds';
import { useNonce } from '@lakiri/feeds/store';
import type { Json } from '@lakiri/kit';
import {
  answerErrors,
  CLOSE_MS_MAX,
  closeGracefully,
  problem,
  requestId,
} from '@lakiri/platform/http';
import type { Log } from '@lakiri/platform/log';
import type { Database } from '@lakiri/platform/sql';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Surroundings } from '../connection.ts';
import { readTls, stampOf, type Tls, type TlsFiles } from '../tls-files.ts';
import type { Door, Refused, Taken, Told } from './door.ts';
import { verifyRequest } from './signature.ts';

/** Vendors are few, and each needs some connections; a thousand are an attack. */
const CONNECTIONS_MAX = 500;
/** A batch of 4 MiB over a bad line. */
const REQUEST_MS_MAX = 60_000;
/** When a gateway that stops may be told again: another has taken over by then. */
const RETRY_AFTER_S = 2;
/** A commit takes milliseconds. A vendor that hears nothing for so long is told to come again, and is answered as before. */
const ANSWER_MS_MAX = 20_000;
/** How soon a connection is closed that has been answered while the door closes. */
const IDLE_EVERY_MS = 50;
/** Connections waiting to be accepted. */
const BACKLOG = 511;

const statusOf = {
  'no-such-feed': 404,
  'feed-suspended': 403,
  'not-signed': 401,
  'signature-malformed': 401,
  'signature-uncovered': 401,
  'unknown-key': 401,
  'signature-wrong': 401,
  'signature-expired': 401,
  'signature-replayed': 401,
  'digest-wrong': 401,
  'bad-batch': 422,
  'too-large': 413,
  'too-many-records': 422,
  'batch-reused': 409,
  'too-many-requests': 429,
  busy: 503,
  stopping: 503,
} as const satisfies Record<DoorCode, number>;

const titles = {
  'no-such-feed': 'There is no such feed',
  'feed-suspended': 'This feed is suspended',
  'not-signed': 'The request is not signed',
  'signature-malformed': 'The signature is not as this door needs it',
  'signature-uncovered': 'The signature leaves out what it must cover',
  'unknown-key': 'The key is not one of this feed’s, or is revoked',
  'signature-wrong': 'The signature does not hold',
  'signature-expired': 'The signature is too old, or not yet made',
  'signature-replayed': 'This signature was used before',
  'digest-wrong': 'The body is not what its digest says',
  'bad-batch': 'The body is no batch',
  'too-large': 'The batch is too large',
  'too-many-records': 'The batch has too many records',
  'batch-reused': 'Another batch had this id',
  'too-many-requests': 'More than a feed may tell at once',
  busy: 'There is no room at the moment',
  stopping: 'This gateway is stopping',
} as const satisfies Record<DoorCode, string>;

export type HttpsParts = {
  readonly door: Door;
  readonly around: Surroundings;
  readonly database: Database;
  readonly log: Log;
  readonly host: string;
  readonly port: number;
  readonly tls?: TlsFiles | undefined;
  readonly answerMsMax?: number | undefined;
};

export const TLS_SETTINGS = { cert: 'LAKIRI_FEEDS_TLS_CERT', key: 'LAKIRI_FEEDS_TLS_KEY' };
/** RFC 9325 §3.1.1: 1.2 may still be spoken, as the clouds of some vendors do. */
const TLS_VERSION_MIN = 'TLSv1.2';

export type HttpsDoor = {
  readonly port: number;
  /** Takes a certificate that was changed; one that cannot be used is told in the log, and the old one stays. */
  renew(): Promise<void>;
  stop(): Promise<void>;
};

/** Opens the door. Throws when the port is taken, and CannotStart for a certificate that cannot be read. */
export async function openHttps(parts: HttpsParts): Promise<HttpsDoor> {
  const tls = parts.tls && (await openTls(parts.tls, parts.log));
  const app = Fastify({
    ...(tls === undefined ? {} : { serverFactory: tls.serve }),
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: REQUEST_MS_MAX,
    genReqId: requestId,
    logger: false,
  });
  app.server.maxConnections = CONNECTIONS_MAX;
  app.server.on('drop', () => parts.around.metrics.refused.inc({ reason: 'connections' }));
  answerErrors(app);
  app.removeAllContentTypeParsers();
  // The digest is over the bytes; whoever parses first can only hope to write them the same again.
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  route(app, parts);
  await app.ready();
  await bind(app, parts);
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : parts.port;
  parts.log.info({ host: parts.host, port, tls: tls !== undefined }, 'listening for feeds');
  return {
    port,
    renew: async () => await tls?.renew(),
    stop: async () => {
      // A vendor keeps its connection for the next batch; there will be none.
      const idle = setInterval(() => app.server.closeIdleConnections(), IDLE_EVERY_MS);
      // The framework leaves to us what we made.
      const closed = tls && new Promise((resolve) => app.server.close(resolve));
      const cut = setTimeout(() => app.server.closeAllConnections(), CLOSE_MS_MAX);
      await closeGracefully(app);
      await closed;
      clearTimeout(cut);
      clearInterval(idle);
    },
  };
}

type OpenTls = { serve(answer: RequestListener): Server; renew(): Promise<void> };

async function openTls(files: TlsFiles, log: Log): Promise<OpenTls> {
  let stamp = await stampOf(files).catch(() => ''); // what is missing is told by its setting below
  let first: Tls | undefined = await readTls(files, TLS_SETTINGS);
  let server: TlsServer | undefined;
  return {
    serve(answer) {
      if (first === undefined) throw new Error('a door has one server');
      server = createServer({ ...contextOf(first), requestTimeout: REQUEST_MS_MAX }, answer);
      first = undefined;
      // Whoever speaks plain HTTP here is closed: what it said may have been read on its way, and is not answered.
      server.on('tlsClientError', (_error, socket) => socket.destroy());
      return server;
    },
    async renew() {
      try {
        const now = await stampOf(files);
        if (now === stamp) return;
        server?.setSecureContext(contextOf(await readTls(files, TLS_SETTINGS)));
        stamp = now;
        log.info({ file: files.cert }, 'the certificate of the feeds was changed');
      } catch (error) {
        log.warn({ err: error }, 'a certificate cannot be used: the one before it stays');
      }
    },
  };
}

const contextOf = ({ cert, key }: Tls) =>
  ({
    cert: Buffer.from(cert),
    key: Buffer.from(key),
    minVersion: TLS_VERSION_MIN,
  }) as const;

function bind({ server }: FastifyInstance, { host, port }: HttpsParts): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    const reusePort = process.platform === 'linux';
    server.listen({ host, port, backlog: BACKLOG, reusePort }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

type Asked = FastifyRequest<{ Params: { feed: string } }>;

function route(app: FastifyInstance, parts: HttpsParts): void {
  const { door } = parts;
  app.post<{ Params: { feed: string } }>(
    '/feeds/:feed/batches',
    {
      errorHandler: (error, request, reply) => {
        if (error.statusCode !== 413) throw error;
        const refused = { code: 'too-large', detail: `${BODY_BYTES_MAX} bytes at most` } as const;
        return refuse(parts, reply, { feed: undefined, refused, request: request as Asked });
      },
    },
    async (request, reply) => {
      const feed = door.find(request.params.feed);
      const refused = await takeAsked(parts, { feed, request, reply });
      if (refused === undefined) return reply;
      return refuse(parts, reply, { feed, refused, request });
    },
  );
}

type Taking = {
  readonly feed: Feed | undefined;
  readonly request: Asked;
  readonly reply: FastifyReply;
};

/** Takes a batch and answers it; or says why it is not taken. */
async function takeAsked(
  parts: HttpsParts,
  { feed, request, reply }: Taking,
): Promise<Refused | undefined> {
  const { around, database } = parts;
  if (feed === undefined) return { code: 'no-such-feed', detail: request.params.feed.slice(0, 60) };
  if (feed.state === 'suspended') return { code: 'feed-suspended', detail: feed.name };
  if (!Buffer.isBuffer(request.body)) return { code: 'bad-batch', detail: 'there is no body' };
  const { body } = request;
  const now = around.now();
  const verified = verifyRequest(
    {
      method: request.method,
      path: request.url.split('?', 1)[0] ?? '',
      authority: request.headers.host ?? '',
      headers: request.headers as Readonly<Record<string, string>>,
      body,
    },
    (keyId) => keyOf(feed, keyId)?.publicKey,
    now,
  );
  if ('code' in verified) return verified;
  const { nonce, until } = verified;
  if (!(await database.asNode((tx) => useNonce(tx, { feed: feed.id, nonce, until }))))
    return { code: 'signature-replayed', detail: nonce };
  const data = parsed(body);
  const batch = readBatch(data);
  if (batch.code === 'bad-batch') return { code: batch.code, detail: batch.path.slice(0, 100) };
  if (batch.code === 'too-many-records')
    return { code: batch.code, detail: `${batch.recordsMax} at most` };
  const taken = await takeInTime(parts, feed, { batch, data: data as Json, signed: true });
  if ('code' in taken) return taken;
  await reply.code(202).send({ id: batch.id, repeated: taken.repeated, records: taken.outcomes });
  return undefined;
}

/** A batch that takes longer goes on: told again, it is answered as it was brought to its end. */
async function takeInTime(
  { door, log, answerMsMax = ANSWER_MS_MAX }: HttpsParts,
  feed: Feed,
  told: Told,
): Promise<Taken | Refused> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(resolve, answerMsMax, undefined);
  const work = door.take(feed, [told]);
  try {
    const taken = await Promise.race([work, promise]);
    if (taken === undefined) {
      work.catch((error: unknown) => log.warn({ err: error }, 'a batch has no end'));
      return { code: 'busy', detail: 'not on disk yet: tell it again' };
    }
    const [one] = taken;
    if (one === undefined) throw new Error('a batch without an answer');
    return one;
  } finally {
    clearTimeout(timer);
  }
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined; // no JSON is no batch
  }
}

type Refuse = {
  readonly feed: Feed | undefined;
  readonly refused: Refused;
  readonly request: Asked;
};

function refuse(
  { door }: HttpsParts,
  reply: FastifyReply,
  { feed, refused, request }: Refuse,
): FastifyReply {
  const { code, detail, waitS = RETRY_AFTER_S } = refused;
  door.refuse(feed, refused, peerOf(request.socket));
  const status = statusOf[code];
  if (status === 429 || status === 503) void reply.header('retry-after', waitS);
  return problem(reply, { status, code, title: titles[code], detail });
}

const peerOf = ({ remoteAddress, remotePort }: Socket): string =>
  `${remoteAddress ?? '?'}:${remotePort ?? 0}`;
