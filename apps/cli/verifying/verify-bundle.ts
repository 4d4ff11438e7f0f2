// An evidence bundle: a zip, or the folder it was unpacked to.
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import {
  type BundleVerdict,
  type Trust,
  verifyBundle,
  verifyBundleZip,
  ZIP_BYTES_MAX,
} from '@lakiri/evidence';
import { sha256 } from '@lakiri/platform/sha256';
import { sayFinding, sayWarning } from './bundle-words.ts';
import { countOf, type Outcome, timeOf, witnessed } from './outcome.ts';
import { cannotVerify, readFileBounded } from './source.ts';

/** As in a zip. */
const FILES_MAX = 60_000;

export function verifyZip(zip: Uint8Array, trust: Trust | null): Outcome {
  return outcomeOf(verifyBundleZip(zip, trust, sha256));
}

/** Throws `CannotVerify` for a folder that cannot be read. */
export async function verifyFolder(folder: string, trust: Trust | null): Promise<Outcome> {
  const all = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = all.filter((entry) => !entry.isDirectory());
  if (paths.length > FILES_MAX) throw cannotVerify(`${folder} has more than ${FILES_MAX} files.`);
  const files = new Map<string, Uint8Array>();
  let left = ZIP_BYTES_MAX;
  for (const entry of paths) {
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFileBounded(path, left);
    if (bytes === undefined) continue;
    left -= bytes.length;
    files.set(relative(folder, path).split(sep).join('/'), bytes);
  }
  return outcomeOf(verifyBundle(files, trust, sha256));
}

function outcomeOf({ findings, warnings, summary }: BundleVerdict): Outcome {
  const wrong = findings.map((finding) => ({
    code: finding.code,
    path: finding.path,
    says: sayFinding(finding),
  }));
  const facts = { summary, codes: warnings };
  const says = warnings.map(sayWarning);
  const what = summary === undefined ? 'This' : `The bundle on ${summary.manifest.subject.ref}`;
  if (wrong.length > 0 || !summary?.checkpoint) {
    const files = new Set(wrong.map(({ path }) => path)).size;
    const sentence = `${what} is not confirmed: ${countOf(files, 'file is', 'files are')} not as they were signed or exported, and must not be relied on.`;
    return { verdict: 'refuted', sentence, wrong, warnings: says, facts };
  }
  const { manifest, entries, frames, checkpoint, witnesses, keysFrom } = summary;
  const messages = countOf(frames.whole + frames.redacted, 'device message');
  const held = `its ${countOf(entries.proven, 'entry', 'entries')} and ${messages} stand unchanged in the log ${checkpoint.origin}`;
  const copies = `That ${manifest.exporter} exported it on ${timeOf(manifest.exportedAt)}, its tables, certificate, custody and record of operation are the exporter’s word: they agree with the bundle’s own lists, and the log does not vouch for them here.`;
  const rest = { wrong, warnings: [...says, copies], facts };
  // Anybody can make a bundle that is whole under a key of his own.
  if (keysFrom !== 'given')
    return {
      verdict: 'unverified',
      sentence: `${what} is whole in itself: ${held} that whoever holds the key in the bundle signed. Whose key that is was not checked: get the log's key from its owner by another way and give it with --vkey.`,
      ...rest,
    };
  return {
    verdict: 'verified',
    sentence: `${what} holds: ${held} that its owner signed${witnessed(witnesses)}.`,
    ...rest,
  };
}
