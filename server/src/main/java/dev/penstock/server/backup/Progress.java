package dev.penstock.server.backup;

/** Told how far a backup or a restore is; called often. */
public interface Progress {
    /** For those who do not watch. */
    Progress NONE = (step, done, total, unit) -> {};

    /** What is counted. */
    enum Unit {
        BYTES,
        FILES
    }

    /**
     * @param step what is done at the moment, for people
     * @param total 0 if it is not known
     */
    void at(String step, long done, long total, Unit unit);
}
