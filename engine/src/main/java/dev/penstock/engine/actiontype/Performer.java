package dev.penstock.engine.actiontype;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who takes the jobs of an action type. Every action is a job; only the taker differs. */
public sealed interface Performer {

    /** A provider built into the server. */
    record Server() implements Performer {}

    /**
     * None here: a provider of AWS that the server knows and does not perform. Its actions can be declared, and fail as
     * soon as they start (spec engine 9.1).
     */
    record Nobody() implements Performer {}

    /** A person, through PutApprovalResult. */
    record Approver() implements Performer {}

    /** Workers of the account that created the custom type, through PollForJobs. */
    record CustomWorkers() implements Performer {}

    /**
     * The partner's workers, through PollForThirdPartyJobs (spec jobs 11, 15).
     *
     * @param pollingAccounts accounts that may poll
     * @param jobTimeout limit of one job, not of the action execution; null for none
     */
    record PartnerWorkers(
            List<String> pollingAccounts,
            List<String> pollingServicePrincipals,
            @Nullable Duration jobTimeout,
            @Nullable String policyStatementsTemplate)
            implements Performer {}

    /** The partner's Lambda function, invoked by the server (spec jobs 20). */
    record PartnerFunction(
            String lambdaFunctionArn,
            @Nullable Duration jobTimeout,
            @Nullable String policyStatementsTemplate) implements Performer {}
}
