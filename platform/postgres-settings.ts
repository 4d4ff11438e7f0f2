/**
 * How the embedded Postgres is set, each with its reason. Given on the command line at every start,
 * so this table, and no file in a data directory, is the truth. All exist from Postgres 15 on.
 */
export const POSTGRES_SETTINGS: readonly {
  readonly name: string;
  readonly value: string;
  readonly why: string;
}[] = [
  { name: 'listen_addresses', value: '127.0.0.1', why: 'nobody outside this machine' },
  {
    name: 'unix_socket_directories',
    value: '',
    why: 'one door; socket paths have a 107 byte limit',
  },
  { name: 'fsync', value: 'on', why: 'an acknowledged report is on disk' },
  { name: 'synchronous_commit', value: 'on', why: 'an acknowledged report is on disk' },
  { name: 'full_page_writes', value: 'on', why: 'a page torn by a power cut can be mended' },
  {
    name: 'max_connections',
    value: '100',
    why: 'server and gateways hold small pools',
  },
  { name: 'shared_buffers', value: '256MB', why: 'the latest states and the indexes of today fit' },
  { name: 'effective_cache_size', value: '4GB', why: 'the page cache holds the recent days' },
  { name: 'work_mem', value: '16MB', why: 'sorts of one screen stay in memory' },
  { name: 'maintenance_work_mem', value: '128MB', why: 'index builds and vacuum in one pass' },
  {
    name: 'wal_buffers',
    value: '16MB',
    why: 'one segment: batches of COPY do not wait for the writer',
  },
  {
    name: 'wal_compression',
    value: 'on',
    why: 'measured: 480 instead of 660 bytes of log a row of history and latest state',
  },
  { name: 'checkpoint_timeout', value: '5min', why: 'bounds the time to recover after a kill' },
  {
    name: 'max_wal_size',
    value: '2GB',
    why: 'above 4 million rows between checkpoints; recovery replays no more than this',
  },
  {
    name: 'min_wal_size',
    value: '256MB',
    why: 'segments are reused instead of created under load',
  },
  {
    name: 'checkpoint_completion_target',
    value: '0.9',
    why: 'writes spread, so acknowledgements do not stall',
  },
  { name: 'random_page_cost', value: '1.1', why: 'SSD' },
  { name: 'jit', value: 'off', why: 'this build has none, and our queries are short' },
  {
    name: 'max_parallel_workers_per_gather',
    value: '0',
    why: 'two cores: one query may not take both',
  },
  { name: 'autovacuum_naptime', value: '10s', why: 'the latest states are rewritten all the time' },
  {
    name: 'autovacuum_vacuum_scale_factor',
    value: '0.05',
    why: 'dead rows of hot tables go before they spread',
  },
  {
    name: 'autovacuum_vacuum_insert_scale_factor',
    value: '0.2',
    why: 'keeps index-only reads of history cheap',
  },
  {
    name: 'idle_in_transaction_session_timeout',
    value: '60s',
    why: 'a stuck client may not hold back vacuum and the feed',
  },
  {
    name: 'client_connection_check_interval',
    value: '10s',
    why: 'a query whose asker is gone ends',
  },
  { name: 'timezone', value: 'UTC', why: 'one clock' },
  { name: 'log_timezone', value: 'UTC', why: 'one clock' },
  { name: 'log_destination', value: 'stderr', why: 'the supervisor reads it' },
  { name: 'logging_collector', value: 'off', why: 'the supervisor reads it' },
  { name: 'log_line_prefix', value: '', why: 'time and process are added by our log' },
  { name: 'log_checkpoints', value: 'on', why: 'the usual reason of a slow second' },
  { name: 'log_lock_waits', value: 'on', why: 'the other one' },
  { name: 'log_min_duration_statement', value: '2s', why: 'no query of ours may take so long' },
  {
    name: 'log_error_verbosity',
    value: 'terse',
    why: 'DETAIL and CONTEXT quote rows: personal data',
  },
  {
    name: 'log_min_error_statement',
    value: 'panic',
    why: 'a failed statement may carry a password',
  },
  { name: 'log_parameter_max_length', value: '0', why: 'values are personal data' },
  { name: 'log_parameter_max_length_on_error', value: '0', why: 'values are personal data' },
];
