-- The same statements on SQLite and PostgreSQL. What differs is a placeholder:
--   ${bytes}     binary data
--   ${exact}     text that is compared and ordered by its bytes, whatever the database's locale
--   ${identity}  a number that the database gives out, always higher than the ones before
--   ${timestamp} a moment, for the scheduler's own table
-- Moments are microseconds since 1970-01-01T00:00Z. Columns named "sealed" and *_sealed are encrypted.

CREATE TABLE account (
    id TEXT ${exact} NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    created BIGINT NOT NULL
);

CREATE TABLE access_key (
    id TEXT ${exact} NOT NULL PRIMARY KEY,
    account_id TEXT ${exact} NOT NULL REFERENCES account (id),
    principal_arn TEXT NOT NULL,
    secret_sealed ${bytes} NOT NULL,
    policy TEXT,
    administrator BOOLEAN NOT NULL,
    created BIGINT NOT NULL
);

CREATE INDEX access_key_account ON access_key (account_id, id);

CREATE TABLE client (
    client_id TEXT ${exact} NOT NULL PRIMARY KEY,
    account_id TEXT ${exact} NOT NULL,
    region TEXT ${exact} NOT NULL,
    action_type TEXT ${exact} NOT NULL,
    token_sealed ${bytes} NOT NULL,
    token_hash ${bytes} NOT NULL,
    previous_sealed ${bytes},
    previous_hash ${bytes},
    previous_until BIGINT,
    created BIGINT NOT NULL
);

CREATE UNIQUE INDEX client_customer ON client (account_id, region, action_type);

-- scope: the account for a custom type, empty for a partner's type, which the whole region shares
CREATE TABLE action_type (
    owner TEXT ${exact} NOT NULL,
    scope TEXT ${exact} NOT NULL,
    region TEXT ${exact} NOT NULL,
    category TEXT ${exact} NOT NULL,
    provider TEXT ${exact} NOT NULL,
    version TEXT ${exact} NOT NULL,
    deleted BOOLEAN NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (owner, scope, region, category, provider, version)
);

CREATE TABLE pipeline (
    id TEXT ${exact} NOT NULL PRIMARY KEY,
    account_id TEXT ${exact} NOT NULL,
    region TEXT ${exact} NOT NULL,
    name TEXT ${exact} NOT NULL,
    version INTEGER NOT NULL,
    type TEXT NOT NULL,
    mode TEXT NOT NULL,
    created BIGINT NOT NULL,
    updated BIGINT NOT NULL,
    polling_disabled_at BIGINT,
    counter BIGINT NOT NULL,
    stages TEXT NOT NULL
);

CREATE UNIQUE INDEX pipeline_name ON pipeline (account_id, region, name);

