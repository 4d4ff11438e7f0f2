import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { CannotStart } from '@lakiri/platform/cannot-start';
import { type Latest, makeStore, nameOf, openStore, TakenOver } from './store.ts';

const root = mkdtempSync(join(tmpdir(), 'lakiri-witness-store-'));
after(() => rmSync(root, { recursive: true }));

const origin = 'customs.example/log/centre';
const origins = [origin, 'customs.example/log/busia'];
const none = join(root, 'no-key');
let directories = 0;

function directory(): string {
  const made = join(root, String(directories++));
  makeStore(made, none);
  return made;
}

const at = (size: number): Latest => ({ size, root: new Uint8Array(32), note: `at ${size}\n` });
const read = (_origin: string, text: string): Latest | undefined => {
  const [, size] = /^at (\d+)\n$/.exec(text) ?? [];
  return size === undefined ? undefined : at(Number(size));
};
const open = (place: string) => openStore({ directory: place, origins, read });
const filesIn = (place: string): string[] => readdirSync(join(place, 'seen')).sort();

test('what was kept is there after a restart, and only there', () => {
  const place = directory();
  const store = open(place);
  assert.equal(store.latest(origin), undefined);
  store.keep(origin, at(5));
  store.keep(origin, at(9));
  const again = open(place);
  assert.equal(again.latest(origin)?.size, 9);
  assert.equal(again.latest(origins[1] as string), undefined);
  assert.deepEqual(filesIn(place), [`${nameOf(origin)}.3`]);
});

test('a process whose term has ended says nothing any more', () => {
  const place = directory();
  const older = open(place);
  older.keep(origin, at(5));
  const newer = open(place);
  assert.throws(() => older.latest(origin), TakenOver);
  assert.throws(() => older.keep(origin, at(6)), TakenOver);
  newer.keep(origin, at(7));
  assert.equal(
    open(place).latest(origin)?.size,
    7,
    'what the older one wrote late is not looked at',
  );
});

test('a third process ends the terms of both before it', () => {
  const place = directory();
  const stores = [open(place), open(place), open(place)];
  for (const store of stores.slice(0, 2)) assert.throws(() => store.latest(origin), TakenOver);
  assert.equal(stores[2]?.latest(origin), undefined);
});

test('a start that was cut off between its claim and its files loses nothing', () => {
  const place = directory();
  open(place).keep(origin, at(5));
  for (const claimed of [3, 4, 5]) writeFileSync(join(place, 'terms', String(claimed)), '');
  assert.equal(open(place).latest(origin)?.size, 5);
});

test('the checkpoint of a log that is not asked about for a while is not forgotten', () => {
  const place = directory();
  open(place).keep(origin, at(5));
  for (let starts = 0; starts < 3; starts++)
    openStore({ directory: place, origins: origins.slice(1), read });
  assert.equal(open(place).latest(origin)?.size, 5);
});

const damages = [
  { what: 'empty', text: '' },
  { what: 'cut off', text: 'at 5' },
  { what: 'of another form', text: 'size 5\n' },
];
for (const { what, text } of damages)
  test(`a file that is ${what} stops the start and is named`, () => {
    const place = directory();
    open(place).keep(origin, at(5));
    const file = join(place, 'seen', `${nameOf(origin)}.2`);
    writeFileSync(file, text);
    assert.throws(
      () => open(place),
      (error) => error instanceof CannotStart && error.message.includes(file),
    );
  });

test('a key without its memory does not start, nor a memory without its key', () => {
  const place = directory();
  const key = join(place, 'witness-key');
  open(place).keep(origin, at(5));
  assert.throws(() => makeStore(place, key), { code: 'key-lost' });
  writeFileSync(key, '');
  makeStore(place, key);
  rmSync(join(place, 'terms'), { recursive: true });
  assert.throws(() => makeStore(place, key), { code: 'store-lost' });
});
