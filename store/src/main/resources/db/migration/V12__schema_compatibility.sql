-- One row: which releases may work on this database although they do not know its newest migrations.
-- oldest_schema: number of the newest migration that a release must know
-- oldest_release: the first release that does, for the message to whoever starts an older one
-- A migration that only adds leaves this alone. One that takes something away raises it.
CREATE TABLE schema_compatibility (
    id INTEGER NOT NULL PRIMARY KEY,
    oldest_schema INTEGER NOT NULL,
    oldest_release TEXT NOT NULL
);

INSERT INTO schema_compatibility (id, oldest_schema, oldest_release) VALUES (1, 12, '0.1.0');
