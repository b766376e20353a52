package dev.penstock.worker;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;

/** One job that a poll returned, and the calls its kind is answered with. */
sealed interface OfferedJob permits CustomJob, ThirdPartyJob {
    String id();

    /** The customer, for third-party jobs. */
    @Nullable
    String clientId();

    /** Everything about the job, with fresh credentials. Asks the server each time. */
    JobDetails details();

    /** Claims the job; anything but {@code InProgress} means: leave it alone. Call after {@link #details}. */
    JobStatus acknowledge();

    /** Sends the result. The same result may be sent again. */
    void report(JobOutcome outcome);
}
