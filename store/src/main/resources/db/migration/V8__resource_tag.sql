-- The tags of pipelines, custom action types and webhooks. No reference to the resource: it goes by its ARN.
CREATE TABLE resource_tag (
    arn TEXT ${exact} NOT NULL,
    tag_key TEXT ${exact} NOT NULL,
    tag_value TEXT NOT NULL,
    PRIMARY KEY (arn, tag_key)
);
