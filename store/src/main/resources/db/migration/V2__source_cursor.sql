-- What the server has seen of the sources that it polls.
-- revision: the last one that started an execution; empty until the first
-- polled: false when polling was switched off: the cursor stays where it is
CREATE TABLE source_cursor (
    pipeline_id TEXT ${exact} NOT NULL REFERENCES pipeline (id) ON DELETE CASCADE,
    action_name TEXT ${exact} NOT NULL,
    bucket TEXT ${exact} NOT NULL,
    object_key TEXT ${exact} NOT NULL,
    revision TEXT ${exact},
    polled BOOLEAN NOT NULL,
    PRIMARY KEY (pipeline_id, action_name)
);

CREATE INDEX source_cursor_polled ON source_cursor (pipeline_id) WHERE polled;
