// A stand-in for a node in tests: reads frames with the dialect's framer and acknowledges as told.
import { createServer, type Socket } from 'node:net';
import type { Dialect, Instant, Message, Outcome } from '@lakiri/kit';

type Heard = { readonly frame: Uint8Array; readonly message: Message };

export type StandIn = {
  readonly port: number;
  readonly heard: readonly Heard[];
  readonly sockets: ReadonlySet<Socket>;
  close(): Promise<void>;
};

export type StandInOptions = {
  readonly dialect: Dialect;
  /** What becomes of a message; `undefined` says nothing at all. Default: all is stored or known. */
  readonly outcomeOf?: (heard: Heard, number: number) => Outcome | undefined;
  readonly now?: Instant;
};

export async function standIn(options: StandInOptions): Promise<StandIn> {
  const { dialect, now = Date.now() as Instant } = options;
  const heard: Heard[] = [];
  const sockets = new Set<Socket>();
  const outcomeOf = options.outcomeOf ?? (({ message }) => defaultOutcome(message));
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    const framer = dialect.framer();
    socket.on('data', (chunk) => {
      const answers: Uint8Array[] = [];
      for (const framed of framer.push(chunk)) {
        if (framed.kind !== 'frame') continue;
        const one = { frame: framed.bytes, message: dialect.decode(framed.bytes) };
        heard.push(one);
        const outcome = outcomeOf(one, heard.length);
        const answer = outcome && dialect.acknowledge(one.message, outcome, now);
        if (answer !== undefined) answers.push(answer);
      }
      if (answers.length > 0) socket.write(Buffer.concat(answers));
    });
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    heard,
    sockets,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

export function defaultOutcome(message: Message): Outcome {
  return message.kind === 'reports' || message.kind === 'unknown' ? 'stored' : 'known';
}
