-- A schema as a later release may leave it, after the rules for migrations: everything here only adds.
ALTER TABLE account ADD COLUMN later TEXT;
ALTER TABLE access_key ADD COLUMN later TEXT NOT NULL DEFAULT 'x';
ALTER TABLE client ADD COLUMN later BIGINT;
ALTER TABLE action_type ADD COLUMN later BIGINT NOT NULL DEFAULT 0;
ALTER TABLE pipeline ADD COLUMN later TEXT;
ALTER TABLE pipeline_definition ADD COLUMN later TEXT;
ALTER TABLE execution ADD COLUMN later TEXT;
ALTER TABLE action_execution ADD COLUMN later TEXT;
ALTER TABLE stage_success ADD COLUMN later BIGINT;
ALTER TABLE job ADD COLUMN later TEXT;
ALTER TABLE event_outbox ADD COLUMN later TEXT;
ALTER TABLE event_progress ADD COLUMN later BIGINT NOT NULL DEFAULT 0;
ALTER TABLE event_subscription ADD COLUMN later TEXT;
ALTER TABLE event_delivery ADD COLUMN later TEXT;
ALTER TABLE queue_poll ADD COLUMN later TEXT;
ALTER TABLE source_cursor ADD COLUMN later TEXT;
ALTER TABLE rule_execution ADD COLUMN later TEXT;
ALTER TABLE resource_tag ADD COLUMN later TEXT;
ALTER TABLE webhook ADD COLUMN later TEXT;
ALTER TABLE seal ADD COLUMN later TEXT;
ALTER TABLE scheduled_tasks ADD COLUMN later TEXT;

CREATE TABLE later_notes (
    pipeline_id TEXT ${exact} NOT NULL REFERENCES pipeline (id) ON DELETE CASCADE,
    note TEXT NOT NULL
);

CREATE INDEX later_note ON later_notes (pipeline_id);
CREATE INDEX later_job ON job (later) WHERE later IS NOT NULL;
