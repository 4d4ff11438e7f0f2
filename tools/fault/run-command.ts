// Runs a bench, fault or fuzz command as a person would, for the tests of the commands themselves.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export type Ran = {
  readonly status: number | null;
  /** The last line of what it printed. */
  readonly json: Readonly<Record<string, unknown>>;
  /** What it told while it ran: shown when a test fails. */
  readonly told: string;
};

/** Runs `tools/<command>` with flags; throws when its last line is not JSON. */
export async function runCommand(command: string, flags: readonly string[]): Promise<Ran> {
  const script = fileURLToPath(new URL(`../${command}`, import.meta.url));
  const child = spawn(process.execPath, [script, ...flags], { stdio: ['ignore', 'pipe', 'pipe'] });
  const told: Buffer[] = [];
  const printed: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => told.push(chunk));
  child.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const last = Buffer.concat(printed).toString('utf8').trimEnd().split('\n').at(-1) ?? '';
  const words = Buffer.concat(told).toString('utf8');
  try {
    return { status, json: JSON.parse(last) as Ran['json'], told: words };
  } catch {
    throw new Error(`${command} ended with ${status} and printed no JSON:\n${words}`);
  }
}
