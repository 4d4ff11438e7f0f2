import {
  canonical,
  type Dialect,
  type Framed,
  type Framer,
  type Json,
  type Malformed,
  type Message,
} from '@lakiri/kit';
import { readReport } from './read-report.ts';
import { textOfUtf8, utf8 } from './utf8.ts';

/** A report with all 64 raw fields filled has about 17 kB; a longer one is a document. */
export const FRAME_BYTES_MAX = 20_000;
/** One run of garbage is told in pieces of at most this, so that memory stays bounded. */
const DISCARDED_BYTES_MAX = 1_024;

const LINE_END = 0x0a;

/** A vendor's words about a seal, in our vocabulary. Answered as a batch, never frame by frame. */
export const feed: Dialect = {
  name: 'feed',
  frameBytesMax: FRAME_BYTES_MAX,
  framer: lines,
  decode,
  acknowledge: () => undefined,
};

/** The frame of a report as it came in JSON: its RFC 8785 text. Throws RangeError on what JSON cannot carry. */
export function encodeFrame(data: Json): Uint8Array {
  return utf8(canonical(data));
}

function decode(frame: Uint8Array): Message {
  const common = { secrets: [], ack: null } as const;
  const nonsense = (malformed: Malformed, wireId: string | null = null): Message => ({
    ...common,
    wireId,
    kind: 'malformed',
    malformed,
  });
  if (frame.length > FRAME_BYTES_MAX)
    return nonsense({ code: 'too-long', offset: FRAME_BYTES_MAX });
  const data = parsed(frame);
  if (data === undefined) return nonsense({ code: 'not-json', offset: 0 });
  const read = readReport(data);
  if ('code' in read) return nonsense({ code: read.code, offset: 0 });
  return { ...common, wireId: read.wireId, kind: 'reports', reports: [read.report] };
}

function parsed(frame: Uint8Array): unknown {
  const text = textOfUtf8(frame);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // said by the caller
  }
}

/** Cuts a stream into lines, each a frame. */
function lines(): Framer {
  let held: number[] = [];
  let isTooLong = false;
  const discarded = (code: string): Framed => {
    const bytes = Uint8Array.from(held);
    held = [];
    return { kind: 'discarded', bytes, malformed: { code, offset: 0 } };
  };
  const endOfLine = (): Framed[] => {
    const wasTooLong = isTooLong;
    isTooLong = false;
    if (held.length === 0) return [];
    if (wasTooLong) return [discarded('too-long')];
    const bytes = Uint8Array.from(held);
    held = [];
    return [{ kind: 'frame', bytes }];
  };
  const oneMore = (byte: number): Framed[] => {
    held.push(byte);
    isTooLong ||= held.length > FRAME_BYTES_MAX;
    return isTooLong && held.length >= DISCARDED_BYTES_MAX ? [discarded('too-long')] : [];
  };
  return {
    push(chunk) {
      const found: Framed[] = [];
      for (const byte of chunk)
        if (byte === LINE_END) found.push(...endOfLine());
        else found.push(...oneMore(byte));
      return found;
    },
    end: () => (held.length > 0 ? [discarded('cut-off')] : []),
  };
}

export { type BadReport, type FeedReport, readReport } from './read-report.ts';
