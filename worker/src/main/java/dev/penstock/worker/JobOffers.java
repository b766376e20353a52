package dev.penstock.worker;

import java.time.Duration;
import java.util.List;

/** Where jobs come from: one poll of one action type. */
@FunctionalInterface
interface JobOffers {
    /**
     * Asks for work.
     *
     * @param most at most so many jobs, at least one
     * @param wait how long the server is asked to hold the call when there is nothing; zero sends no such wish
     */
    List<OfferedJob> poll(int most, Duration wait);
}
