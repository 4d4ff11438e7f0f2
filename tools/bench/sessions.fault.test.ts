import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCommand } from '../fault/run-command.ts';

test('bench:sessions: all are back after a cut and after a kill, and nothing is lost', async () => {
  const { json, told } = await runCommand('bench/sessions.ts', [
    ...['--sessions', '900', '--gateways', '2', '--generators', '2'],
    ...['--seconds', '3', '--speak-s', '3'],
  ]);
  const { sessions, dialects, unacked, lost, doubled } = json;
  assert.deepEqual(
    { sessions, dialects, unacked, lost, doubled },
    { sessions: 900, dialects: 10, unacked: 0, lost: 0, doubled: 0 },
    told,
  );
  for (const key of ['acked', 'rss_mb', 'ack_p99_ms']) assert.ok(Number(json[key]) > 0, told);
  for (const key of ['reconnect_links_s', 'reconnect_gateways_s'])
    assert.ok(Number(json[key]) > 0 && Number(json[key]) <= 60, told);
});
