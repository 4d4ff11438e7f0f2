// /verify as a stranger has it: the console's files and nothing else, then not even a network.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, relative, sep } from 'node:path';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { ensureConsole } from '@lakiri/cli/console-build';
import { sayIn } from '@lakiri/console/words';
import { testBundle, zipOf } from '@lakiri/evidence/testing-bundle';
import { type Chromium, startChromium } from './chromium.ts';
import { type Desk, type DeskOptions, openDesk } from './desk.ts';
import { lexiconOf, wordsSeen } from './leftovers.ts';

const DIST = 'apps/console/dist';
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
/** As apps/server/app.ts sends it. */
const POLICY =
  "default-src 'self'; worker-src 'self' blob:; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'";

/** All of it at once: another build may replace the files while a browser looks. */
function filesOfConsole(): ReadonlyMap<string, Buffer> {
  const entries = readdirSync(DIST, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [`/${relative(DIST, file).split(sep).join('/')}`, readFileSync(file)]),
  );
}

const bundle = testBundle();
const zip = {
  name: 'J-2026-0417.zip',
  mimeType: 'application/zip',
  buffer: Buffer.from(bundle.zip),
};
const changed = (() => {
  const bytes = Uint8Array.from(bundle.files.get('entries/3.json') ?? []);
  bytes[20] = (bytes[20] ?? 0) ^ 1;
  const files = new Map(bundle.files).set('entries/3.json', bytes);
  return { ...zip, name: 'changed.zip', buffer: Buffer.from(zipOf(files)) };
})();
const fileOf = (path: string) => ({
  name: path,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(bundle.files.get(path) ?? []),
});

let server: Server;
let origin: string;
let chromium: Chromium;
const desks: Desk[] = [];

before(async () => {
  await ensureConsole(() => undefined);
  const files = filesOfConsole();
  const page = files.get('/index.html');
  assert.ok(page !== undefined);
  // No API at all: what the page asks of it, it does not get.
  server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (path.startsWith('/api/')) return response.writeHead(503).end();
    response.writeHead(200, {
      'content-type':
        TYPES[files.has(path) ? extname(path) : '.html'] ?? 'application/octet-stream',
      'content-security-policy': POLICY,
    });
    return response.end(files.get(path) ?? page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  chromium = await startChromium();
});

after(async () => {
  await chromium.close();
  server.closeAllConnections();
  server.close();
});

/** The page, loaded whole; from then on without a network. */
async function cutOff(options: DeskOptions): Promise<Desk> {
  const desk = await openDesk(chromium.browser, origin, options);
  desks.push(desk);
  await desk.go('/verify');
  await desk.page.locator('input[type=file]').waitFor({ state: 'attached' });
  await desk.page.waitForLoadState('networkidle');
  await desk.page.context().setOffline(true);
  return desk;
}

async function faultsOn({ page }: Desk): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const widths = 'JSON.stringify([document.documentElement.scrollWidth, innerWidth])';
  const [content, window] = JSON.parse(await page.evaluate(widths)) as [number, number];
  return [
    ...violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target }) => `${id} at ${target.join(' ')}`),
    ),
    ...(content > window ? [`${content} px of content on ${window} px`] : []),
  ];
}

/** What the bundle itself says, which no language changes. */
const manifest = JSON.parse(Buffer.from(bundle.files.get('manifest.json') ?? []).toString()) as {
  log: { root: string };
};
const NAMES = [
  manifest.log.root,
  ...bundle.files.keys(),
  'J-2026-0417',
  'J-2026-0417.zip',
  'changed.zip',
  'Okello',
  'Case 12 of 2026, Milimani',
  '12/2026',
  'A',
  'B',
  'revenue.example/log/centre',
];

for (const language of ['en', 'sw'] as const)
  for (const size of ['laptop', 'phone'] as const)
    for (const theme of ['light', 'dark'] as const)
      test(`a good and a changed bundle without a network: ${language}, ${size}, ${theme}`, async () => {
        const say = sayIn(language);
        const desk = await cutOff({ language, size, theme });
        const { page } = desk;
        const name = `${size}-${language}-${theme}`;
        const faults = [...(await faultsOn(desk))];
        if (language === 'en') await desk.picture(`verify-start-${name}`);
        await page.getByLabel(say('verify.keys')).fill(bundle.policy);
        await page.locator('input[type=file]').setInputFiles(zip);
        await page.getByRole('heading', { name: say('verify.held') }).waitFor();
        await page.getByText(say('verify.entries', { n: 5 })).waitFor();
        assert.equal(await page.evaluate('document.activeElement.tagName'), 'H2');
        faults.push(...(await faultsOn(desk)));
        await page.evaluate('scrollTo(0, document.body.scrollHeight)');
        await desk.picture(`verify-good-${name}`);
        await page.locator('input[type=file]').setInputFiles(changed);
        await page.getByRole('heading', { name: say('verify.broken') }).waitFor();
        await page.getByText('entries/3.json').first().waitFor();
        await page.getByText(say('verify.finding.file-changed')).waitFor();
        assert.equal(await page.getByText(say('verify.proves')).count(), 0);
        faults.push(...(await faultsOn(desk)));
        await desk.picture(`verify-changed-${name}`);
        if (language === 'sw') {
          const lexicon = lexiconOf('sw', [...NAMES, bundle.policy, ...bundle.policy.split(/\s/)]);
          const strange = (await wordsSeen(page)).filter((text) => !lexicon.has(text));
          faults.push(...strange.map((text) => `says in Swahili: “${text}”`));
        }
        assert.deepEqual(faults, []);
        await desk.close();
      });

test('by keyboard alone: keys, file, and what it came to', async () => {
  const say = sayIn('en');
  const { page, close } = await cutOff({ language: 'en' });
  await page.locator('input[type=file]').setInputFiles(zip);
  await page.getByRole('heading', { name: say('verify.heldClaimed') }).waitFor();
  await page.getByText(say('verify.warning.keys-claimed')).waitFor();
  await page.locator('input[type=file]').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.type('no key');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText(say('verify.keysBad', { line: 1 })).waitFor();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Control+A');
  await page.keyboard.type(bundle.logVkey);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: say('verify.held'), exact: true }).waitFor();
  await close();
});

test('a proof with its entry, and what is neither', async () => {
  const say = sayIn('en');
  const { page, close } = await cutOff({ language: 'en' });
  const files = [fileOf('proofs/3.tlog-proof'), fileOf('entries/3.json')];
  await page.locator('input[type=file]').setInputFiles(files);
  await page.getByText(say('verify.proofKeys')).waitFor();
  await page.getByLabel(say('verify.keys')).fill(bundle.logVkey);
  await page.getByRole('button', { name: say('verify.again') }).click();
  await page.getByRole('heading', { name: say('verify.held') }).waitFor();
  await page.locator('input[type=file]').setInputFiles([fileOf('VERIFY.md')]);
  await page.getByText(say('verify.unknown')).waitFor();
  await close();
});

test('the way there is on the sign-in page', async () => {
  const desk = await openDesk(chromium.browser, origin, { language: 'en' });
  await desk.go('/sign-in');
  await desk.page.getByRole('link', { name: sayIn('en')('verify.title') }).click();
  await desk.page.waitForURL('**/verify');
  await desk.close();
});

test('in all of it no page asked another host or broke', () => {
  assert.deepEqual(
    desks.flatMap(({ guard }) => guard.faults),
    [],
  );
});
