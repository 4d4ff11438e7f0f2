import type { BundleVerdict } from '@lakiri/evidence';
import { fullInstant } from '../clock/instants.ts';
import { saySpan } from '../clock/say-age.ts';
import type { Language } from '../words/said.ts';
import { type Say, wordKey } from '../words/words.ts';
import type { ProofVerdict } from './work.ts';

export type Line = {
  readonly mark: 'good' | 'warning' | 'wrong';
  /** The file it is about; empty where it is the whole. */
  readonly path: string;
  readonly text: string;
};

export type Told = {
  readonly held: boolean;
  readonly headline: string;
  readonly lines: readonly Line[];
  readonly proves: readonly string[];
  readonly notProves: readonly string[];
  readonly about: readonly (readonly [label: string, value: string])[];
};

type Speech = { readonly say: Say; readonly language: Language };

/** A list of a thousand is not read; the command line has them all. */
const WRONG_SHOWN_MAX = 50;

/** A bundle's verdict in words. */
export function tellBundle(verdict: BundleVerdict, { say, language }: Speech): Told {
  const { findings, warnings, summary } = verdict;
  const wrong = findings.slice(0, WRONG_SHOWN_MAX).map(
    ({ code, path, params }): Line => ({
      mark: 'wrong',
      path,
      text: say(`verify.finding.${code}`, params),
    }),
  );
  const known = warnings.map(({ code, path, params }): Line => {
    const span = saySpan(say, Number(params['ms'] ?? 0));
    return {
      mark: 'warning',
      path: code === 'path-unknown' ? path : '',
      text: say(`verify.warning.${code}`, { ...params, span }),
    };
  });
  const held = findings.length === 0 && summary?.checkpoint != null;
  const isClaimed = summary?.keysFrom === 'bundle';
  const headline = held ? (isClaimed ? 'verify.heldClaimed' : 'verify.held') : 'verify.broken';
  return {
    held,
    headline: say(headline),
    lines: [...wrong, ...goodLines(verdict, { say, language }), ...known],
    proves: held ? provesOf(summary.witnesses.length > 0, say) : [],
    notProves: held
      ? [
          ...(isClaimed ? [say('verify.notProves.keys')] : []),
          say('verify.notProves.truth'),
          say('verify.notProves.all'),
          say('verify.notProves.copies'),
          ...(summary.timestamps.length > 0 ? [say('verify.notProves.stamp')] : []),
        ]
      : [],
    about: aboutOf(summary, { say, language }),
  };
}

function provesOf(isSeen: boolean, say: Say): string[] {
  const always = [say('verify.proves.bytes'), say('verify.proves.nobody')];
  return isSeen ? [...always, say('verify.proves.seen')] : always;
}

/** Ticks only for what holds: where a signature is missing, nothing under it is ticked. */
function goodLines(
  { findings, summary }: BundleVerdict,
  { say, language }: Speech,
): readonly Line[] {
  if (summary === undefined || summary.checkpoint === null) return [];
  const { checkpoint, witnesses, entries, frames, timestamps, personal } = summary;
  const { origin, size } = checkpoint;
  const at = (seconds: number): string => fullInstant(seconds * 1_000, language);
  const texts = [
    ...(entries.proven > 0 ? [say('verify.entries', { n: entries.proven })] : []),
    say('verify.signed', { origin, size }),
    ...witnesses.map(({ name, time }) => say('verify.witness', { name, at: at(time) })),
    ...(frames.whole > 0 ? [say('verify.messages', { n: frames.whole })] : []),
    ...(findings.length === 0 ? [say('verify.files', { n: summary.files })] : []),
    ...(personal > 0 ? [say('verify.personal', { n: personal })] : []),
    ...timestamps.map((stamp) =>
      say('verify.stamped', { size: stamp.size, at: fullInstant(stamp.at, language) }),
    ),
  ];
  return texts.map((text) => ({ mark: 'good', path: '', text }));
}

function aboutOf(
  summary: BundleVerdict['summary'],
  { say, language }: Speech,
): (readonly [string, string])[] {
  if (summary === undefined) return [];
  const { manifest, entries, checkpoint } = summary;
  const at = (time: string): string => fullInstant(time, language);
  const exported = say('verify.exportedBy', {
    at: at(manifest.exportedAt),
    name: manifest.exporter,
  });
  return [
    [say('verify.subject'), manifest.subject.ref],
    [say('verify.exported'), exported],
    [say('verify.reason'), manifest.reason],
    ...(manifest.caseNo === null ? [] : [[say('verify.caseNo'), manifest.caseNo] as const]),
    ...(entries.firstAt === ''
      ? []
      : [
          [
            say('verify.recorded'),
            say('verify.span', { from: at(entries.firstAt), to: at(entries.lastAt) }),
          ] as const,
        ]),
    ...(checkpoint === null ? [] : [[say('verify.root'), checkpoint.root] as const]),
  ];
}

/** One entry's proof in words. */
export function tellProof(verdict: ProofVerdict, { say, language }: Speech): Told {
  const { held, code, origin, index, size, witnesses } = verdict;
  const wrong = wordKey('verify.finding', code ?? '');
  const reason =
    code === 'not-included'
      ? say('verify.proofNot')
      : wrong === undefined
        ? say('verify.finding.checkpoint-refused', { why: code ?? '' })
        : say(wrong, { have: witnesses.length });
  const good = [
    say('verify.proofHeld', { index, origin }),
    say('verify.signed', { origin, size }),
    ...witnesses.map(({ name, time }) =>
      say('verify.witness', { name, at: fullInstant(time * 1_000, language) }),
    ),
  ];
  return {
    held,
    headline: say(held ? 'verify.held' : 'verify.broken'),
    lines: held
      ? good.map((text) => ({ mark: 'good', path: '', text }))
      : [{ mark: 'wrong', path: '', text: reason }],
    proves: held ? provesOf(witnesses.length > 0, say) : [],
    notProves: held ? [say('verify.notProves.truth'), say('verify.notProves.all')] : [],
    about: [],
  };
}
