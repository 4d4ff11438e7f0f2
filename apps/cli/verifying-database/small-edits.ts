// What somebody with the owner’s rights might do to the small history.
import { BULLETIN_EDITS } from './small-bulletins.ts';
import { CASE_EDITS } from './small-case-edits.ts';
import type { Edit } from './small-edit.ts';
import { MODEL_EDITS } from './small-model-edits.ts';
import { RULE_EDITS } from './small-rules.ts';

const SEAL = `(SELECT id FROM seals.seal WHERE number = 'ELK-1')`;
const PART = `(SELECT id FROM seals.seal WHERE number = 'ELK-3')`;
const FIRST_READING = `(seal_id, occurred_at, digest) = (SELECT seal_id, occurred_at, digest
  FROM telemetry.reading ORDER BY seal_version, seal_id LIMIT 1)`;

export const EDITS: readonly Edit[] = [
  {
    say: 'a seal is put elsewhere',
    sql: [`UPDATE seals.seal SET lat = lat + 0.001 WHERE id = ${SEAL}`],
    table: 'seals.seal',
    column: 'lat',
  },
  {
    say: 'a silence is put off for ever',
    sql: [
      `UPDATE seals.seal SET phase = 'armed', journey = (SELECT id FROM journeys.journey LIMIT 1)`,
      `UPDATE seals.seal SET due_at = 'infinity'`,
    ],
    table: 'seals.seal',
    column: 'due_at',
  },
  {
    say: 'a route that was taken back stands again',
    sql: [`UPDATE corridors.route_version SET is_withdrawn = false WHERE id = 'by-mazeras'`],
    table: 'corridors.route_version',
    column: 'is_withdrawn',
  },
  {
    say: 'a password hash is swapped',
    sql: [`UPDATE parties.credential SET password = '$scrypt$ln=4,r=8,p=1$AAAA$AAAA'`],
    table: 'parties.credential',
    column: 'password',
  },
  {
    say: 'a token is put into a session',
    sql: [
      `UPDATE parties.session SET token_sha256 = decode(repeat('07', 32), 'hex')
       WHERE id = (SELECT id FROM parties.session ORDER BY id LIMIT 1)`,
    ],
    table: 'parties.session',
    column: 'token_sha256',
  },
  {
    say: 'a permit is given to nobody’s act',
    sql: [
      `INSERT INTO access.permit (party, subject, valid_from, reason)
       SELECT id, NULL, 'epoch', 'oversees' FROM parties.party WHERE kind = 'transporter'`,
    ],
    table: 'access.permit',
    column: null,
  },
  {
    say: 'a name is changed beside its fact',
    sql: [`UPDATE parties.personal SET value = 'X. Nobody' WHERE field = 'name'`],
    table: 'parties.personal',
    column: 'value',
  },
  {
    say: 'an officer’s note goes before its time',
    sql: [`DELETE FROM fact.personal WHERE field LIKE 'note %'`],
    table: 'fact.personal',
    column: null,
  },
  ...CASE_EDITS,
  {
    say: 'a frame is changed',
    sql: [
      `UPDATE telemetry.frame SET bytes = set_byte(bytes, 20, 1) WHERE verdict = 'reports'
         AND position = 0 AND batch = (SELECT min(batch::text)::uuid FROM telemetry.frame WHERE verdict = 'reports')`,
    ],
    table: 'telemetry.frame',
    column: 'bytes',
  },
  {
    say: 'a frame is said to have come later',
    sql: [
      `UPDATE telemetry.frame SET received_at = received_at + interval '1 ms' WHERE verdict = 'heartbeat'`,
    ],
    table: 'telemetry.frame',
    column: null,
  },
  {
    say: 'a frame goes',
    sql: [`DELETE FROM telemetry.frame WHERE verdict = 'heartbeat'`],
    table: 'telemetry.frame',
    column: null,
  },
  {
    say: 'the leaves of a batch are changed',
    sql: ['UPDATE telemetry.batch SET leaves = set_byte(leaves, 0, get_byte(leaves, 0) # 1)'],
    table: 'telemetry.batch',
    column: 'leaves',
  },
  {
    say: 'a reading goes',
    sql: [`DELETE FROM telemetry.reading WHERE ${FIRST_READING}`],
    table: 'telemetry.reading',
    column: null,
  },
  {
    say: 'two readings change places in the seal’s history',
    sql: [
      `UPDATE telemetry.reading SET seal_version = CASE seal_version WHEN 2 THEN 4 ELSE 2 END
       WHERE seal_id = ${SEAL} AND seal_version IN (2, 4)`,
    ],
    table: 'telemetry.reading',
    column: 'seal_version',
  },
  {
    say: 'a reading is added that no frame tells',
    sql: [
      `INSERT INTO telemetry.reading SELECT seal_id, occurred_at + interval '1 s', digest, received_at, recorded_at,
         seal_version, batch, position, clock, late, stored, fix, lat_e7, lon_e7, speed_kmh, course_deg,
         battery_pct, odometer_km, bits, event FROM telemetry.reading WHERE ${FIRST_READING}`,
    ],
    table: 'telemetry.reading',
    column: null,
  },
  {
    say: 'a cell is moved',
    sql: ['UPDATE trust.cell_place SET lat = lat + 1'],
    table: 'trust.cell_place',
    column: 'lat',
  },
  {
    say: 'a silence is excused for longer',
    sql: [
      `UPDATE corridors.dead_zone_version SET content = replace(content, ':45', ':1440') WHERE version = 2`,
    ],
    table: 'corridors.dead_zone_version',
    column: 'content',
  },
  {
    say: 'a forbidden fence is drawn smaller',
    sql: [
      `UPDATE corridors.fence_version SET content = replace(content, ':900', ':90') WHERE version = 1`,
    ],
    table: 'corridors.fence_version',
    column: 'content',
  },
  {
    say: 'a draft is said to have been written by nobody',
    sql: [`UPDATE corridors.draft SET authors = '{}' WHERE state = 'approved'`],
    table: 'corridors.draft',
    column: 'authors',
  },
  ...BULLETIN_EDITS,
  ...MODEL_EDITS,
  ...RULE_EDITS,
  {
    say: 'a sub-lock is said to be whole',
    sql: [`UPDATE telemetry.reading SET bits = 0 WHERE seal_id = ${PART}`],
    table: 'telemetry.reading',
    column: 'bits',
  },
  {
    say: 'a rule is made milder',
    sql: [`UPDATE alarms.rule_version SET ack_due_s = 86400 WHERE kind = 'seal-cut'`],
    table: 'alarms.rule_version',
    column: 'ack_due_s',
  },
  {
    say: 'what a vendor told is said to be the device’s own word',
    sql: ['UPDATE telemetry.frame SET origin = NULL WHERE origin IS NOT NULL'],
    table: 'telemetry.frame',
    column: null,
  },
  {
    say: 'a feed may speak for another maker',
    sql: [`UPDATE feeds.feed SET makers = '{Jointech}'`],
    table: 'feeds.feed',
    column: 'makers',
  },
  {
    say: 'an incident is said to have been shorter',
    sql: [`UPDATE expectations.incident SET opened_at = opened_at + interval '1 ms'`],
    table: 'expectations.incident',
    column: 'opened_at',
  },
  {
    say: 'a lifted doubt is said to hold still',
    sql: [
      `UPDATE trust.suspicion SET state = 'identity-doubted', since = now() WHERE seal = ${SEAL}`,
    ],
    table: 'trust.suspicion',
    column: 'state',
  },
  {
    say: 'what is remembered of a seal’s honesty is forgotten',
    sql: [`DELETE FROM trust.suspicion WHERE seal = ${SEAL}`],
    table: 'trust.suspicion',
    column: null,
  },
  {
    say: 'a quarantine is undone, with its fact',
    sql: [`DELETE FROM fact.fact WHERE type = 'seal-quarantined'`],
    table: 'fact.fact',
    column: null,
  },
  {
    say: 'a frame that was set apart is said to have been taken',
    sql: [`UPDATE telemetry.frame SET verdict = 'reports' WHERE verdict = 'quarantined'`],
    table: 'telemetry.frame',
    column: 'verdict',
  },
  {
    say: 'a key of a seal is swapped',
    sql: [
      `UPDATE trust.seal_key SET material = decode(repeat('07', 32), 'hex') WHERE key_id = 'k2'`,
    ],
    table: 'trust.seal_key',
    column: 'material',
  },
  {
    say: 'a key of a seal is swapped, and its hash too',
    sql: [
      `UPDATE trust.seal_key SET material = decode(repeat('07', 32), 'hex'),
         material_sha256 = encode(sha256(decode(repeat('07', 32), 'hex')), 'hex') WHERE key_id = 'k2'`,
    ],
    table: 'trust.seal_key',
    column: 'material_sha256',
  },
  {
    say: 'a reading is made surer than its proof',
    sql: [
      `UPDATE telemetry.reading SET tier = 3 WHERE seal_id = (SELECT id FROM seals.seal WHERE number = 'ELK-7')`,
    ],
    table: 'telemetry.reading',
    column: 'tier',
  },
  {
    say: 'what is known of a seal’s chain goes',
    sql: [
      `DELETE FROM trust.suspicion WHERE seal = (SELECT id FROM seals.seal WHERE number = 'ELK-6')`,
    ],
    table: 'trust.suspicion',
    column: null,
  },
  {
    say: 'a revoked key is made to prove again',
    sql: [`UPDATE trust.seal_key SET revoked_at = NULL`],
    table: 'trust.seal_key',
    column: 'revoked_at',
  },
  {
    say: 'a stop is said to have been allowed for longer',
    sql: [
      `UPDATE journeys.exception SET until_at = until_at + interval '1 h' WHERE kind = 'breakdown'`,
    ],
    table: 'journeys.exception',
    column: 'until_at',
  },
  {
    say: 'a reseal is said to have been of another seal',
    sql: [`UPDATE journeys.fitting SET replaces = NULL WHERE replaces IS NOT NULL`],
    table: 'journeys.fitting',
    column: 'replaces',
  },
  {
    say: 'whoever may report a theft is changed',
    sql: [`UPDATE journeys.exception_rule SET roles = '{transporter}' WHERE kind = 'theft'`],
    table: 'journeys.exception_rule',
    column: 'roles',
  },
  {
    say: 'a photograph is swapped under its hash',
    sql: [`UPDATE response.photo SET bytes = set_byte(bytes, 4, 9)`],
    table: 'response.photo',
    column: 'bytes',
  },
  {
    say: 'a photograph that a report names goes',
    sql: ['DELETE FROM response.photo'],
    table: 'response.photo',
    column: null,
  },
  {
    say: 'a unit is said to have been at the truck earlier',
    sql: [`UPDATE response.dispatch SET on_site_at = sent_at`],
    table: 'response.dispatch',
    column: 'on_site_at',
  },
  {
    say: 'a unit is said to be of another base',
    sql: [`UPDATE response.unit SET base_lat = 0`],
    table: 'response.unit',
    column: 'base_lat',
  },
  {
    say: 'a call is said to have been answered by nobody',
    sql: [`UPDATE response.call SET result = 'no-answer'`],
    table: 'response.call',
    column: 'result',
  },
  {
    say: 'the police are said to have been told by letter',
    sql: [`UPDATE response.notification SET means = 'letter'`],
    table: 'response.notification',
    column: 'means',
  },
  {
    say: 'what a unit found is written anew',
    sql: [`UPDATE fact.personal SET value = 'nothing seen' WHERE field = 'report of a unit'`],
    table: 'fact.personal',
    column: 'value',
  },
  {
    say: 'how fast units get about is changed',
    sql: ['UPDATE response.speed SET road_kmh = 120'],
    table: 'response.speed',
    column: 'road_kmh',
  },
  {
    say: 'a cut seal is to be answered by nobody but the desk',
    sql: [
      `UPDATE response.playbook SET steps = '[{"step":"acknowledge"}]' WHERE kind = 'seal-cut'`,
    ],
    table: 'response.playbook',
    column: 'steps',
  },
  {
    say: 'a journey is said to have arrived earlier',
    sql: [
      `UPDATE journeys.journey SET arrived_at = arrived_at - interval '1 us' WHERE arrived_at IS NOT NULL`,
    ],
    table: 'journeys.journey',
    column: 'arrived_at',
  },
];
