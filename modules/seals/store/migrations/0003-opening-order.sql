-- The newest order to open a seal: what opens it in that time is lawful.
ALTER TABLE seals.seal
  ADD COLUMN order_command uuid,
  ADD COLUMN order_from timestamptz,
  ADD COLUMN order_until timestamptz CHECK (order_until >= order_from),
  ADD CONSTRAINT order_whole CHECK (num_nonnulls(order_command, order_from, order_until) IN (0, 3));
COMMENT ON COLUMN seals.seal.order_until IS 'Brought forward when the order ends; kept after it, because a reading may be told late.';
