// The witnesses of this log, from the log's side. Nothing here delays a publication.
import {
  openByPolicy,
  type Policy,
  parseUtf8,
  quorumHolds,
  type Verifier,
  verifierOf,
} from '@lakiri/evidence';
import { makeBell } from './bell.ts';
import { type Coverage, coverageOf } from './witness/coverage.ts';
import { askPeer, type Outcome, type PeerCosignature } from './witness/exchange.ts';
import { nameOf, peersOf } from './witness/peer.ts';
import { hear } from './witness/proven.ts';
import {
  isDue,
  isOver,
  judge,
  type Round,
  roundOf,
  type Standing,
  standingOf,
} from './witness/round.ts';
import { type Keeping, saverOf } from './witness/save.ts';
import type { WitnessMetrics } from './witness/witness-metrics.ts';
import type { PublishedHead, WitnessPort } from './witness-port.ts';

/** A checkpoint comes every second; of each round a line of every witness is kept for good. */
const ROUND_EVERY_MS = 5_000;
/** How often the clocks of rounds and waits are looked at. */
const LOOK_EVERY_MS = 500;
/** Longer un-witnessed is told to the operator: it is what we promise. */
const UNWITNESSED_MS_MAX = 60_000;

export type WitnessClientOptions = Keeping & {
  readonly policy: Policy;
  readonly metrics: WitnessMetrics;
  /** UTC milliseconds. */
  readonly now: () => number;
  /** 0 to 1: spreads the next tries of many logs. */
  readonly chance: () => number;
  /** What an operator should know, at each look; the log goes on all the same. */
  readonly note: (note: string | undefined) => void;
  /** The disk did not confirm, or a bug: the process must end. */
  readonly onBroken: (error: unknown) => void;
  readonly roundEveryMs?: number;
};

type Client = {
  readonly options: WitnessClientOptions;
  readonly logVerifier: Verifier;
  readonly standings: readonly Standing[];
  readonly stop: AbortSignal;
  readonly coverage: Coverage;
  readonly save: (round: Round) => void;
  readonly ring: () => void;
  newest?: PublishedHead;
  round?: Round;
};

/** Asks from the first `published` on. Throws CannotStart where the policy has an address that is none. */
export async function createWitnessClient(options: WitnessClientOptions): Promise<WitnessPort> {
  const { policy, view, now, onBroken } = options;
  const logVerifier = verifierOf(view.log.vkey);
  if ('code' in logVerifier) throw new Error(`the log's vkey makes no sense: ${logVerifier.code}`);
  const stopping = new AbortController();
  const bell = makeBell(stopping.signal);
  const known = await knownOf(options);
  const saver = saverOf(options, known?.size ?? -1, onBroken);
  options.metrics.witnessedSize.set(known?.size ?? 0);
  const client: Client = {
    options,
    logVerifier,
    standings: peersOf(policy).map(standingOf),
    stop: stopping.signal,
    coverage: coverageOf(policy, now, known),
    save: saver.save,
    ring: bell.ring,
  };
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      turn(client);
      await bell.wait(LOOK_EVERY_MS);
    }
  };
  let running: Promise<void> | undefined;
  return {
    provenConsistent: (head) => prove(client, head),
    published: (head) => {
      client.newest = head;
      client.coverage.published(head);
      running ??= run().catch(onBroken);
      bell.ring();
    },
    stop: async () => {
      stopping.abort();
      await running;
      await saver.done();
    },
  };
}

/** The newest checkpoint that a quorum was under before this start. */
async function knownOf({ view, policy }: WitnessClientOptions) {
  const text = parseUtf8((await view.readWitnessed()) ?? new Uint8Array());
  if (text === undefined) return undefined;
  const opened = openByPolicy(text, { ...policy, logs: [{ vkey: view.log.vkey }] });
  if (!opened.opened || !opened.quorum) return undefined;
  const at = Math.max(0, ...opened.cosignatures.map(({ time }) => time)) * 1_000;
  return { size: opened.checkpoint.size, at };
}

async function prove(client: Client, head: PublishedHead) {
  const { options, standings, logVerifier, stop, coverage } = client;
  const { policy, view, now } = options;
  const peers = standings.map(({ peer }) => peer);
  const { proven, cosignatures } = await hear(policy, peers, {
    view,
    logVerifier,
    head,
    now,
    stop,
  });
  if (proven.proven) {
    coverage.published(head);
    client.newest = head;
    client.round = roundOf(head, performance.now());
    note(client, client.round, cosignatures);
  }
  return proven;
}

/** Asks whoever is to be asked now. */
function turn(client: Client): void {
  const { options, standings, newest, coverage } = client;
  const at = performance.now();
  if (newest === undefined) return;
  const everyMs = options.roundEveryMs ?? ROUND_EVERY_MS;
  const { round } = client;
  if (round === undefined || isOver(round, { newest, standings, at, everyMs }))
    client.round = roundOf(newest, at);
  for (const standing of standings)
    if (client.round !== undefined && isDue(standing, client.round, at))
      void ask(client, standing, client.round);
  options.metrics.unwitnessedSeconds.set(coverage.ageMs() / 1_000);
  options.note(noteOf(client));
}

async function ask(client: Client, standing: Standing, round: Round): Promise<void> {
  const { options, logVerifier, stop } = client;
  const { view, now, log, metrics, chance } = options;
  const { peer, knownSize, trouble } = standing;
  standing.busy = true;
  const question = { view, logVerifier, head: round.head, knownSize, now, stop };
  const outcome = await askPeer(peer, question).catch(
    (error: Error): Outcome => ({ kind: 'down', reason: `our own files: ${error.message}` }),
  );
  if (stop.aborted) return;
  const { size } = round.head;
  const witness = nameOf(peer);
  judge(standing, outcome, { size, at: performance.now(), chance: chance() });
  metrics.answers.inc({ witness, outcome: outcome.kind });
  if (outcome.kind === 'cosigned') note(client, round, outcome.cosignatures);
  if (standing.trouble !== trouble)
    if (standing.trouble === undefined) log.info({ witness }, 'the witness cosigns again');
    else log.warn({ witness, size, reason: standing.trouble }, 'the witness does not cosign');
  client.ring();
}

function note(client: Client, round: Round, lines: readonly PeerCosignature[]): void {
  const { options, coverage, save } = client;
  if (lines.length === 0) return;
  for (const line of lines) round.lines.set(line.witness, line);
  round.quorum = quorumHolds(options.policy, round.lines.keys());
  if (round.quorum) {
    coverage.witnessed(round.head);
    options.metrics.witnessedSize.set(coverage.size());
  }
  save(round);
}

/** In words for an operator; nothing while all is witnessed in time. */
function noteOf({ coverage, standings }: Client): string | undefined {
  const ageMs = coverage.ageMs();
  if (ageMs <= UNWITNESSED_MS_MAX) return undefined;
  const why = standings
    .filter(({ trouble }) => trouble !== undefined)
    .map(({ peer, trouble }) => `${nameOf(peer)}: ${trouble}`);
  return `not witnessed for ${Math.floor(ageMs / UNWITNESSED_MS_MAX)} min: ${why.join('; ')}`;
}
