// An old backup restored: of the database, of the log's folder, of both. A log that would have to sign another
// history than the one it has signed must not sign; facts are kept all the same.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pause, progress } from '../bench/report.ts';
import { checkLog, readCheckpoint, type Seen, see } from './log-check.ts';
import { type LogNode, makeLogNode, PARTS, type RunningLog } from './log-node.ts';
import { appendTo, countFacts, within } from './log-stage.ts';
import { startWitness, type WitnessProcess } from './witness-process.ts';

const WAIT_MS_MAX = 60_000;
/** Longer than a publication takes: what it were to sign would be there. */
const SIGN_MS = 3_000;
const FACTS_BEFORE = 300;
/** The backup lacks them. */
const FACTS_LACKING = 200;
/** More than were lost, so that a signature would be of a size that was signed already. */
const FACTS_AFTER = FACTS_LACKING + 20;

const DATABASE_OLDER = /^refuses to sign: the database is older/;
const WITNESS_SAW_MORE = /^refuses to sign: .*witness/;

type Scene = {
  readonly node: LogNode;
  readonly seen: Seen;
  witness: WitnessProcess | undefined;
};

export type Restored = {
  readonly backups: readonly { readonly name: string; readonly wrong: readonly string[] }[];
  /** What is found wrong where both are old and there is no witness: without it the node cannot know. */
  readonly control: readonly string[];
};

/** Goes back to parts of an old backup in turn, and to the present again. */
export async function restoreBackups(): Promise<Restored> {
  const scene: Scene = { node: makeLogNode(), seen: new Map(), witness: undefined };
  const { node, seen } = scene;
  try {
    await twoPasts(scene);
    node.restore('old', ['postgres']);
    const database = await goOn(scene, DATABASE_OLDER);
    node.restore('old', PARTS);
    const both = await goOn(scene, WITNESS_SAW_MORE);
    node.restore('old', PARTS);
    const seenAside = new Map([...seen].map(([size, roots]) => [size, new Set(roots)]));
    const control = await goOn({ node, seen: seenAside, witness: undefined });
    node.restore('new', PARTS);
    const present = await goOn(scene);
    // The database has all that the files have: they are made whole from it.
    node.restore('old', ['log']);
    const folder = await goOn(scene);
    const backups = { database, both, 'nothing again': present, 'log folder': folder };
    return {
      backups: Object.entries(backups).map(([name, wrong]) => ({ name: `old ${name}`, wrong })),
      control,
    };
  } finally {
    scene.witness?.stop();
    node.remove();
  }
}

/** A log with a backup `old`, and one `new` that has all that anybody saw. */
async function twoPasts(scene: Scene): Promise<void> {
  const { node } = scene;
  const first = await node.start();
  await grow(scene, first, FACTS_BEFORE);
  await first.stop();
  node.backUp('old');
  const vkey = readFileSync(join(node.directory, 'vkey'), 'utf8').trim();
  const witness = await startWitness(join(node.data, 'witness'), vkey);
  scene.witness = witness;
  const second = await begin(scene);
  const size = await grow(scene, second, FACTS_LACKING);
  if (!(await within(WAIT_MS_MAX, async () => (await witness.size()) === size)))
    throw new Error(`the witness was not shown ${size} entries: ${second.sequencer.said()}`);
  await second.stop();
  node.backUp('new');
}

function begin({ node, witness }: Scene): Promise<RunningLog> {
  return node.start({ witnessPolicy: witness?.policyFile });
}

/** Appends facts in two transactions and waits until they are published. Returns the size. */
async function grow({ node, seen }: Scene, running: RunningLog, facts: number): Promise<number> {
  const { owner, sequencer } = running;
  for (const count of [Math.floor(facts / 2), Math.ceil(facts / 2)]) {
    await appendTo(owner, count);
    if (!(await within(WAIT_MS_MAX, () => isWhole(node, running))))
      throw new Error(`the log does not grow: ${sequencer.said()}`);
    see(node.directory, seen);
  }
  return await countFacts(owner);
}

async function isWhole({ directory }: LogNode, { owner, sequencer }: RunningLog): Promise<boolean> {
  if (sequencer.trouble() !== undefined) return false;
  return readCheckpoint(directory)?.size === (await countFacts(owner));
}

/** Starts it on what was restored: it must refuse and say this, or else go on and be clean. */
async function goOn(scene: Scene, mustRefuse?: RegExp): Promise<string[]> {
  const running = await begin(scene);
  try {
    return mustRefuse === undefined
      ? await goesOn(scene, running)
      : await refuses(scene, running, mustRefuse);
  } finally {
    await running.stop();
  }
}

async function goesOn({ node, seen }: Scene, running: RunningLog): Promise<string[]> {
  const { owner, sequencer } = running;
  await appendTo(owner, FACTS_AFTER);
  const whole = await within(WAIT_MS_MAX, () => isWhole(node, running));
  if (!whole) return [`it does not go on: ${sequencer.trouble() ?? sequencer.end()}`];
  see(node.directory, seen);
  return await checkLog({ directory: node.directory, owner, seen });
}

async function refuses({ node }: Scene, running: RunningLog, said: RegExp): Promise<string[]> {
  const { owner, sequencer } = running;
  const checkpoint = (): string => readFileSync(join(node.directory, 'checkpoint'), 'utf8');
  const before = { checkpoint: checkpoint(), facts: await countFacts(owner) };
  const wrong: string[] = [];
  if (!(await within(WAIT_MS_MAX, () => said.test(sequencer.trouble() ?? ''))))
    wrong.push(`it does not refuse, but says: ${sequencer.trouble() ?? 'nothing'}`);
  progress(`it ${sequencer.trouble()}`);
  await appendTo(owner, FACTS_AFTER);
  await pause(SIGN_MS);
  if (checkpoint() !== before.checkpoint) wrong.push('it signed all the same');
  if ((await countFacts(owner)) !== before.facts + FACTS_AFTER) wrong.push('facts are not kept');
  return wrong;
}
