// Every table of a node's database, in exactly one class: what it is to a verification, by which key its rows
// are named, and which of its columns cannot be proved, each with the reason. A test holds this list
// against pg_catalog, so that no table is forgotten when one is made.

/**
 * `fact`: what was said, proved by the log. `evidence`: what devices sent, proved by roots in facts.
 * `recomputed`: a function of both, written again and compared. `beside`: values whose hashes are in facts;
 * the rest of their rows is recomputed. `configuration`: what the migrations of this release give.
 * `not-history`: what may be lost or changed without any word about what happened being other.
 */
type TableClass = 'fact' | 'evidence' | 'recomputed' | 'beside' | 'configuration' | 'not-history';

export type Table = {
  readonly name: string;
  readonly is: TableClass;
  /** The columns by which a row is named. */
  readonly key: readonly string[];
  /** Columns that are not compared, each with the reason: what they say, nobody can prove. */
  readonly apart?: Readonly<Record<string, string>>;
  /** Columns that are not equal to a recomputed one, and how they are held against the evidence instead. */
  readonly otherwise?: Readonly<Record<string, string>>;
  /** Rows whose going nobody can notice: all but the last by the key. */
  readonly mayGo?: { readonly unless: 'newest'; readonly why: string };
  /** Which of its rows the migrations of this release give, as a condition; absent: none. */
  readonly ours?: string;
  /** Why it is of its class, where the class does not say so. */
  readonly why?: string;
};

const CHANGED =
  'the transaction that wrote last, for live screens; means nothing in another cluster';
const ROW_CLOCK =
  'when this row was written, by the database’s clock; the log holds recorded_at of its fact';
const BY_HASH = 'compared by its salted hash, which is in the fact';

