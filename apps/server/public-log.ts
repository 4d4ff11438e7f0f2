// The log's files as they lie in the data directory; needs neither the database nor the sequencer. Checkpoints and
// hashes are everybody's: nobody can be shown another log. The entries are not, unless the operator says so: they name
// cargo, seals, cards and places.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkpointOfNote, parsePolicy, parseTilePath } from '@lakiri/evidence';
import type { Config } from '@lakiri/platform/config';
import { clientFault, type Problem, problem } from '@lakiri/platform/http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type LogPage, logPage } from './public-log-page.ts';
import { isHereOrHas } from './this-machine.ts';

/** What a node's name is made of; a log has the name of its node. */
const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const TEXT = 'text/plain; charset=utf-8'; // C2SP tlog-tiles, as are the two below
const BYTES = 'application/octet-stream';
const FOREVER = 'public, max-age=31536000, immutable';
/** What only some may read lies in no cache that others share. */
const OWN_FOREVER = 'private, max-age=31536000, immutable';
/** A new checkpoint comes every second at most. */
const NEWEST = 'public, max-age=2';
const SELDOM = 'public, max-age=300';

/** The only files that are served, beside tiles and entry bundles. */
const FILES: Readonly<Record<string, string>> = {
  checkpoint: NEWEST,
  witnessed: NEWEST,
  vkey: SELDOM,
  policy: SELDOM,
};

const HELD_BACK: Problem = {
  status: 403,
  code: 'entries-held-back',
  title: 'The entries of this log are not for everybody',
  detail:
    'Its checkpoints, tiles of hashes and proofs are. Ask the operator for the token (LAKIRI_LOG_TOKEN), or verify an evidence bundle.',
};

type Named = { readonly name: string; readonly '*'?: string };

/** `/log/<name>/` with all that C2SP tlog-tiles says lies under it. */
export function servePublicLog(
  app: FastifyInstance,
  options: Pick<Config, 'dataDirectory' | 'publicUrl' | 'evidence'>,
): void {
  const { readers, token } = options.evidence;
  const open = { schema: { hide: true }, config: { access: 'public' as const } };
  const folderOf = ({ name }: Named): string | undefined =>
    NAME.test(name) ? join(options.dataDirectory, 'log', name) : undefined;
  app.get<{ Params: Named }>('/log/:name', open, async (request, reply) => {
    const folder = folderOf(request.params);
    const page = folder === undefined ? undefined : await readPage(folder);
    if (page === undefined) return notHere(reply);
    const base = options.publicUrl ?? `${request.protocol}://${request.host}`;
    const url = `${base.replace(/\/$/, '')}/log/${request.params.name}`;
    const file = { bytes: Buffer.from(logPage(url, page)), type: 'text/html; charset=utf-8' };
    return send(request, reply, { ...file, cache: NEWEST });
  });
  app.get<{ Params: Named }>('/log/:name/*', open, async (request, reply) => {
    const folder = folderOf(request.params);
    const path = request.params['*'] ?? '';
    const cache = cacheOf(path);
    if (folder === undefined || cache === undefined) return notHere(reply);
    const isHeldBack = readers === 'token' && parseTilePath(path)?.kind === 'entries';
    if (isHeldBack && !isHereOrHas(request, token)) return problem(reply, HELD_BACK);
    const bytes = await readOr(join(folder, path));
    if (bytes === undefined) return notHere(reply);
    const type = path.startsWith('tile/') ? BYTES : TEXT;
    if (isHeldBack) return send(request, reply, { bytes, type, cache: OWN_FOREVER, own: true });
    return send(request, reply, { bytes, type, cache });
  });
}

/** How long a path may be kept; nothing for every path that is not exactly one of the log's. */
function cacheOf(path: string): string | undefined {
  if (Object.hasOwn(FILES, path)) return FILES[path];
  return parseTilePath(path) === undefined ? undefined : FOREVER;
}

/** A partial tile may be asked for before it is there, or after it was replaced by the full one. */
function notHere(reply: FastifyReply): FastifyReply {
  return problem(reply.header('cache-control', 'no-store'), clientFault(404));
}

async function readOr(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(code)) return undefined;
    throw error;
  }
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  file: {
    readonly bytes: Buffer;
    readonly type: string;
    readonly cache: string;
    /** Only for who asks: no page of anybody may read it with this machine's eyes. */
    readonly own?: true;
  },
): FastifyReply {
  const tag = `"${createHash('sha256').update(file.bytes).digest('base64url')}"`;
  reply.header('cache-control', file.cache).header('etag', tag);
  // Anybody's page may check what is everybody's: nothing of it depends on who asks.
  if (file.own !== true)
    reply
      .header('access-control-allow-origin', '*')
      .header('cross-origin-resource-policy', 'cross-origin');
  const asked = request.headers['if-none-match']?.split(',').map((it) => it.trim()) ?? [];
  if (asked.includes(tag) || asked.includes(`W/${tag}`) || asked.includes('*'))
    return reply.code(304).send();
  return reply.type(file.type).send(file.bytes);
}

async function readPage(folder: string): Promise<LogPage | undefined> {
  const [checkpoint, vkey, witnessed, policy] = await Promise.all(
    ['checkpoint', 'vkey', 'witnessed', 'policy'].map((file) => readOr(join(folder, file))),
  );
  if (checkpoint === undefined || vkey === undefined) return undefined;
  const said = checkpointOfNote(checkpoint);
  if ('code' in said) return undefined;
  const seen = witnessed === undefined ? undefined : checkpointOfNote(witnessed);
  const asked = policy === undefined ? undefined : parsePolicy(policy.toString('utf8'));
  const asksNobody = asked !== undefined && !('code' in asked) && asked.quorum === 'none';
  const seenSize = seen === undefined || 'code' in seen ? undefined : seen.size;
  return {
    origin: said.origin,
    vkey: vkey.toString('utf8').trim(),
    size: said.size,
    root: Buffer.from(said.root).toString('hex'),
    witnessedSize: asksNobody ? 'none' : seenSize,
    checkpoint: checkpoint.toString('utf8'),
  };
}
