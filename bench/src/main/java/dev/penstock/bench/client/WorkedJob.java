package dev.penstock.bench.client;

/**
 * A job as a worker needs it.
 *
 * @param pipeline name of its pipeline
 * @param executionId empty where the protocol does not tell, that is for partners
 */
public record WorkedJob(String id, String nonce, String pipeline, String stage, String executionId) {}