CREATE TABLE pipeline_definition (
    pipeline_id TEXT ${exact} NOT NULL REFERENCES pipeline (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    sealed ${bytes} NOT NULL,
    created BIGINT NOT NULL,
    PRIMARY KEY (pipeline_id, version)
);

CREATE TABLE execution (
    pipeline_id TEXT ${exact} NOT NULL REFERENCES pipeline (id) ON DELETE CASCADE,
    id TEXT ${exact} NOT NULL,
    sequence BIGINT NOT NULL,
    live BOOLEAN NOT NULL,
    status TEXT NOT NULL,
    start_time BIGINT NOT NULL,
    client_request_token TEXT ${exact},
    document TEXT NOT NULL,
    PRIMARY KEY (pipeline_id, id)
);

CREATE UNIQUE INDEX execution_sequence ON execution (pipeline_id, sequence);
CREATE INDEX execution_live ON execution (pipeline_id, sequence) WHERE live;
CREATE INDEX execution_token ON execution (pipeline_id, client_request_token, sequence)
    WHERE client_request_token IS NOT NULL;

CREATE TABLE action_execution (
    id TEXT ${exact} NOT NULL PRIMARY KEY,
    pipeline_id TEXT ${exact} NOT NULL,
    execution_id TEXT ${exact} NOT NULL,
    pipeline_version INTEGER NOT NULL,
    stage_name TEXT ${exact} NOT NULL,
    action_name TEXT ${exact} NOT NULL,
    attempt INTEGER NOT NULL,
    start_time BIGINT NOT NULL,
    document TEXT NOT NULL,
    FOREIGN KEY (pipeline_id, execution_id) REFERENCES execution (pipeline_id, id) ON DELETE CASCADE
);

CREATE INDEX action_history ON action_execution (pipeline_id, start_time DESC, id DESC);
CREATE INDEX action_history_of_execution ON action_execution (pipeline_id, execution_id, start_time DESC, id DESC);
CREATE INDEX action_attempt ON action_execution (pipeline_id, execution_id, stage_name, action_name, attempt);

-- Which standard executions succeeded in a stage: where the stage can be rolled back to.
CREATE TABLE stage_success (
    pipeline_id TEXT ${exact} NOT NULL,
    version INTEGER NOT NULL,
    stage_name TEXT ${exact} NOT NULL,
    sequence BIGINT NOT NULL,
    execution_id TEXT ${exact} NOT NULL,
    PRIMARY KEY (pipeline_id, version, stage_name, sequence),
    FOREIGN KEY (pipeline_id, execution_id) REFERENCES execution (pipeline_id, id) ON DELETE CASCADE
);

CREATE INDEX stage_success_of_execution ON stage_success (pipeline_id, execution_id);

-- No reference to the pipeline: a worker whose pipeline was deleted may still report, and is told nothing is wrong.
-- due_at: when a poll may take the job: available_at, or ack_deadline once it is dispatched; empty while a worker has it
-- timeout_at: when the job times out by its own or its action's limit; empty when it is over
CREATE TABLE job (
    id TEXT ${exact} NOT NULL PRIMARY KEY,
    pipeline_id TEXT ${exact} NOT NULL,
    queue TEXT ${exact} NOT NULL,
    query_value TEXT ${exact},
    status TEXT NOT NULL,
    revision_counter INTEGER NOT NULL,
    nonce TEXT,
    created_at BIGINT NOT NULL,
    available_at BIGINT NOT NULL,
    dispatched_at BIGINT,
    ack_deadline BIGINT,
    acknowledged_at BIGINT,
    acknowledged_by TEXT,
    deadline BIGINT NOT NULL,
    job_deadline BIGINT,
    completed_at BIGINT,
    result_fingerprint TEXT,
    due_at BIGINT,
    timeout_at BIGINT,
    sealed ${bytes} NOT NULL
);

CREATE INDEX job_due ON job (queue, due_at, created_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX job_due_by_value ON job (queue, query_value, due_at, created_at, id)
    WHERE due_at IS NOT NULL AND query_value IS NOT NULL;
CREATE INDEX job_timeout ON job (timeout_at) WHERE timeout_at IS NOT NULL;
CREATE INDEX job_completed ON job (completed_at) WHERE completed_at IS NOT NULL;
CREATE INDEX job_pipeline ON job (pipeline_id);

-- No reference to the pipeline: what happened to it is still told after it was deleted.
CREATE TABLE event_outbox (
    sequence ${identity},
    pipeline_id TEXT ${exact} NOT NULL,
    account_id TEXT ${exact} NOT NULL,
    region TEXT ${exact} NOT NULL,
    pipeline_name TEXT ${exact} NOT NULL,
    document TEXT NOT NULL
);

-- One row, sealed when the database was new: shows whether a key file belongs to this database.
CREATE TABLE seal (
    id INTEGER NOT NULL PRIMARY KEY,
    sealed ${bytes} NOT NULL
);

-- db-scheduler's table
CREATE TABLE scheduled_tasks (
    task_name TEXT NOT NULL,
    task_instance TEXT NOT NULL,
    task_data ${bytes},
    execution_time ${timestamp},
    picked BOOLEAN NOT NULL,
    picked_by TEXT,
    last_success ${timestamp},
    last_failure ${timestamp},
    consecutive_failures INTEGER,
    last_heartbeat ${timestamp},
    version BIGINT NOT NULL,
    priority SMALLINT,
    state TEXT,
    PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX scheduled_tasks_due ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_heartbeat ON scheduled_tasks (last_heartbeat);
