import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Instant, parseInstant } from '@lakiri/kit';
import { type Day, type Line, periodOf } from '../core/index.ts';
import { csvName, csvOf } from './csv.ts';

const found = periodOf({
  ...{ firstDay: '2025-02-03' as Day, lastDay: '2025-02-09' as Day, zone: 'Africa/Nairobi' },
});
const period = 'period' in found ? found.period : assert.fail();
const about = { report: 'alarms', period, madeAt: parseInstant('2025-02-10T06:00:00Z') as Instant };
const line = (item: string, value: Line['value'] = 1): Line => ({
  ...{ section: 'rule', item, measure: 'alarms', value, target: null, source: null },
});
const rowsOf = (lines: readonly Line[]) => csvOf(lines, about).split('\r\n');

test('a report as CSV: a byte order mark, its columns, what it is of, its figures', () => {
  assert.deepEqual(rowsOf([line('seal-cut', 0.5), line('a "b", c', null)]), [
    '\ufeffsection,item,measure,value,target,source',
    'about,,report,alarms,,',
    'about,,first_day,2025-02-03,,',
    'about,,last_day,2025-02-09,,',
    'about,,zone,Africa/Nairobi,,',
    'about,,made_at,2025-02-10T06:00:00.000Z,,',
    'rule,seal-cut,alarms,0.5,,',
    'rule,"a ""b"", c",alarms,,,',
    '',
  ]);
  assert.equal(csvName(about), 'lakiri-alarms-2025-02-03-2025-02-09.csv');
});

test('no word of a person becomes a formula of a spreadsheet', () => {
  for (const word of ['=1+1', '+254', '-2+3', '@SUM(A1)', '\tx', '＝1'])
    assert.ok(csvOf([line(word)], about).includes(`'${word}`), word);
  assert.ok(!csvOf([line('Mombasa – Malaba')], about).includes("'"));
});
