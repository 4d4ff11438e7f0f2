import type {
  EncodedOrder,
  Message,
  Order,
  OrderAnswer,
  OrderFault,
  Orders,
  OrderTo,
  OrderWord,
} from '@lakiri/kit';
import { addMs, MINUTE_MS } from '@lakiri/kit';
import { encodeCommand, type Order as Ordered } from './command.ts';
import { readControl } from './control.ts';
import { contentOf, decode } from './decode.ts';
import type { Signer } from './keys.ts';
import { RESULTS } from './obey.ts';
import { DEVICE_ID, PART_ID } from './record.ts';

/** §5.1: an opening holds for no longer; what is not obeyed by then never will be. */
const EXPIRES_MS = 10 * MINUTE_MS;
/** §5.2. */
const INTERVAL_S_MAX = 86_400;
const ID_BYTES = 16;
const WORDS: readonly OrderWord[] = ['unlock', 'lock', 'locate', 'set-interval'];

/**
 * Orders signed by an authority. Without one the words are known, and none can be said: who has no key that seals trust
 * cannot command them.
 */
export function ordersOf(authority: Signer | undefined): Orders {
  return {
    words: WORDS,
    encode: (order, to) =>
      authority === undefined ? { code: 'order-not-spoken' } : encode(order, to, authority),
    match,
  };
}

function encode(order: Order, to: OrderTo, authority: Signer): EncodedOrder | OrderFault {
  const { wireId, part, heard, at } = to;
  if (!DEVICE_ID.test(wireId) || (part !== null && !PART_ID.test(part)))
    return { code: 'address-misfit' };
  const ordered = orderedOf(order, part);
  if ('code' in ordered) return ordered;
  const obeyed = heard === null ? undefined : obeyedIn(heard);
  if (obeyed === undefined) return { code: 'session-not-heard' };
  const command = {
    device: wireId,
    counter: obeyed + 1,
    expiresAt: addMs(at, EXPIRES_MS),
    id: idOf(to),
    order: ordered,
  };
  return { bytes: encodeCommand(command, authority), secrets: [] };
}

function orderedOf(order: Order, part: string | null): Ordered | OrderFault {
  switch (order.word) {
    case 'unlock':
    case 'lock':
      return part === null ? { word: order.word } : { word: order.word, part };
    case 'locate':
      return { word: 'locate' };
    case 'set-interval': {
      const { intervalS } = order;
      const fits = Number.isInteger(intervalS) && intervalS >= 1 && intervalS <= INTERVAL_S_MAX;
      // One number is ordered: how often the seal reports, asleep or not.
      return fits
        ? { word: 'set-interval', awakeS: intervalS, asleepS: intervalS }
        : { code: 'interval-misfit' };
    }
  }
}

/** The highest counter that the seal says it has obeyed: in every record, and in a heartbeat. */
function obeyedIn(frame: Uint8Array): number | undefined {
  const message = decode(frame);
  if (message.kind === 'reports') {
    const { commandCounter } = message.reports[0]?.raw ?? {};
    return typeof commandCounter === 'number' ? commandCounter : undefined;
  }
  const content = contentOf(frame);
  if (message.kind !== 'heartbeat' || 'code' in content) return undefined;
  const control = readControl(content.bytes, content.base);
  return 'kind' in control && control.kind === 'heartbeat' ? control.commands : undefined;
}

/** The order as this node knows it: when, and under which serial. */
function idOf({ at, serial }: OrderTo): Uint8Array {
  const id = new Uint8Array(ID_BYTES);
  const view = new DataView(id.buffer);
  view.setBigUint64(0, BigInt(at));
  view.setUint32(8, serial);
  return id;
}

/** An answer names the command by its counter, which only the seal and this moment know: it answers the one in flight. */
function match(message: Message): OrderAnswer | undefined {
  const report = message.kind === 'reports' ? message.reports[0] : undefined;
  const { answerResult: result } = report?.raw ?? {};
  if (report === undefined || typeof result !== 'number') return undefined;
  return {
    words: wordsOf(report.event?.type),
    ok: isProof(result) ? result === RESULTS.done : null,
    serial: null,
    part: report.part ?? null,
  };
}

function wordsOf(event: string | undefined): readonly OrderWord[] {
  if (event === 'unlock.remote' || event === 'valve.opened') return ['unlock'];
  return event === 'lock.remote' || event === 'valve.closed' ? ['lock'] : WORDS;
}

/** Refused for its signature or its address: that may have been anybody's command, and not ours. */
function isProof(result: number): boolean {
  const others: readonly number[] = [
    RESULTS['bad-signature'],
    RESULTS['unknown-key'],
    RESULTS['other-seal'],
  ];
  return !others.includes(result);
}
