import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from './room.ts';

/** A viewer that has this much unread does not get more until it reads; it loses nothing by it. */
const UNREAD_BYTES_MAX = 1024 * 1024;
/** Proxies close what is silent for a minute. The pulse every 2 s keeps it open. */
const RETRY_MS = 1_000;

export type Stream = {
  readonly viewer: Viewer;
  readonly lastEventId: string | undefined;
  close(): void;
  /** Without waiting for what the viewer has not read. */
  cut(): void;
};

/** Turns a request into a stream of server-sent events (HTML Living Standard §9.2). */
export function openStream(
  request: FastifyRequest,
  reply: FastifyReply,
  { person, left }: { readonly person: string; readonly left: (viewer: Viewer) => void },
): Stream {
  reply.hijack();
  const { raw } = reply;
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) raw.setHeader(name, value);
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  raw.write(`retry: ${RETRY_MS}\n\n`);
  const viewer: Viewer = {
    person,
    send: (event, data, id) => void raw.write(`event: ${event}\nid: ${id}\ndata: ${data}\n\n`),
    get full() {
      return raw.writableLength > UNREAD_BYTES_MAX;
    },
  };
  raw.on('error', () => undefined); // a viewer that is gone closes
  raw.on('close', () => left(viewer));
  const header = request.headers['last-event-id'];
  return {
    viewer,
    lastEventId: typeof header === 'string' ? header : undefined,
    close: () => raw.end(),
    cut: () => raw.destroy(),
  };
}
