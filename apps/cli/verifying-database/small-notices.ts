// Of the small history: channels and a subscription, one removed, one with new keys, and what carries letters.
import { randomUUID } from 'node:crypto';
import type { Whole } from '@lakiri/server/whole';
import type { Edit } from './small-edit.ts';

export async function makeNotices({ app, cookie }: Whole): Promise<void> {
  const send = async (method: 'POST' | 'PUT', path: string, payload: object): Promise<string> => {
    const headers = { cookie, 'idempotency-key': randomUUID() };
    const url = path.startsWith('/reports') ? `/api/v1${path}` : `/api/v1/notices${path}`;
    const reply = await app.inject({ method, url, headers, payload });
    if (reply.statusCode >= 300) throw new Error(`${path}: ${reply.statusCode} ${reply.body}`);
    return reply.json<{ id: string }>().id;
  };
  const relay = {
    host: 'mail.customs.example',
    port: 465,
    security: 'tls',
    from: 'no@customs.example',
  };
  await send('PUT', '/carriers', { kind: 'email', ...relay });
  await send('PUT', '/carriers', { kind: 'email', ...relay, port: 587, security: 'starttls' });
  const system = { kind: 'webhook', url: 'https://hooks.customs.example/lakiri', signing: 'v1' };
  const hook = await send('POST', '/channels', { for: 'party', name: 'Ledger', target: system });
  const mailbox = { kind: 'email', address: 'desk@customs.example' };
  const office = await send('POST', '/channels', { for: 'party', name: 'Office', target: mailbox });
  const monthly = { report: 'alarms', every: 'month', zone: 'Africa/Nairobi', language: 'en' };
  const reports = '/reports/schedules';
  await send('POST', reports, { ...monthly, channel: office });
  const weekly = await send('POST', reports, { ...monthly, every: 'week', channel: office });
  await send('POST', `${reports}/${weekly}/end`, {});
  const gone = await send('POST', '/channels', { for: 'me', name: 'Desk', target: mailbox });
  await send('POST', `/channels/${hook}/rekey`, { signing: 'v1a' });
  await send('POST', `/channels/${hook}/pause`, {});
  await send('POST', `/channels/${hook}/resume`, {});
  const wish = { channel: hook, language: 'sw', topics: ['case-opened'], severities: [1] };
  const subscription = await send('POST', '/subscriptions', wish);
  const quiet = { fromMin: 1_320, untilMin: 360, zone: 'Africa/Kigali', criticalThrough: true };
  await send('PUT', `/subscriptions/${subscription}`, { ...wish, quiet });
  const other = await send('POST', '/subscriptions', { ...wish, channel: gone });
  await send('POST', `/subscriptions/${other}/end`, {});
  await send('POST', `/channels/${gone}/remove`, {});
}

/** What somebody with the owner’s rights might do to them. */
export const NOTICE_EDITS: readonly Edit[] = [
  {
    say: 'a channel is made to lead elsewhere',
    sql: [
      `UPDATE notices.channel SET sealed = decode(repeat('07', 64), 'hex') WHERE state = 'active'`,
    ],
    table: 'notices.channel',
    column: 'sealed',
  },
  {
    say: 'a channel is silenced',
    sql: [`UPDATE notices.channel SET state = 'paused' WHERE state = 'active'`],
    table: 'notices.channel',
    column: 'state',
  },
  {
    say: 'a subscription is narrowed',
    sql: [
      `UPDATE notices.subscription SET wish = replace(wish, '[1]', '[4]') WHERE state = 'active'`,
    ],
    table: 'notices.subscription',
    column: 'wish',
  },
  {
    say: 'a report is said to have been told',
    sql: [`UPDATE reports.schedule SET told_through = told_through + 31 WHERE state = 'active'`],
    table: 'reports.schedule',
    column: 'told_through',
  },
  {
    say: 'letters are given to another relay',
    sql: [`UPDATE notices.carrier SET sealed = decode(repeat('07', 64), 'hex')`],
    table: 'notices.carrier',
    column: 'sealed',
  },
];
