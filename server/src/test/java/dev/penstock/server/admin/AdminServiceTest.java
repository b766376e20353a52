package dev.penstock.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.error.ApiException;
import dev.penstock.api.model.ServiceModel;
import dev.penstock.server.auth.Caller;
import dev.penstock.server.http.ApiService.ApiCall;
import dev.penstock.server.http.TokenBuckets;
import dev.penstock.store.time.MovableClock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdminServiceTest {
    private final TokenBuckets throttle =
            new TokenBuckets(1, 2, 100, new MovableClock(Instant.parse("2026-11-01T00:00:00Z")));
    private final AdminService service = new AdminService(throttle, AdminServiceTest::handlers);

    @Test
    void whatIsOpenToEveryKeyTakesOfTheAccountsTokensAndWhatAdministratorsDoNot() {
        assertThat(throttle.take("111111111111")).isTrue();

        assertThatCode(() -> call("ListJobQueues")).doesNotThrowAnyException();
        assertThatThrownBy(() -> call("ListJobQueues"))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("ThrottlingException"));
        assertThatCode(() -> call("ListAccounts")).doesNotThrowAnyException();
    }

    private void call(String operation) {
        Caller caller = new Caller(
                "111111111111", "eu-west-1", "arn:aws:iam::111111111111:user/worker", "AKIAEXAMPLE", null, true);
        service.call(operation, new ApiCall(caller, "{}".getBytes(StandardCharsets.UTF_8), Optional.empty(), null));
    }

    private static void handlers(AdminService service) {
        ServiceModel.penstock()
                .operations()
                .forEach(operation -> service.on(operation.name(), (caller, input) -> Map.of()));
        service.onForEverybody("ListJobQueues", (caller, input) -> Map.of());
    }
}
