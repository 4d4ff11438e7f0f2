// The guard itself: each thing that it must see is planted once. A watch that cannot fail watches nothing.
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { type Chromium, startChromium } from './chromium.ts';
import { type Desk, openDesk, until } from './desk.ts';

const PLANTS = {
  'a picture from another host': {
    html: '<img src="http://tiles.example/0/0/0.png" alt="map">',
    seen: /asked another host: http:\/\/tiles\.example\/0\/0\/0\.png/,
  },
  'a request from a worker': {
    html: `<script>
      const source = 'fetch("http://telemetry.example/beat").catch(() => undefined)';
      new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
    </script>`,
    seen: /asked another host: http:\/\/telemetry\.example\/beat/,
  },
  'another port of this machine': {
    html: '<script>fetch("http://127.0.0.1:9/").catch(() => undefined)</script>',
    seen: /asked another host: http:\/\/127\.0\.0\.1:9\//,
  },
  'what a policy kept from being asked': {
    policy: "default-src 'self' 'unsafe-inline'",
    html: '<img src="http://fonts.example/a.png" alt="a">',
    seen: /fonts\.example.*Content Security Policy|Content Security Policy.*fonts\.example/,
  },
  'a page that throws': {
    html: '<script>queueMicrotask(() => { throw new Error("planted") })</script>',
    seen: /threw: Error: planted/,
  },
} as const;

let server: Server;
let chromium: Chromium;
let origin: string;
let page: { readonly html: string; readonly policy?: string };

before(async () => {
  server = createServer((_request, response) => {
    const head = { 'content-type': 'text/html' };
    const { policy } = page;
    response.writeHead(
      200,
      policy === undefined ? head : { ...head, 'content-security-policy': policy },
    );
    response.end(`<!doctype html><html lang="en"><title>t</title><body>${page.html}</body></html>`);
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

async function visited(): Promise<Desk> {
  const desk = await openDesk(chromium.browser, origin);
  await desk.go('/');
  return desk;
}

for (const [name, plant] of Object.entries(PLANTS))
  test(`the guard sees ${name}`, async () => {
    page = plant;
    const desk = await visited();
    await until(name, () => desk.guard.faults.some((fault) => plant.seen.test(fault)));
    await desk.close();
  });

test('a name of another host leads nowhere', async () => {
  page = { html: '' };
  const desk = await visited();
  await assert.rejects(desk.page.goto('http://example.org/'), /ERR_NAME_NOT_RESOLVED/);
  await desk.close();
});

test('a page without fault passes, and was watched', async () => {
  page = { html: '<main><h1>Quiet</h1></main>' };
  const desk = await visited();
  await desk.page.getByText('Quiet').waitFor();
  assert.deepEqual(desk.guard.faults, []);
  assert.ok(desk.guard.requests > 0);
  await desk.close();
});

test('axe sees a button without a name and words too pale', async () => {
  page = { html: '<main><h1>t</h1><button></button><p style="color:#bbb">pale</p></main>' };
  const desk = await visited();
  const { violations } = await new AxeBuilder({ page: desk.page }).setLegacyMode(true).analyze();
  const found = violations.map(({ id }) => id);
  assert.ok(found.includes('button-name') && found.includes('color-contrast'), found.join());
  await desk.close();
});
