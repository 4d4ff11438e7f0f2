import { Command } from 'commander';

type Entry = {
  readonly name: string;
  readonly summary: string;
  /** The command's own file, loaded only when it is asked for, so that each starts fast. */
  load(): Promise<{ command(): Command }>;
};

const COMMANDS: readonly Entry[] = [
  {
    name: 'start',
    summary: 'run the node: database, server, sequencer, gateways',
    load: () => import('./commands/start.ts'),
  },
  {
    name: 'demo',
    summary: 'run a node with a living corridor on it',
    load: () => import('./commands/demo.ts'),
  },
  {
    name: 'migrate',
    summary: 'bring the database to this release',
    load: () => import('./commands/migrate.ts'),
  },
  {
    name: 'witness',
    summary: 'cosign the checkpoints of logs that only grow',
    load: () => import('./commands/witness.ts'),
  },
  {
    name: 'simulate',
    summary: 'drive simulated trucks against a node',
    load: () => import('./commands/simulate.ts'),
  },
  {
    name: 'verify',
    summary: 'say whether a log or an evidence bundle is what was signed',
    load: () => import('./commands/verify.ts'),
  },
  {
    name: 'keys',
    summary: 'print public keys of this node that others must be given',
    load: () => import('./commands/keys.ts'),
  },
  {
    name: 'decode',
    summary: 'say what the bytes of a device mean',
    load: () => import('./commands/decode.ts'),
  },
];

const program = new Command('lakiri')
  .description('Lakiri: electronic seals on cargo under customs control')
  .showHelpAfterError('(lakiri --help shows the commands, lakiri <command> --help explains one)');

const asked = process.argv.slice(2, 4); // `decode …` or `help decode`
for (const { name, summary, load } of COMMANDS) {
  if (asked.includes(name)) program.addCommand((await load()).command().summary(summary));
  else program.command(name).summary(summary);
}
await program.parseAsync();
