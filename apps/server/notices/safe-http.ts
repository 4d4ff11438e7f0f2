// The one way by which notices leave by HTTP. The address is checked where the connection is made, after the name was
// resolved, so that no name may mean one thing at the check and another at the call. No redirect is followed.
import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector, request } from 'undici';
import type { Reach } from './addresses.ts';
import { type Outcome, outcomeOfFault } from './outcome.ts';

/** A system that is well answers within a second; a lease outlasts all of these together. */
const CONNECT_MS_MAX = 5_000;
const ANSWER_MS_MAX = 10_000;
const ALL_MS_MAX = 15_000;
/** Nobody reads the answer; this much is taken so that the connection can be used again. */
const ANSWER_BYTES_MAX = 65_536;
const HEADERS_BYTES_MAX = 16_384;
/** To one system at once; see also OF_A_CHANNEL_MAX of the outbox. */
const CONNECTIONS_MAX = 4;

/** Where somebody wanted a notice sent, and may not. */
class AddressRefused extends Error {
  readonly code: 'address-refused' | 'not-encrypted';
  constructor(code: AddressRefused['code']) {
    super(code);
    this.code = code;
  }
}

export type SafeHttp = {
  ask(sent: Sent): Promise<Outcome>;
  close(): Promise<void>;
};

type Sent = {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | null;
};

export function safeHttp(reach: Reach): SafeHttp {
  const agent = new Agent({
    connect: checkedConnector(reach),
    connections: CONNECTIONS_MAX,
    headersTimeout: ANSWER_MS_MAX,
    bodyTimeout: ANSWER_MS_MAX,
    maxHeaderSize: HEADERS_BYTES_MAX,
    maxResponseSize: ANSWER_BYTES_MAX,
  });
  return {
    ask: (sent) => ask(agent, sent),
    close: () => agent.destroy(),
  };
}

function checkedConnector(reach: Reach): ReturnType<typeof buildConnector> {
  const plain = buildConnector({ timeout: CONNECT_MS_MAX, lookup: checkedLookup(reach, false) });
  const encrypted = buildConnector({ timeout: CONNECT_MS_MAX, lookup: checkedLookup(reach, true) });
  return (options, callback) => {
    const isEncrypted = options.protocol === 'https:';
    const host = options.hostname.replace(/^\[|\]$/g, '');
    // A name is resolved and checked by the lookup; an address is never looked up.
    const refused = isIP(host) === 0 ? undefined : refusalOf(reach, host, isEncrypted);
    if (refused !== undefined) callback(refused, null);
    else (isEncrypted ? encrypted : plain)(options, callback);
  };
}

function refusalOf(
  reach: Reach,
  address: string,
  isEncrypted: boolean,
): AddressRefused | undefined {
  if (!reach.mayReach(address)) return new AddressRefused('address-refused');
  // What a notice says is nobody's on the way: without TLS it goes to the operator's own networks only.
  if (!isEncrypted && !reach.isOwn(address)) return new AddressRefused('not-encrypted');
  return undefined;
}

/** Resolves a name to the addresses that may be reached; the connection is made to one of these and no other. */
function checkedLookup(reach: Reach, isEncrypted: boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, []);
      const faults = found.map(({ address }) => refusalOf(reach, address, isEncrypted));
      const open = found.filter((_, index) => faults[index] === undefined);
      const [first] = open;
      if (first === undefined)
        return callback(faults[0] ?? new AddressRefused('address-refused'), []);
      return options.all === true
        ? callback(null, open)
        : callback(null, first.address, first.family);
    });
  };
}

async function ask(dispatcher: Agent, { method, url, headers, body }: Sent): Promise<Outcome> {
  try {
    const answer = await request(url, {
      ...{ method, dispatcher, body },
      headers: { 'user-agent': 'lakiri-notices', ...headers },
      signal: AbortSignal.timeout(ALL_MS_MAX),
    });
    await answer.body.dump({ limit: ANSWER_BYTES_MAX });
    const { statusCode: status } = answer;
    if (status >= 200 && status < 300) return { is: 'sent', status };
    const outcome = status >= 300 && status < 400 ? 'redirected' : 'refused-by-receiver';
    const asked = answer.headers['retry-after'];
    return {
      ...{ is: 'failed', outcome, status },
      isGone: status === 410,
      isFinal: false,
      askedWaitMs: waitOf(typeof asked === 'string' ? asked : undefined),
    };
  } catch (error) {
    return outcomeOfFault(error);
  }
}

/** Retry-After in seconds (RFC 9110 §10.2.3); a date is not heeded, the schedule is. */
function waitOf(header: string | undefined): number {
  return header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) * 1_000 : 0;
}
