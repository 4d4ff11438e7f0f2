import type { Decision, Id, Instant, Json, Order } from '@lakiri/kit';
import { refuse } from '@lakiri/kit';
import { actingAs, type Viewer } from '@lakiri/parties';
import { type Done, execute } from '@lakiri/platform/execute';
import { newId, saltedHash } from '@lakiri/platform/facts';
import type { Sql } from '@lakiri/platform/sql';
import {
  approve,
  type Command,
  type CommandEvents,
  type CommandId,
  cancel,
  PASSWORD_FORM,
  type PasswordId,
  type PasswordSet,
  type Presence,
  request,
  setPassword,
  WITH_PASSWORD,
  wordsOf,
} from '../core/index.ts';
import {
  type Around,
  aroundOf,
  commandAggregate,
  findInFlight,
  isPasswordSet,
  keepCommandWord,
  passwordAggregate,
  sealedSha256,
  sealPassword,
} from '../store/index.ts';
import type { CommandsDeps } from './deps.ts';
import type { CommandRefusal } from './refusals.ts';

export type CommandDone = Done<CommandRefusal>;

type By = { readonly viewer: Viewer; readonly key: string };

export type RequestAct = By & {
  readonly seal: Id<'Seal'>;
  readonly order: Order;
  readonly reason: string;
  readonly override: string | null;
};

type Asking = Partial<Around> & {
  readonly inFlight: CommandId | undefined;
  readonly hasPassword: boolean;
};

/** An officer asks for something of a seal. */
export function requestCommand(deps: CommandsDeps, asked: RequestAct): Promise<CommandDone> {
  const { viewer, key, seal, order } = asked;
  const at = deps.now();
  const id = newId<'Command'>(at);
  const reason = wordOf(asked.reason);
  const override = wordOf(asked.override ?? '');
  return execute<Asking, CommandEvents, CommandRefusal>(deps, {
    ...actingAs(viewer),
    occurredAt: at,
    receivedAt: at,
    key: {
      id: key,
      request: {
        act: 'request-command',
        ...{ seal, order: order as Json, reason: asked.reason, override: asked.override },
      },
    },
    aggregates: { command: commandAggregate, seal: deps.sealAggregate },
    load: async (tx) => ({
      ...(await aroundOf(deps, tx, { seal, at })),
      inFlight: await findInFlight(tx, seal, order.word),
      hasPassword: await isPasswordSet(tx, seal),
    }),
    decide: ({ around, inFlight, hasPassword }): Decision<CommandEvents, CommandRefusal> => {
      if (around === undefined) return refuse({ code: 'no-such-seal' });
      const { dialect, model } = around.seal.model;
      const wantsPassword = order.word === 'unlock' && WITH_PASSWORD.includes(model);
      return request({
        ...{ id, order, around, inFlight, by: viewer.person.id },
        words: wordsOf(dialect),
        lacksPassword: wantsPassword && !hasPassword,
        reasonSha256: reason?.hash ?? null,
        overrideSha256: override?.hash ?? null,
      });
    },
    also: async (tx) => {
      if (reason !== null)
        await keepCommandWord(tx, { command: id, word: 'reason', at, ...reason });
      if (override !== null)
        await keepCommandWord(tx, { command: id, word: 'override', at, ...override });
    },
    result: () => ({ command: id }),
  });
}

function wordOf(typed: string) {
  const text = typed.trim();
  return text === '' ? null : { text, ...saltedHash(text) };
}

export type CommandAct = By & {
  readonly command: CommandId;
} & (
    | {
        readonly act: 'approve';
        readonly meant: string | undefined;
        readonly presence: Presence | null;
      }
    | { readonly act: 'cancel' }
  );

type Acting = Partial<Around> & { readonly command: Command | undefined };

/** Another officer approves, or an officer takes it back. */
export function actOnCommand(deps: CommandsDeps, asked: CommandAct): Promise<CommandDone> {
  const { viewer, key, command: id } = asked;
  const at = deps.now();
  return execute<Acting, CommandEvents, CommandRefusal>(deps, {
    ...actingAs(viewer),
    occurredAt: at,
    receivedAt: at,
    key: { id: key, request: requestOf(asked) },
    aggregates: { command: commandAggregate, seal: deps.sealAggregate },
    load: (tx) => loadActing(deps, tx, id, at),
    decide: ({ command, around }): Decision<CommandEvents, CommandRefusal> => {
      if (command === undefined) return refuse({ code: 'no-such-command' });
      if (asked.act === 'cancel') return cancel({ command, at });
      if (around === undefined) return refuse({ code: 'no-such-seal' });
      const { meant, presence } = asked;
      return approve({ command, around, by: viewer.person.id, meant, presence });
    },
    result: () => ({ command: id }),
  });
}

function requestOf(asked: CommandAct): Json {
  const { act, command } = asked;
  return act === 'cancel'
    ? { act: 'cancel-command', command }
    : { act: 'approve-command', command, meant: asked.meant ?? null };
}

async function loadActing(
  deps: CommandsDeps,
  tx: Sql,
  id: CommandId,
  at: Instant,
): Promise<Acting> {
  const command = (await commandAggregate.find(tx, id))?.state;
  if (command === undefined) return { command };
  return { command, ...(await aroundOf(deps, tx, { seal: command.seal, at })) };
}

/** Sets what opens a seal. The text is sealed here and never leaves again but on its way to the seal. */
export function setSealPassword(
  deps: CommandsDeps,
  { viewer, key, seal, password }: By & { readonly seal: Id<'Seal'>; readonly password: string },
): Promise<CommandDone> {
  if (deps.passwordKey === undefined) throw new Error('this process cannot seal passwords');
  const at = deps.now();
  const id: PasswordId = newId(at);
  const isWellFormed = PASSWORD_FORM.test(password);
  const sealed = sealPassword(isWellFormed ? password : '', seal, deps.passwordKey);
  return execute<{ isKnown: boolean }, PasswordSet, CommandRefusal>(deps, {
    ...actingAs(viewer),
    occurredAt: at,
    receivedAt: at,
    // Not the password: what a key stands for is kept as a plain hash, which could be guessed through.
    key: { id: key, request: { act: 'set-password', seal } },
    aggregates: { password: passwordAggregate(sealed) },
    load: async (tx) => ({ isKnown: (await deps.findSeals(tx, [seal])).length > 0 }),
    decide: ({ isKnown }): Decision<PasswordSet, CommandRefusal> =>
      isKnown
        ? setPassword({ id, seal, at, isWellFormed, sealedSha256: sealedSha256(sealed) })
        : refuse({ code: 'no-such-seal' }),
    result: () => ({ seal }),
  });
}
