// What the documents point at is there: files that are part of the repository, and headings in them.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(file));
const documents = files.filter((file) => file.endsWith('.md'));
/** Every file, and every folder that holds one. */
const present = new Set(files.flatMap((file) => [file, ...foldersOf(file)]));

function foldersOf(file: string): string[] {
  const folder = dirname(file);
  return folder === '.' ? ['.'] : [folder, ...foldersOf(folder)];
}

/** The text of a document that a reader takes as text: no code, in which brackets mean something else. */
function proseOf(document: string): string {
  return readFileSync(document, 'utf8')
    .replace(/^(```|~~~)[\s\S]*?^\1/gm, '')
    .replace(/`[^`\n]*`/g, '``');
}

/** Targets of `[text](target)`, of `![text](target)`, of `[name]: target`, and of `src="target"`. */
function targetsOf(document: string): string[] {
  const prose = proseOf(document);
  return [
    ...prose.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g),
    ...prose.matchAll(/^\[[^\]]+\]:\s*(\S+)/gm),
    ...prose.matchAll(/\b(?:src|href|srcset)="([^"\s]+)/g),
  ].map((match) => match[1] ?? '');
}

/** A heading's anchor, as the hosts of repositories make it. */
function anchorsOf(document: string): Set<string> {
  const text = readFileSync(document, 'utf8').replace(/^```[\s\S]*?^```/gm, '');
  return new Set(
    [...text.matchAll(/^#{1,6} (.*)$/gm)].map((match) =>
      (match[1] ?? '')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replace(/\s/g, '-'),
    ),
  );
}

function isBroken(document: string, target: string): boolean {
  const [path = '', anchor] = decodeURI(target).split('#');
  const file = path === '' ? document : normalize(join(dirname(document), path)).replace(/\/$/, '');
  if (!present.has(file)) return true;
  return anchor !== undefined && file.endsWith('.md') && !anchorsOf(file).has(anchor);
}

test('every relative link of a document leads to something in the repository', () => {
  const broken = documents.flatMap((document) =>
    targetsOf(document)
      .filter((target) => !/^[a-z][a-z0-9+.-]*:/i.test(target) && isBroken(document, target))
      .map((target) => `${document} → ${target}`),
  );
  assert.deepEqual(broken, []);
});

test('every record of a decision has its number once, and its context, choice and price', () => {
  const records = documents.filter((file) => file.startsWith('docs/adr/'));
  const numbers = records.map((file) => /^docs\/adr\/(\d{4})-[a-z0-9-]+\.md$/.exec(file)?.[1]);
  assert.deepEqual(
    numbers,
    records.map((_, at) => String(at + 1).padStart(4, '0')),
  );
  const incomplete = records.filter((file) =>
    ['Context', 'Choice', 'What we gave up'].some(
      (heading) => !readFileSync(file, 'utf8').includes(`\n## ${heading}\n`),
    ),
  );
  assert.deepEqual(incomplete, []);
});

test('every npm script that a document tells a reader to run is there', () => {
  const scriptsOf = (folder: string): string[] =>
    Object.keys(
      (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { scripts?: object })
        .scripts ?? {},
    );
  const missing = documents.flatMap((document) =>
    [...readFileSync(document, 'utf8').matchAll(/npm run (?:-s )?([\w:]+)(?: -w ([\w/]+))?/g)]
      .filter(([, script = '', folder = '.']) => !scriptsOf(folder).includes(script))
      .map(([said]) => `${document}: ${said}`),
  );
  assert.deepEqual(missing, []);
});
