package dev.penstock.server.simulation;

import dev.penstock.server.operations.Call;
import dev.penstock.server.simulation.Told.Asked;
import dev.penstock.store.account.Client;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.AcknowledgeJobRequest;
import software.amazon.awssdk.services.codepipeline.model.AcknowledgeJobResponse;
import software.amazon.awssdk.services.codepipeline.model.AcknowledgeThirdPartyJobRequest;
import software.amazon.awssdk.services.codepipeline.model.AcknowledgeThirdPartyJobResponse;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.FailureType;
import software.amazon.awssdk.services.codepipeline.model.GetThirdPartyJobDetailsRequest;
import software.amazon.awssdk.services.codepipeline.model.GetThirdPartyJobDetailsResponse;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;
import software.amazon.awssdk.services.codepipeline.model.PollForJobsRequest;
import software.amazon.awssdk.services.codepipeline.model.PollForJobsResponse;
import software.amazon.awssdk.services.codepipeline.model.PollForThirdPartyJobsRequest;
import software.amazon.awssdk.services.codepipeline.model.PollForThirdPartyJobsResponse;
import software.amazon.awssdk.services.codepipeline.model.PutJobFailureResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutJobSuccessResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutThirdPartyJobFailureResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutThirdPartyJobSuccessResultRequest;

/**
 * External workers, the customer's own and a partner's. Each knows only what it was told, which may be long out of date.
 */
final class Workers {

    private static final int REMEMBERED = 20;
    private static final String WRONG = "12345";

    private final Town town;
    private final List<Hand> hands = new ArrayList<>();
    private final Deque<Asked.Request> sent = new ArrayDeque<>();

    /** A job in some worker's hands. */
    private static final class Hand {
        private final String worker;
        private final String jobId;
        private final @Nullable String clientId;
        private @Nullable String nonce;
        private boolean acknowledged;

        Hand(String worker, String jobId, @Nullable String clientId, @Nullable String nonce) {
            this.worker = worker;
            this.jobId = jobId;
            this.clientId = clientId;
            this.nonce = nonce;
        }

        boolean partners() {
            return clientId != null;
        }
    }

    Workers(Town town) {
        this.town = town;
    }

    Told poll(Dice dice) {
        String worker = "worker-" + dice.below(3);
        Told told = town.ask(
                dice,
                Town.user(worker),
                PollForJobsRequest.builder()
                        .actionTypeId(PipelineMaker.BUILD.toId())
                        .maxBatchSize(1 + dice.below(3))
                        .build());
        told.answer(PollForJobsResponse.class)
                .ifPresent(answer ->
                        answer.jobs().forEach(job -> hands.add(new Hand(worker, job.id(), null, job.nonce()))));
        return told;
    }

    Told pollAsPartner(Dice dice) {
        String worker = "partner-" + dice.below(3);
        Told told = town.ask(
                dice,
                Town.partner(worker),
                PollForThirdPartyJobsRequest.builder()
                        .actionTypeId(PipelineMaker.CHECK.toId())
                        .maxBatchSize(1 + dice.below(3))
                        .build());
        told.answer(PollForThirdPartyJobsResponse.class)
                .ifPresent(answer ->
                        answer.jobs().forEach(job -> hands.add(new Hand(worker, job.jobId(), job.clientId(), null))));
        return told;
    }

    Optional<Told> getDetails(Dice dice) {
        return some(dice, hand -> hand.partners() && hand.nonce == null).map(hand -> {
            Told told = town.ask(
                    dice,
                    caller(hand),
                    GetThirdPartyJobDetailsRequest.builder()
                            .jobId(hand.jobId)
                            .clientToken(token(hand))
                            .build());
            told.answer(GetThirdPartyJobDetailsResponse.class)
                    .ifPresentOrElse(
                            answer -> hand.nonce = answer.jobDetails().nonce(), () -> forgetUnlessFault(hand, told));
            return told;
        });
    }

    Optional<Told> acknowledge(Dice dice) {
        return some(dice, hand -> hand.nonce != null && !hand.acknowledged).map(hand -> {
            Told told = town.ask(dice, town.invocation(caller(hand)), acknowledging(hand, hand.nonce));
            Optional<JobStatus> status = told.answer(AcknowledgeJobResponse.class)
                    .map(AcknowledgeJobResponse::status)
                    .or(() -> told.answer(AcknowledgeThirdPartyJobResponse.class)
                            .map(AcknowledgeThirdPartyJobResponse::status));
            if (status.filter(JobStatus.IN_PROGRESS::equals).isPresent()) {
                hand.acknowledged = true;
            } else if (status.isPresent()) {
                hands.remove(hand);
            } else {
                forgetUnlessFault(hand, told);
            }
            return told;
        });
    }

