const EVERY_MS = 1_000;
/** In a file nobody watches, each line stays. */
const EVERY_MS_IN_FILE = 10_000;

/** How far a long verification is, on a stream that is not its answer. */
export function progressOn(stream: NodeJS.WriteStream): {
  readonly told: (done: number, of: number) => void;
  readonly end: () => void;
} {
  const every = stream.isTTY ? EVERY_MS : EVERY_MS_IN_FILE;
  let last = performance.now();
  let isOpen = false;
  return {
    told: (done, of) => {
      if (performance.now() - last < every) return;
      last = performance.now();
      isOpen = stream.isTTY;
      const line = `${done.toLocaleString('en')} of ${of.toLocaleString('en')} entries`;
      stream.write(stream.isTTY ? `\r${line}` : `${line}\n`);
    },
    end: () => {
      if (isOpen) stream.write('\n');
    },
  };
}
