-- Events are told in the order of their positions, which are given out after the events were committed. The sequence
-- cannot serve for that: of two transactions the one with the higher number may be committed first.
ALTER TABLE event_outbox ADD COLUMN position BIGINT;

CREATE INDEX event_unpublished ON event_outbox (sequence) WHERE position IS NULL;
CREATE UNIQUE INDEX event_position ON event_outbox (position) WHERE position IS NOT NULL;

-- One row. last_position: of the newest published event; forgotten: of the newest one that is not kept any more.
CREATE TABLE event_progress (
    id INTEGER NOT NULL PRIMARY KEY,
    last_position BIGINT NOT NULL,
    forgotten BIGINT NOT NULL
);

INSERT INTO event_progress (id, last_position, forgotten) VALUES (1, 0, 0);

-- leased_until: until when one server alone delivers; empty while nobody does
CREATE TABLE event_subscription (
    id TEXT ${exact} NOT NULL PRIMARY KEY,
    account_id TEXT ${exact} NOT NULL REFERENCES account (id),
    name TEXT ${exact} NOT NULL,
    url TEXT NOT NULL,
    filter TEXT NOT NULL,
    secret_sealed ${bytes} NOT NULL,
    created BIGINT NOT NULL,
    updated BIGINT NOT NULL,
    leased_by TEXT,
    leased_until BIGINT,
    last_success BIGINT,
    last_failure BIGINT,
    last_failure_status INTEGER,
    last_failure_text TEXT
);

CREATE UNIQUE INDEX event_subscription_name ON event_subscription (account_id, name);

-- What a subscription has still to be told. The events of one pipeline are a lane, and its oldest one that was not put
-- aside as failed is its head. due_at: when to send the head; empty for all others.
CREATE TABLE event_delivery (
    subscription_id TEXT ${exact} NOT NULL REFERENCES event_subscription (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    pipeline_id TEXT ${exact} NOT NULL,
    published BIGINT NOT NULL,
    attempts INTEGER NOT NULL,
    due_at BIGINT,
    put_aside BOOLEAN NOT NULL,
    PRIMARY KEY (subscription_id, position)
);

CREATE INDEX event_delivery_due ON event_delivery (subscription_id, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX event_delivery_lane ON event_delivery (subscription_id, pipeline_id, position) WHERE NOT put_aside;
CREATE INDEX event_delivery_event ON event_delivery (position);

-- When workers last asked for jobs, kept roughly: an empty poll writes nothing.
CREATE TABLE queue_poll (
    queue TEXT ${exact} NOT NULL PRIMARY KEY,
    polled_at BIGINT NOT NULL
);
