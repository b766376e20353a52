package dev.penstock.providers;

import dev.penstock.engine.job.JobResult;
import software.amazon.awssdk.services.codepipeline.model.FailureType;

/** Leaves the work where it stands; {@link #failure} is what the user sees. */
public final class FailedAction extends RuntimeException {
    private final FailureType type;
    private final String text;

    public FailedAction(FailureType type, String text) {
        super(text);
        this.type = type;
        this.text = text;
    }

    /** Messages longer than the API's 5000 characters are cut. */
    public JobResult.Failure failure() {
        return new JobResult.Failure(type, text.length() <= 5000 ? text : text.substring(0, 5000), null);
    }
}
