package dev.penstock.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.engine.definition.PipelineRef;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventFilterTest {
    private static final String ACCOUNT = "111111111111";

    private static Event stage(String state) {
        Event.Subject subject = new Event.Subject("shop", "e", 1, 1, Instant.EPOCH, Instant.EPOCH);
        return new Event.StageChanged(subject, state, "Build", null);
    }

    private static PipelineRef pipeline(String account, String name) {
        return new PipelineRef("p", account, "us-east-1", name);
    }

    private static EventFilter named(String pattern) {
        return new EventFilter(ACCOUNT, List.of(pattern), List.of(), List.of());
    }

    @Test
    void withoutListsEverythingOfTheAccountIsWanted() {
        EventFilter filter = EventFilter.all(ACCOUNT);

        assertThat(filter.wants(pipeline(ACCOUNT, "shop"), stage("STARTED"))).isTrue();
        assertThat(filter.wants(pipeline("222222222222", "shop"), stage("STARTED")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "shop, shop, true",
        "shop, shop-2, false",
        "*, shop, true",
        "shop*, shop-2, true",
        "shop*, shop, true",
        "*shop, my-shop, true",
        "*shop, shop-2, false",
        "a*b*c, a-b-c, true",
        "a*b*c, abc, true",
        "a*b*c, acb, false",
        "a*b*b, ab, false",
        "ab*ba, aba, false",
        "a.c, abc, false",
        "**, shop, true"
    })
    void aStarInANameStandsForAnyCharacters(String pattern, String name, boolean wanted) {
        assertThat(named(pattern).wants(pipeline(ACCOUNT, name), stage("STARTED")))
                .isEqualTo(wanted);
    }

    @Test
    void everyListMustMatchWithOneOfItsEntries() {
        EventFilter filter = new EventFilter(
                ACCOUNT,
                List.of("other", "sh*"),
                List.of("CodePipeline Stage Execution State Change"),
                List.of("FAILED", "STOPPED"));

        assertThat(filter.wants(pipeline(ACCOUNT, "shop"), stage("FAILED"))).isTrue();
        assertThat(filter.wants(pipeline(ACCOUNT, "shop"), stage("STARTED"))).isFalse();
        assertThat(filter.wants(pipeline(ACCOUNT, "blog"), stage("FAILED"))).isFalse();
        Event.Subject subject = stage("FAILED").subject();
        assertThat(filter.wants(pipeline(ACCOUNT, "shop"), new Event.PipelineChanged(subject, "FAILED", null, null)))
                .isFalse();
    }
}
