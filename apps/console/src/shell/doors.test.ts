import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { closedTo, DOORS, type DoorPath, isOpenTo, PLACES, type Role } from './doors.ts';

const ROLES = ['officer', 'supervisor', 'station', 'transporter', 'admin'] as const;
/** Everybody there may be: each role alone, the pairs that people of a centre have, and who has none. */
const EVERYBODY: readonly (readonly Role[])[] = [
  [],
  ...ROLES.map((role) => [role]),
  ['officer', 'station'],
  ['officer', 'supervisor'],
  ['admin', 'officer'],
];
const paths = Object.keys(DOORS) as DoorPath[];
/** A tab of a place stands beside it, not below it. */
const rootOf = (place: DoorPath): string => place.replace(/\/routes$/, '');

test('every screen of the office has a door, and every door a screen', () => {
  const source = readFileSync(new URL('../router.tsx', import.meta.url), 'utf8');
  const routes = [...source.matchAll(/getParentRoute: \(\) => office,\s+path: '([^']+)'/g)];
  assert.deepEqual(routes.map(([, path]) => path).toSorted(), paths.toSorted());
});

test('what is not offered in the navigation is refused as a page', () => {
  for (const roles of EVERYBODY)
    for (const place of PLACES.filter((it) => !isOpenTo(it, roles)))
      for (const path of paths.filter((it) => `${it}/`.startsWith(`${rootOf(place)}/`)))
        assert.notEqual(closedTo(path, roles), undefined, `${roles.join('+')} opens ${path}`);
});

test('who is refused is told who may, and led to where they may go', () => {
  for (const roles of EVERYBODY)
    for (const path of paths) {
      const closed = closedTo(path, roles);
      assert.equal(closed === undefined, isOpenTo(path, roles));
      if (closed === undefined) continue;
      assert.ok(closed.to.length > 0 && !closed.to.some((role) => roles.includes(role)));
      assert.ok(isOpenTo(closed.instead, roles) && !closed.instead.includes('$'), path);
    }
});

const rows: readonly { roles: readonly Role[]; path: DoorPath; instead: DoorPath | undefined }[] = [
  { roles: ['officer'], path: '/reports', instead: '/monitor' },
  { roles: ['transporter'], path: '/reports', instead: undefined },
  { roles: ['transporter'], path: '/journeys/new', instead: '/journeys' },
  { roles: ['station'], path: '/journeys/new', instead: undefined },
  { roles: ['station'], path: '/feeds/new', instead: '/feeds' },
  { roles: ['transporter'], path: '/admin/corridors/drafts/$id/route', instead: '/monitor' },
  {
    roles: ['officer'],
    path: '/admin/corridors/drafts/$id/route',
    instead: '/admin/corridors/drafts',
  },
  { roles: ['supervisor'], path: '/admin/corridors/drafts/$id/route', instead: undefined },
];
for (const { roles, path, instead } of rows)
  test(`${roles.join('+')} at ${path}: ${instead ?? 'open'}`, () => {
    assert.equal(closedTo(path, roles)?.instead, instead);
  });

test('an address of no screen is nobody’s door', () => {
  assert.equal(closedTo('/nowhere', []), undefined);
});
