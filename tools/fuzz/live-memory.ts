// What a Node process really holds: its memory after a garbage collection, asked by the inspector's protocol.
// Resident memory is no measure of a leak: a heap grows for as long as there is room.
import { setTimeout as sleep } from 'node:timers/promises';

const OPEN_TRIES_MAX = 100;
const OPEN_RETRY_MS = 50;

type Usage = {
  readonly usedSize: number;
  readonly embedderHeapUsedSize?: number;
  readonly backingStorageSize?: number;
};

/**
 * Megabytes in use after a collection. SIGUSR1 opens the inspector of a process that was started with
 * `--inspect-port`.
 */
export async function liveMemoryMb(pid: number, inspectPort: number): Promise<number> {
  process.kill(pid, 'SIGUSR1');
  const socket = await connect(inspectPort);
  try {
    // Twice: what finalizers let go of in the first is collected in the second.
    await ask(socket, 1, 'HeapProfiler.collectGarbage');
    await ask(socket, 2, 'HeapProfiler.collectGarbage');
    const usage = (await ask(socket, 3, 'Runtime.getHeapUsage')) as Usage;
    const { usedSize, embedderHeapUsedSize = 0, backingStorageSize = 0 } = usage;
    return Math.round((usedSize + embedderHeapUsedSize + backingStorageSize) / 1e5) / 10;
  } finally {
    socket.close();
  }
}

async function connect(port: number): Promise<WebSocket> {
  for (let tries = 1; ; tries++) {
    try {
      const list = await (await fetch(`http://127.0.0.1:${port}/json/list`)).json();
      const [{ webSocketDebuggerUrl: url }] = list as [{ webSocketDebuggerUrl: string }];
      const socket = new WebSocket(url);
      await new Promise((resolve, reject) => {
        socket.addEventListener('open', resolve, { once: true });
        socket.addEventListener('error', reject, { once: true });
      });
      return socket;
    } catch (error) {
      if (tries === OPEN_TRIES_MAX) throw error;
      await sleep(OPEN_RETRY_MS);
    }
  }
}

function ask(socket: WebSocket, id: number, method: string): Promise<unknown> {
  return new Promise((resolve) => {
    const hear = ({ data }: MessageEvent): void => {
      const answer = JSON.parse(String(data)) as { readonly id?: number; readonly result: unknown };
      if (answer.id !== id) return;
      socket.removeEventListener('message', hear);
      resolve(answer.result);
    };
    socket.addEventListener('message', hear);
    socket.send(JSON.stringify({ id, method }));
  });
}
