package dev.penstock.bench.crash.fault;

/** What can go wrong. */
public enum FaultKind {
    /** {@code kill -9} of a server or a process of workers, which is started again. */
    KILL,
    /** SIGSTOP of one, for longer than leases and acknowledgements last, then SIGCONT. */
    STOP,
    /** Connections to PostgreSQL end, whatever goes on in them. */
    CONNECTIONS,
    /** PostgreSQL itself is killed, all of it or one process, or stopped; it recovers on the data that it left. */
    DATABASE,
    /** The server has no space left to write to. */
    DISK,
    /** A server's clock jumps. */
    CLOCK
}