export const TABLES: readonly Table[] = [
  {
    name: 'fact.fact',
    is: 'fact',
    key: ['id'],
    otherwise: {
      xid: 'compared as an order only: with the ordinal it gives the order of the log',
      ordinal: 'compared with evidence.entry, and as an order',
    },
  },
  { name: 'evidence.log', is: 'fact', key: ['name'], apart: { created_at: ROW_CLOCK } },
  { name: 'evidence.head', is: 'fact', key: ['log'], apart: { integrated_at: ROW_CLOCK } },
  { name: 'evidence.entry', is: 'fact', key: ['log', 'index'] },
  {
    name: 'evidence.cosignature',
    is: 'fact',
    key: ['log', 'size', 'witness'],
    mayGo: {
      unless: 'newest',
      why: 'one older than the file `witnessed` may go: what it vouched for, the newer ones vouch for',
    },
  },
  {
    name: 'evidence.run',
    is: 'recomputed',
    key: ['id'],
    apart: { alive_at: 'the last sign of life of a process; its end is in a fact' },
  },
  {
    name: 'evidence.export',
    is: 'beside',
    key: ['id'],
    otherwise: { checkpoint: 'compared by its SHA-256, which is in the fact' },
    apart: {
      policy:
        'goes into the bundle, whose manifest’s SHA-256 is in the fact: made again, it must agree',
      stamps: 'as policy',
    },
  },
  {
    name: 'evidence.time_stamp',
    is: 'not-history',
    key: ['id'],
    why: 'the word of an authority outside, proved by its own signature over a checkpoint',
  },

  {
    name: 'telemetry.batch',
    is: 'evidence',
    key: ['id'],
    apart: { recorded_at: ROW_CLOCK },
  },
  {
    name: 'telemetry.frame',
    is: 'evidence',
    key: ['seal_id', 'received_at', 'batch', 'position'],
  },
  {
    name: 'telemetry.reading',
    is: 'recomputed',
    key: ['seal_id', 'occurred_at', 'digest'],
    apart: { recorded_at: ROW_CLOCK },
  },

  {
    name: 'fact.personal',
    is: 'beside',
    key: ['subject', 'field'],
    otherwise: { salt: BY_HASH, value: BY_HASH },
  },
  {
    name: 'parties.personal',
    is: 'beside',
    key: ['subject', 'field'],
    otherwise: { salt: BY_HASH, value: BY_HASH, value_key: 'recomputed from the value itself' },
  },
  {
    name: 'parties.credential',
    is: 'beside',
    key: ['person'],
    otherwise: { password: 'compared by its SHA-256, which is in the fact' },
  },

  { name: 'access.permit', is: 'recomputed', key: ['party', 'subject', 'valid_from'] },
  { name: 'parties.party', is: 'recomputed', key: ['id'] },
  { name: 'parties.person', is: 'recomputed', key: ['id'] },
  { name: 'parties.vehicle', is: 'recomputed', key: ['id'] },
  { name: 'parties.driver', is: 'recomputed', key: ['id'] },
  {
    name: 'parties.session',
    is: 'recomputed',
    key: ['id'],
    apart: { seen_at: 'when its person last asked for anything: only ends idle sessions' },
  },
  { name: 'corridors.place_version', is: 'recomputed', key: ['subject', 'version'] },
  { name: 'corridors.route_version', is: 'recomputed', key: ['subject', 'version'] },
  { name: 'corridors.dead_zone_version', is: 'recomputed', key: ['subject', 'version'] },
  { name: 'corridors.fence_version', is: 'recomputed', key: ['subject', 'version'] },
  { name: 'corridors.draft', is: 'recomputed', key: ['id'] },
  { name: 'corridors.bulletin', is: 'recomputed', key: ['id'] },
  {
    name: 'seals.seal',
    is: 'recomputed',
    key: ['id'],
    apart: { changed: CHANGED },
    otherwise: {
      due_at:
        'when to look again, a plan of work; compared as a bound: set while armed and no later than the seal could be overdue, never otherwise',
    },
  },
  { name: 'feeds.feed', is: 'recomputed', key: ['id'] },
  { name: 'expectations.incident', is: 'recomputed', key: ['id'] },
  { name: 'journeys.journey', is: 'recomputed', key: ['id'], apart: { changed: CHANGED } },
  { name: 'journeys.exception', is: 'recomputed', key: ['id'] },
  { name: 'journeys.fitting', is: 'recomputed', key: ['journey', 'seal'] },
  { name: 'alarms.case', is: 'recomputed', key: ['id'], apart: { changed: CHANGED } },
  {
    name: 'alarms.alarm',
    is: 'recomputed',
    key: ['id'],
    apart: { changed: CHANGED, recorded_at: ROW_CLOCK },
  },
  { name: 'alarms.watch', is: 'recomputed', key: ['seal'] },
  { name: 'shifts.shift', is: 'recomputed', key: ['id'] },
  { name: 'shifts.mode', is: 'recomputed', key: ['id'] },
  { name: 'trust.suspicion', is: 'recomputed', key: ['seal'] },
  { name: 'trust.cell_place', is: 'recomputed', key: ['subject', 'version'] },
  {
    name: 'trust.seal_key',
    is: 'beside',
    key: ['id'],
    otherwise: { material: 'compared by its SHA-256, which is in the fact' },
  },
  { name: 'response.unit', is: 'recomputed', key: ['id'] },
  { name: 'response.dispatch', is: 'recomputed', key: ['id'] },
  { name: 'response.call', is: 'recomputed', key: ['id'] },
  { name: 'response.notification', is: 'recomputed', key: ['id'] },
  {
    name: 'response.photo',
    is: 'beside',
    key: ['sha256'],
    apart: { media: 'said by the bytes themselves' },
    otherwise: { bytes: 'compared by their SHA-256, which is in the fact' },
  },
  {
    name: 'response.upload',
    is: 'not-history',
    key: ['sha256', 'sent_by'],
    why: 'photographs that no fact names yet; forgotten after a day',
  },
  { name: 'commands.command', is: 'recomputed', key: ['id'], apart: { changed: CHANGED } },
  {
    name: 'commands.password',
    is: 'beside',
    key: ['id'],
    otherwise: { sealed: 'compared by its SHA-256, which is in the fact' },
  },

  {
    name: 'notices.channel',
    is: 'beside',
    key: ['id'],
    otherwise: { sealed: 'compared by its SHA-256, which is in the fact; gone once it is removed' },
  },
  { name: 'notices.subscription', is: 'recomputed', key: ['id'] },
  { name: 'reports.schedule', is: 'recomputed', key: ['id'] },
  {
    name: 'notices.carrier',
    is: 'beside',
    key: ['id'],
    otherwise: { sealed: 'compared by its SHA-256, which is in the fact' },
  },

  {
    name: 'platform.migration',
    is: 'configuration',
    key: ['module', 'number'],
    apart: { applied_at: ROW_CLOCK },
  },
  { name: 'expectations.area_rule', is: 'configuration', key: ['version'] },
  { name: 'seals.model', is: 'recomputed', key: ['model'], ours: 'NOT made' },
  {
    name: 'seals.model_version',
    is: 'recomputed',
    key: ['model', 'version'],
    ours: 'version = 1 AND model IN (SELECT model FROM seals.model WHERE NOT made)',
  },
  { name: 'seals.model_draft', is: 'recomputed', key: ['id'] },
  { name: 'journeys.exception_rule', is: 'configuration', key: ['kind', 'effective_from'] },
  { name: 'corridors.bulletin_rule', is: 'configuration', key: ['effective_from'] },
  { name: 'response.playbook', is: 'configuration', key: ['kind', 'severity', 'version'] },
  { name: 'response.speed', is: 'configuration', key: ['effective_from'] },
  { name: 'expectations.group_rule', is: 'configuration', key: ['version'] },
  {
    name: 'alarms.rule_version',
    is: 'recomputed',
    key: ['kind', 'version'],
    ours: 'NOT made',
  },
  {
    name: 'alarms.rule_override',
    is: 'recomputed',
    key: ['kind', 'rule_version', 'name'],
    ours: 'rule_version = 0',
  },
  { name: 'rules.rule', is: 'recomputed', key: ['id'] },
  { name: 'rules.target', is: 'configuration', key: ['version'] },
  {
    name: 'rules.back_test',
    is: 'not-history',
    key: ['id'],
    why: 'what a draft would have done; it decides nothing, and can be made again from the readings',
  },
  { name: 'alarms.forbidden_fence', is: 'configuration', key: ['id'] },
  { name: 'alarms.administration', is: 'configuration', key: ['country', 'effective_from'] },
  { name: 'journeys.usual_pace', is: 'configuration', key: ['route', 'effective_from'] },
  { name: 'shifts.target', is: 'configuration', key: ['version'] },
  { name: 'alarms.clock_rule', is: 'configuration', key: ['severity', 'version'] },
  { name: 'reports.alarm_target', is: 'configuration', key: ['version'] },
  { name: 'reports.shift_hours', is: 'configuration', key: ['version'] },
  { name: 'reports.corridor_target', is: 'configuration', key: ['route', 'effective_from'] },

  {
    name: 'journeys.passage',
    is: 'not-history',
    key: ['journey', 'mark'],
    why: 'when trucks passed marks, from their readings: what arrivals of others are expected from, and nothing else',
  },
  {
    name: 'feeds.batch',
    is: 'not-history',
    key: ['feed', 'id'],
    why: 'answers to batches told again; what they brought is in the readings',
  },
  {
    name: 'feeds.nonce',
    is: 'not-history',
    key: ['feed', 'nonce'],
    why: 'signatures that were used, until they expire by themselves',
  },
  {
    name: 'feeds.health',
    is: 'not-history',
    key: ['feed'],
    why: 'counters of how well a feed does; a feed that is silent is an incident, which is a fact',
  },
  {
    name: 'feeds.refusal',
    is: 'not-history',
    key: ['id'],
    why: 'the last refusals at the door, for whoever mends a feed',
  },
  {
    name: 'feeds.listener',
    is: 'not-history',
    key: ['feed'],
    why: 'which process listens to a broker at the moment',
  },
  {
    name: 'notices.delivery',
    is: 'not-history',
    key: ['id'],
    why: 'what was told of facts, forgotten after 30 days; that somebody was told proves nothing about a seal',
  },
  {
    name: 'notices.attempt',
    is: 'not-history',
    key: ['delivery', 'n'],
    why: 'tries of deliveries, forgotten with them',
  },
  { name: 'notices.reader', is: 'not-history', key: ['name'], why: 'how far facts were told' },
  {
    name: 'trust.peer',
    is: 'not-history',
    key: ['seal', 'process'],
    why: 'addresses by which a doubted seal spoke, as a process last saw them',
  },
  {
    name: 'fact.command_key',
    is: 'not-history',
    key: ['actor', 'key'],
    why: 'answers to repeated requests; the act itself is a fact',
  },
  {
    name: 'parties.sign_in_try',
    is: 'not-history',
    key: ['key'],
    why: 'a counter of the last minute against guessing',
  },
  {
    name: 'seals.stranger',
    is: 'not-history',
    key: ['dialect', 'wire_id'],
    why: 'devices nobody registered: noted now and then, lost with the process, bounded',
  },
  {
    name: 'commands.told_password',
    is: 'not-history',
    key: ['seal'],
    why: 'the password that a seal made and told last; the frame that told it is kept, and proved',
  },
  {
    name: 'telemetry.reject',
    is: 'not-history',
    key: ['id'],
    why: 'samples of bytes that belong to no seal',
  },
];

/** The table of this name. Throws where the list has none: a planted or forgotten name is a bug. */
export function tableOf(name: string): Table {
  const table = TABLES.find((one) => one.name === name);
  if (table === undefined) throw new Error(`no table ${name} is classified`);
  return table;
}