    private CodePipelineRequest acknowledging(Hand hand, @Nullable String nonce) {
        return hand.partners()
                ? AcknowledgeThirdPartyJobRequest.builder()
                        .jobId(hand.jobId)
                        .nonce(nonce)
                        .clientToken(token(hand))
                        .build()
                : AcknowledgeJobRequest.builder().jobId(hand.jobId).nonce(nonce).build();
    }

    Optional<Told> report(Dice dice) {
        return some(dice, hand -> hand.acknowledged).map(hand -> {
            hands.remove(hand);
            return send(dice, caller(hand), result(dice, hand));
        });
    }

    /** The worker's library sends a result again, though it has arrived. */
    Optional<Told> reportAgain(Dice dice) {
        return sent.isEmpty()
                ? Optional.empty()
                : Optional.of(dice.pick(List.copyOf(sent)))
                        .map(before -> town.ask(dice, before.call(), before.request()));
    }

    private Told send(Dice dice, Call call, CodePipelineRequest result) {
        if (sent.size() == REMEMBERED) {
            sent.removeFirst();
        }
        sent.addLast(new Asked.Request(call, result));
        return town.ask(dice, call, result);
    }

    private CodePipelineRequest result(Dice dice, Hand hand) {
        int kind = dice.below(10);
        if (kind < 2) {
            return failure(hand);
        }
        String more = kind < 4 ? "more-" + dice.below(1000) : null;
        String run = dice.percent(50) ? "run-" + dice.below(1000) : null;
        return success(hand, more, run, dice);
    }

    private CodePipelineRequest failure(Hand hand) {
        return hand.partners()
                ? PutThirdPartyJobFailureResultRequest.builder()
                        .jobId(hand.jobId)
                        .clientToken(token(hand))
                        .failureDetails(
                                failure -> failure.type(FailureType.JOB_FAILED).message("no"))
                        .build()
                : PutJobFailureResultRequest.builder()
                        .jobId(hand.jobId)
                        .failureDetails(
                                failure -> failure.type(FailureType.JOB_FAILED).message("no"))
                        .build();
    }

    private CodePipelineRequest success(Hand hand, @Nullable String more, @Nullable String run, Dice dice) {
        if (hand.partners()) {
            PutThirdPartyJobSuccessResultRequest.Builder success = PutThirdPartyJobSuccessResultRequest.builder()
                    .jobId(hand.jobId)
                    .clientToken(token(hand))
                    .continuationToken(more);
            if (run != null) {
                success.executionDetails(
                        details -> details.externalExecutionId(run).percentComplete(50));
            }
            return success.build();
        }
        PutJobSuccessResultRequest.Builder success =
                PutJobSuccessResultRequest.builder().jobId(hand.jobId).continuationToken(more);
        if (run != null) {
            success.executionDetails(details -> details.externalExecutionId(run));
        }
        if (more == null && dice.percent(30)) {
            success.outputVariables(Map.of("Version", "7"));
        }
        return success.build();
    }

    /** What no worker should do: another's nonce, an old one, a result without an acknowledgement, a wrong token. */
    Optional<Told> meddle(Dice dice) {
        return some(dice, hand -> true).map(hand -> switch (dice.below(4)) {
            case 0 -> town.ask(dice, town.invocation(caller(hand)), acknowledging(hand, WRONG));
            case 1 ->
                town.ask(
                        dice,
                        town.invocation(hand.partners() ? Town.partner("thief") : Town.user("thief")),
                        acknowledging(hand, hand.nonce == null ? WRONG : hand.nonce));
            case 2 -> send(dice, caller(hand), success(hand, null, null, dice));
            default ->
                town.ask(
                        dice,
                        Town.partner("partner-0"),
                        AcknowledgeThirdPartyJobRequest.builder()
                                .jobId(hand.jobId)
                                .nonce(hand.nonce == null ? "3" : hand.nonce)
                                .clientToken("not-the-token")
                                .build());
        });
    }

    /** A worker forgets all that it had. */
    void die(Dice dice) {
        if (!hands.isEmpty()) {
            String dead = dice.pick(hands).worker;
            hands.removeIf(hand -> hand.worker.equals(dead));
        }
    }

    private Optional<Hand> some(Dice dice, Predicate<Hand> which) {
        List<Hand> candidates = hands.stream().filter(which).toList();
        return candidates.isEmpty() ? Optional.empty() : Optional.of(dice.pick(candidates));
    }

    /** A worker that was refused lets the job go; one that got no answer keeps it and asks again. */
    private void forgetUnlessFault(Hand hand, Told told) {
        if (told.failure() != null && Town.refusal(told.failure())) {
            hands.remove(hand);
        }
    }

    private static Call caller(Hand hand) {
        return hand.partners() ? Town.partner(hand.worker) : Town.user(hand.worker);
    }

    private String token(Hand hand) {
        return town.store
                .read(tx -> tx.clients().find(String.valueOf(hand.clientId)))
                .map(Client::token)
                .orElse("unknown");
    }
}
