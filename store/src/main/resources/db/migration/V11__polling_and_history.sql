-- Why a source could not be looked at; empty while it can.
ALTER TABLE source_cursor ADD COLUMN failure_code TEXT;
ALTER TABLE source_cursor ADD COLUMN failure_message TEXT;
ALTER TABLE source_cursor ADD COLUMN failed_at BIGINT;

-- What is old enough to be forgotten.
CREATE INDEX execution_age ON execution (start_time);
