// What the authority signs: lines that a person reads and a program makes again, byte for byte. What somebody typed stands as
// JSON, so that no word can begin a line of its own.
import { type Instant, isoOf } from '@lakiri/kit';
import type { BulletinId, BulletinSays } from './bulletin.ts';
import type { By } from './draft.ts';
import type { LonLat } from './route.ts';

export type BulletinText = {
  readonly node: string;
  readonly id: BulletinId;
  readonly number: number;
  readonly says: BulletinSays;
  readonly from: Instant;
  readonly until: Instant;
  readonly authors: readonly By[];
  readonly by: By;
  readonly at: Instant;
};

/** The text of a bulletin that is published. */
export function bulletinText(told: BulletinText): string {
  const { node, id, number, says, authors, by, at } = told;
  return linesOf([
    ['LAKIRI BULLETIN v1', ''],
    ['node', JSON.stringify(node)],
    ['number', String(number)],
    ['id', id],
    ['route', says.route],
    ['reason', says.reason],
    ['note', JSON.stringify(says.note)],
    ['closed', `${pointText(says.closed.from)} to ${pointText(says.closed.to)}`],
    ['diversion', says.line.map(pointText).join('; ')],
    ['width', `${says.widthM} m to each side`],
    ...says.stops.map(
      (stop): Line => [
        'stop',
        `${stop.id} ${pointText([stop.lon, stop.lat])} within ${stop.radiusM} m`,
      ],
    ),
    ['extra time', `${says.extraH} h`],
    ['from', isoOf(told.from)],
    ['until', isoOf(told.until)],
    ['written by', authors.join(' ')],
    ['published by', by],
    ['published at', isoOf(at)],
  ]);
}

export type EndText = Pick<BulletinText, 'node' | 'id' | 'number' | 'until' | 'by' | 'at'> & {
  readonly source: string;
};

/** The text of an end before its time. */
export function endText({ node, id, number, until, source, by, at }: EndText): string {
  return linesOf([
    ['LAKIRI BULLETIN END v1', ''],
    ['node', JSON.stringify(node)],
    ['number', String(number)],
    ['id', id],
    ['ends', isoOf(until)],
    ['because', JSON.stringify(source)],
    ['ended by', by],
    ['ended at', isoOf(at)],
  ]);
}

type Line = readonly [name: string, value: string];

function linesOf(lines: readonly Line[]): string {
  return lines
    .map(([name, value]) => (value === '' ? `${name}\n` : `${name}: ${value}\n`))
    .join('');
}

/** Latitude first, as people say it. */
function pointText([lon, lat]: LonLat): string {
  return `${lat}, ${lon}`;
}
