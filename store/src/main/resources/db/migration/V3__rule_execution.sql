-- The history of rules, kept like the history of actions.
CREATE TABLE rule_execution (
    id TEXT ${exact} NOT NULL PRIMARY KEY,
    pipeline_id TEXT ${exact} NOT NULL,
    execution_id TEXT ${exact} NOT NULL,
    pipeline_version INTEGER NOT NULL,
    stage_name TEXT ${exact} NOT NULL,
    gate TEXT ${exact} NOT NULL,
    rule_name TEXT ${exact} NOT NULL,
    start_time BIGINT NOT NULL,
    document TEXT NOT NULL,
    FOREIGN KEY (pipeline_id, execution_id) REFERENCES execution (pipeline_id, id) ON DELETE CASCADE
);

CREATE INDEX rule_history ON rule_execution (pipeline_id, start_time DESC, id DESC);
CREATE INDEX rule_history_of_execution ON rule_execution (pipeline_id, execution_id, start_time DESC, id DESC);
