/** A line longer than this is no capture: frames have at most a few kilobytes. */
export const LINE_BYTES_MAX = 1 << 20;

const NEWLINE = 0x0a;

/** A line of the stream, or `undefined` in place of one that was too long to keep. */
type Line = string | undefined;

/** The lines of a stream of bytes, one at a time; holds at most one line. Empty lines are left out. */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Line> {
  let parts: Uint8Array[] = [];
  let size = 0;
  const finish = (): Line => {
    const line = size > LINE_BYTES_MAX ? undefined : Buffer.concat(parts).toString('utf8').trim();
    parts = [];
    size = 0;
    return line;
  };
  for await (const chunk of chunks) {
    let from = 0;
    while (from < chunk.length) {
      const newline = chunk.indexOf(NEWLINE, from);
      const to = newline === -1 ? chunk.length : newline;
      size += to - from;
      if (size > LINE_BYTES_MAX) parts = [];
      else parts.push(chunk.subarray(from, to));
      from = to + 1;
      if (newline === -1) continue;
      const line = finish();
      if (line !== '') yield line;
    }
  }
  const last = finish();
  if (last !== '') yield last;
}
