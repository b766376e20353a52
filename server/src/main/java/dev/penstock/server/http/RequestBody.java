package dev.penstock.server.http;

/**
 * A request body that was read whole.
 *
 * @param bytes not copied; nobody changes them
 * @param memory what it takes of the memory for bodies, given back when this is closed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RequestBody(byte[] bytes, BodyMemory.Share memory) implements AutoCloseable {
    @Override
    public void close() {
        memory.close();
    }
}
