// One question to one witness over HTTP. Addresses come from the operator's policy file and nowhere else.

/** A witness answers in milliseconds, from another country in a second or two. */
const ANSWER_MS_MAX = 10_000;
/** A few cosignature lines; the longest, of ML-DSA-44, has 3.3 kB. A checkpoint under a hundred of them is no use. */
const ANSWER_BYTES_MAX = 65_536;

export type Submitted =
  | {
      readonly answered: true;
      readonly status: number;
      readonly type: string;
      readonly text: string;
    }
  | { readonly answered: false; readonly reason: string };

/** POSTs a submission to `<url>/add-checkpoint`. Never throws, and never takes longer than the limit. */
export function submit(url: string, body: string, stop: AbortSignal): Promise<Submitted> {
  return ask(`${url}/add-checkpoint`, { method: 'POST', body }, stop);
}

/** The newest checkpoint that the witness shows of the log with this name (hex SHA-256 of its origin). */
export function lookUp(url: string, name: string, stop: AbortSignal): Promise<Submitted> {
  return ask(`${url}/${name}/checkpoint`, { method: 'GET' }, stop);
}

async function ask(address: string, init: RequestInit, stop: AbortSignal): Promise<Submitted> {
  try {
    const response = await fetch(address, {
      ...init,
      redirect: 'error', // a witness does not send us elsewhere
      signal: AbortSignal.any([stop, AbortSignal.timeout(ANSWER_MS_MAX)]),
    });
    const text = await boundedText(response);
    if (text === undefined) return { answered: false, reason: 'its answer is too long' };
    const type = response.headers.get('content-type') ?? '';
    return { answered: true, status: response.status, type, text };
  } catch (error) {
    return { answered: false, reason: reasonOf(error) };
  }
}

async function boundedText(response: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > ANSWER_BYTES_MAX) return undefined; // leaving the loop cancels the rest
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** In words for an operator. */
function reasonOf(error: unknown): string {
  const { name, message, cause } = error as Error & { cause?: Error & { code?: string } };
  if (name === 'TimeoutError') return `no answer within ${ANSWER_MS_MAX / 1_000} s`;
  return cause?.code ?? cause?.message ?? message;
}
