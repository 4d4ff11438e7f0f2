-- What is compared between seals each half minute is found by an index, however many seals are remembered.
ALTER TABLE alarms.watch
  ADD COLUMN stands boolean NOT NULL GENERATED ALWAYS AS (state LIKE '%"stop":{"%') STORED,
  ADD COLUMN is_apart boolean NOT NULL GENERATED ALWAYS AS (state LIKE '%"apart":{"%') STORED;
COMMENT ON COLUMN alarms.watch.stands IS 'It stands outside every allowed stop. A column and no index on the text: a change of the state that leaves it stays within its page.';
COMMENT ON COLUMN alarms.watch.is_apart IS 'It is remembered to be apart from another seal of its journey.';
CREATE INDEX watch_stands ON alarms.watch (seal) WHERE stands;
CREATE INDEX watch_apart ON alarms.watch (seal) WHERE is_apart;
