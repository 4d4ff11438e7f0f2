import { pipeline } from 'node:stream/promises';
import { type Instant, instant } from '@lakiri/kit';
import { Command } from 'commander';
import { bytesOfHex, decodeCapture } from '../decoding/capture.ts';
import { decodedOf, undecoded } from '../decoding/decoded.ts';
import { DIALECTS } from '../decoding/dialects.ts';
import { LINE_BYTES_MAX, linesOf } from '../decoding/lines.ts';

type Options = {
  readonly jsonl?: boolean;
  readonly protocol: string;
  readonly hex?: string;
  readonly text?: string;
  readonly model?: string;
};

/** `lakiri decode`: captures from stdin, or one frame from the command line. */
export function command(): Command {
  return new Command('decode')
    .description('Say what the bytes of a device mean. Nothing is stored and nothing is sent.')
    .option(
      '--jsonl',
      'read captures from stdin, one JSON object a line; write one JSON object a line',
    )
    .option(
      '--protocol <name>',
      `of --hex and --text: ${[...DIALECTS.keys()].join(', ')}`,
      'jointech',
    )
    .option('--hex <bytes>', 'the bytes of one frame or several, in hex')
    .option('--text <text>', 'the same as text, e.g. (8100000001,@JT)')
    .option('--model <name>', 'the model that sent them, where its dialect has models, e.g. G-360P')
    .addHelpText('after', EXAMPLES)
    .action(run);
}

const EXAMPLES = `
Examples:
  One text of a Jointech seal, explained:
    $ lakiri decode --text '(8100000001,P45,230625,081530,4.04348,S,39.66020,E,A,36,270,1,3,0004711815,0,0,24,4660)'

  A Teltonika login:
    $ lakiri decode --protocol teltonika --hex 000f333530303030303030303030303036

  A file of captures, with an answer for each line:
    $ echo '{"id":1,"protocol":"jointech","framing":"text","text":"(8100000001,@JT)"}' > captures.jsonl
    $ lakiri decode --jsonl < captures.jsonl
    {"id":1,"frames":["2838..."],"reports":[],"events":[],"messages":[{"kind":"heartbeat",...}],"malformed":null}

In a capture, framing is binary (the default), buffer (both: bytes in "hex") or text ("text"), and
options.setModelOverride names the model that sent it. In an answer:
  frames     whole frames in hex, escapes undone
  reports    readings: time, place, speed, what the seal says of itself, and "raw", the maker's own numbers
  events     lock events among them
  messages   every frame by kind, and "answer": what the server would say once it is stored
  malformed  null, or the first offset that made no sense and why (a frame with a wrong checksum is shown
             all the same, where the rest of it can be read). A line that is no capture gives bad-line,
             a protocol that is not known unknown-protocol, and the stream goes on; the exit status is 0.
With --hex or --text the exit status is 1 when anything was malformed.
`;

function now(): Instant {
  return instant(Date.now()) as Instant;
}

async function run(options: Options, command: Command): Promise<void> {
  if (options.jsonl) return await decodeStream();
  const { hex, text, protocol } = options;
  if (hex === undefined && text === undefined)
    return command.error('error: nothing to decode: give --jsonl, --hex or --text');
  const bytes = hex === undefined ? Buffer.from(text ?? '', 'latin1') : bytesOfHex(hex);
  const decoded =
    bytes === undefined
      ? undecoded(null, 'bad-hex')
      : decodedOf({ id: null, protocol, bytes, model: options.model }, now());
  console.log(JSON.stringify(decoded, null, 2));
  if (decoded.malformed !== null) process.exitCode = 1;
}

async function decodeStream(): Promise<void> {
  try {
    await pipeline(process.stdin, answersTo, process.stdout);
  } catch (error) {
    // The reader of our output went away (| head): nothing is left to do, and nothing is wrong.
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
}

async function* answersTo(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  for await (const line of linesOf(chunks)) {
    const decoded =
      line === undefined
        ? undecoded(null, 'line-too-long', LINE_BYTES_MAX)
        : decodeCapture(line, now());
    yield `${JSON.stringify(decoded)}\n`;
  }
}
