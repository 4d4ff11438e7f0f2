import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeConfig, readConfig } from './config.ts';
import { DIALECT_NAMES } from './ports.ts';

test('an empty environment is a node on this machine', () => {
  const config = readConfig({ DATABASE_URL: '' });
  assert.deepEqual(config.http, { host: '127.0.0.1', port: 8080 });
  assert.deepEqual(
    [config.ports.jointech, config.ports.teltonika, config.ports.meitrack, config.ports.lakiri],
    [7001, 7002, 7009, 7010],
  );
  assert.equal(new Set(Object.values(config.ports)).size, DIALECT_NAMES.length);
  assert.equal(config.gatewayHost, '127.0.0.1');
  assert.equal(config.databaseUrl, undefined);
  assert.equal(config.dataDirectory, '.lakiri');
});

const rows = [
  { env: { LAKIRI_HTTP_PORT: 'abc' }, said: /LAKIRI_HTTP_PORT is "abc"; allowed: a port/ },
  { env: { LAKIRI_HTTP_PORT: '70000' }, said: /LAKIRI_HTTP_PORT is "70000"/ },
  { env: { LAKIRI_HTTP_PORT: '80.5' }, said: /LAKIRI_HTTP_PORT is "80.5"/ },
  { env: { LAKIRI_PORT_OMNI: '65536' }, said: /LAKIRI_PORT_OMNI is "65536"; allowed: a port/ },
  { env: { LAKIRI_PORT_MORSE: '7100' }, said: /LAKIRI_PORT_MORSE is not a setting/ },
  { env: { LAKIRI_GATEWAYS: '-1' }, said: /LAKIRI_GATEWAYS is "-1"; allowed: 0 to 32/ },
  { env: { LAKIRI_LOG: 'loud' }, said: /allowed: trace, debug, info/ },
  { env: { LAKIRI_NODE: 'Malaba Station' }, said: /LAKIRI_NODE is "Malaba Station"/ },
  { env: { LAKIRI_PUBLIC_URL: 'ftp://node' }, said: /LAKIRI_PUBLIC_URL is "ftp:\/\/node"/ },
  { env: { LAKIRI_METRICS_TOKEN: 'short' }, said: /LAKIRI_METRICS_TOKEN is not as it must be/ },
  { env: { DATABASE_URL: 'mysql://u:hunter2@h/d' }, said: /DATABASE_URL is not as it must be/ },
  { env: { LAKIRI_HTPP_PORT: '80' }, said: /LAKIRI_HTPP_PORT is not a setting/ },
];
for (const { env, said } of rows)
  test(`refuses ${JSON.stringify(env)}`, () => {
    assert.throws(() => readConfig(env), { code: 'bad-configuration', message: said });
  });

test('each dialect has its own setting', () => {
  const { ports } = readConfig({ LAKIRI_PORT_JT808: '18003', LAKIRI_PORT_GT06: '0' });
  assert.deepEqual([ports.jt808, ports.gt06, ports.jointech], [18_003, 0, 7001]);
});

test('names everything that is wrong at once, and shows no secret', () => {
  const env = { LAKIRI_HTTP_PORT: 'a', LAKIRI_LOG: 'b', DATABASE_URL: 'mysql://u:hunter2@h/d' };
  assert.throws(
    () => readConfig(env),
    ({ message }: Error) =>
      ['LAKIRI_HTTP_PORT', 'LAKIRI_LOG', 'DATABASE_URL'].every((it) => message.includes(it)) &&
      !message.includes('hunter2'),
  );
});

test('help has a line for every setting of an operator and none of the supervisor', () => {
  const help = describeConfig();
  assert.match(help, /LAKIRI_HTTP_PORT +the port of the web server \(8080\)/);
  assert.doesNotMatch(help, /LAKIRI_INTAKE_URL/);
});
