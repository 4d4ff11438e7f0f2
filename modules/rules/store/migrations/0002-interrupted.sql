-- A back-test of a server that is gone is not running any more: its row says so, and why.
ALTER TABLE rules.back_test DROP CONSTRAINT back_test_state_check;
ALTER TABLE rules.back_test ADD CONSTRAINT back_test_state_check
  CHECK (state IN ('running', 'done', 'cancelled', 'failed', 'interrupted'));
ALTER TABLE rules.back_test ADD CHECK (state <> 'interrupted' OR fault IS NOT NULL);
COMMENT ON COLUMN rules.back_test.state IS 'running: a server holds the advisory lock of its id; one whose lock nobody holds is interrupted.';
CREATE INDEX back_test_running ON rules.back_test (id) WHERE state = 'running';
