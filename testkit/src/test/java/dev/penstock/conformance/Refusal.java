package dev.penstock.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;

/**
 * A request that an operation must refuse.
 *
 * @param exception that the model declares for it
 * @param partner whether the partner asks, not the team
 * @param request with single quotes, in the names of the story
 */
public record Refusal(String operation, String exception, boolean partner, Function<World, String> request) {

    /** Asks, and holds the answer against the exception. Nothing has changed afterwards. */
    public Wire.Answer check(World world) {
        Wire.Answer answer = world.ask(
                partner ? world.cast().acme() : world.cast().team(),
                "CodePipeline_20150709." + operation,
                request.apply(world));
        assertThat(answer.error()).as(answer.message()).isEqualTo(exception);
        assertThat(answer.status()).as(answer.message()).isEqualTo(400);
        assertThat(answer.message()).isNotBlank();
        return answer;
    }
}
