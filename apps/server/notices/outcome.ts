/** What came of one try. */
export type Outcome =
  | { readonly is: 'sent'; readonly status: number | null }
  | {
      readonly is: 'failed';
      /** In a word; the console has a sentence for it. */
      readonly outcome: string;
      readonly status: number | null;
      /** The other side says that this channel is no more. */
      readonly isGone: boolean;
      /** To try again would end alike. */
      readonly isFinal: boolean;
      readonly askedWaitMs: number;
    };

export function failed(
  outcome: string,
  more: Partial<Extract<Outcome, { is: 'failed' }>> = {},
): Outcome {
  const none = { status: null, isGone: false, isFinal: false, askedWaitMs: 0 };
  return { is: 'failed', outcome, ...none, ...more };
}

/** Codes of sockets, DNS, TLS and of undici, by what they mean to whoever asked. */
const MEANS: readonly (readonly [RegExp, string])[] = [
  [/^(address-refused|not-encrypted)$/, ''],
  [/^(ENOTFOUND|EAI_AGAIN|EDNS|ENODATA)$/, 'unresolved'],
  [/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ECONNECTION)$/, 'unreachable'],
  [/TIMEOUT|TIMEDOUT|^ABORT_ERR$|^23$/, 'too-slow'],
  [/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/, 'tls'],
  [/^UND_ERR_RES_EXCEEDED_MAX_SIZE$|^UND_ERR_HEADERS_OVERFLOW$/, 'answer-too-large'],
  [/^EAUTH$/, 'sign-in-refused'],
];

/** An error of the other side or of the way to it, as an outcome. Throws what is a fault of ours. */
export function outcomeOfFault(error: unknown): Outcome {
  if (!(error instanceof Error)) throw error;
  // Several addresses were tried: the first says as much as the others.
  const one = error instanceof AggregateError ? ((error.errors[0] as Error) ?? error) : error;
  const code = String((one as NodeJS.ErrnoException).code ?? one.name);
  if (error instanceof TypeError && code !== 'ERR_INVALID_URL' && code === 'TypeError') throw error;
  const [, meaning] = MEANS.find(([pattern]) => pattern.test(code)) ?? [undefined, 'broken-off'];
  if (meaning === '') return failed(code, { isFinal: true });
  return failed(code === 'TimeoutError' ? 'too-slow' : meaning);
}
