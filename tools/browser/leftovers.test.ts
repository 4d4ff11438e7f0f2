import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sayIn } from '@lakiri/console/words';
import { lexiconOf, namesIn } from './leftovers.ts';

const sw = sayIn('sw');
const names = namesIn({ plate: 'KDJ 417K', by: { name: 'W. Achieng' }, state: 'in-transit' });
const swahili = lexiconOf('sw', names);

const ours = [
  sw('nav.monitor'),
  sw('age.hours', { n: 2, rest: 5 }),
  sw('queue.waiting', { n: 3 }),
  sw('case.title', { plate: 'KDJ 417K', seal: 'ELK-20417' }),
  `${sw('place.off', { off: '9.3 km' })}, ${sw('place.km', { km: 412 })}`,
  sw('mile.by', { what: sw('mile.armed'), at: '23 Nov 06:30:11', by: 'W. Achieng' }),
  '08:30:12 EAT',
  '23 Nov 2026',
  '94 %',
  ', na kesi ichukuliwe ndani ya',
  'Usiku ni kuanzia … hadi (saa kamili)',
  'hadi … kwa saa za (saa kamili)',
  `· ${sw('seal.silent')}`,
  `KDJ 417K · ${sw('nav.journeys')} · Lakiri`,
  'W. Achieng +254712342234',
  '· KDJ 417K',
  'KDJ 417K ·',
];
for (const text of ours)
  test(`Swahili has: ${text}`, () => assert.ok(lexiconOf('sw', [...names, 'ELK-20417']).has(text)));

for (const text of [
  'Seal cut',
  'in-transit',
  'seal-registered',
  'Inabaki kwake. Add a note.',
  'Ack in 0:12',
])
  test(`Swahili has not: ${text}`, () => assert.ok(!swahili.has(text)));
