-- token_hash: SHA-256 of the secret part of the webhook's URL
-- sealed: that secret part, the definition with its own secret, and the hook's id at a third party
-- No reference to the pipeline: a webhook outlives it, and says then why it starts nothing.
CREATE TABLE webhook (
    account_id TEXT ${exact} NOT NULL,
    region TEXT ${exact} NOT NULL,
    name TEXT ${exact} NOT NULL,
    token_hash ${bytes} NOT NULL,
    sealed ${bytes} NOT NULL,
    last_triggered BIGINT,
    error_code TEXT,
    error_message TEXT,
    PRIMARY KEY (account_id, region, name)
);

CREATE UNIQUE INDEX webhook_token ON webhook (token_hash);
