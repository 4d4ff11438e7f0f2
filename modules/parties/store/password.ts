import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** What a hash costs: N = 2^ln blocks of 128·r bytes, p times over. */
export type Cost = { readonly ln: number; readonly r: number; readonly p: number };

/** OWASP Password Storage Cheat Sheet: N = 2^17, r = 8, p = 1. Takes 128 MiB and about a third of a second. */
export const COST_STANDARD: Cost = { ln: 17, r: 8, p: 1 };

/** Beyond this a stored cost is damage, not caution; r and p are bounded by the form of a hash. */
const LN_MAX = 20;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** Each takes 128 MiB and a thread; more at once would starve the node. */
const AT_ONCE_MAX = 2;
/** Some ten seconds of queue; who comes later is told to come again. */
const WAITING_MAX = 30;

export type Verdict = 'right' | 'wrong' | 'busy';

/** Hashes and compares passwords, a few at a time. */
export type PasswordKeeper = {
  /** `$scrypt$ln=17,r=8,p=1$salt$hash`; `undefined` when too many wait. */
  hash(password: string): Promise<string | undefined>;
  /** Takes as long for a login that does not exist (`undefined`) as for one that does. */
  verify(password: string, stored: string | undefined): Promise<Verdict>;
};

export function passwordKeeper(cost: Cost = COST_STANDARD): PasswordKeeper {
  const queue = workQueue();
  const nobody: Stored = { cost, salt: Buffer.alloc(SALT_BYTES), hash: Buffer.alloc(HASH_BYTES) };
  return {
    async hash(password) {
      const salt = randomBytes(SALT_BYTES);
      const hash = await queue(() => derive(password, salt, cost));
      return hash && `$scrypt$ln=${cost.ln},r=${cost.r},p=${cost.p}$${text(salt)}$${text(hash)}`;
    },
    async verify(password, stored) {
      const known = stored === undefined ? nobody : parseStored(stored);
      const hash = await queue(() => derive(password, known.salt, known.cost));
      if (hash === undefined) return 'busy';
      const isSame = timingSafeEqual(hash, known.hash);
      return isSame && stored !== undefined ? 'right' : 'wrong';
    },
  };
}

type Stored = { readonly cost: Cost; readonly salt: Buffer; readonly hash: Buffer };

const STORED = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d)\$([\w+/]+)\$([\w+/]+)$/;

function parseStored(stored: string): Stored {
  const [, ln, r, p, salt = '', hash = ''] = STORED.exec(stored) ?? [];
  const cost = { ln: Number(ln), r: Number(r), p: Number(p) };
  const bytes = Buffer.from(hash, 'base64');
  if (!(cost.ln <= LN_MAX) || bytes.length !== HASH_BYTES)
    throw new Error('a stored password hash is damaged');
  return { cost, salt: Buffer.from(salt, 'base64'), hash: bytes };
}

/** Composed and decomposed letters are one password, whatever keyboard wrote them (NIST SP 800-63B §5.1.1.2). */
function derive(password: string, salt: Buffer, { ln, r, p }: Cost): Promise<Buffer> {
  const N = 2 ** ln;
  const maxmem = 128 * N * r * p + 1_048_576;
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, HASH_BYTES, { N, r, p, maxmem }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}

const text = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

/** Runs a few works at once, lets some wait, and turns the rest away with `undefined`. */
function workQueue(): <T>(work: () => Promise<T>) => Promise<T | undefined> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= AT_ONCE_MAX) {
      if (waiting.length >= WAITING_MAX) return undefined;
      await new Promise<void>((resolve) => waiting.push(resolve)); // takes over the place of who ends
    } else running++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  };
}
