// What a bench or fault command prints: progress for people on stderr, one line of JSON at the end.
const started = performance.now();

/** A line for the person who waits. */
export function progress(text: string): void {
  const seconds = ((performance.now() - started) / 1_000).toFixed(1).padStart(6);
  process.stderr.write(`${seconds} s  ${text}\n`);
}

/** The last line. The status says whether what must hold held; speed is only reported. */
export function conclude(result: Readonly<Record<string, unknown>>, holds: boolean): void {
  process.stdout.write(`${JSON.stringify(result)}\n`);
  process.exitCode = holds ? 0 : 1;
}

/** Runs a command; what it throws is said with its reason, and the status is 2. */
export async function command(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 2;
  }
  process.exit();
}

export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));

export function round1(value: number): number {
  return Math.round(value * 10) / 10;
}
