package dev.penstock.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicMessagesTest {

    @Test
    void topicsComeOutAsTheyWentIn() {
        List<String> topics = List.of("queue:Custom Ä/1", "job:1", Topics.PUBLISHED);

        assertThat(TopicMessages.payloads(topics))
                .singleElement()
                .satisfies(payload -> assertThat(TopicMessages.topics(payload)).isEqualTo(topics));
        assertThat(TopicMessages.payloads(List.of())).isEmpty();
    }

    @Test
    void noPayloadIsLargerThanPostgresTakes() {
        List<String> topics = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            topics.add("queue:" + "ü".repeat(i % 50) + i);
        }

        List<String> payloads = TopicMessages.payloads(topics);

        assertThat(payloads)
                .hasSizeGreaterThan(1)
                .allSatisfy(payload -> assertThat(payload.getBytes(StandardCharsets.UTF_8).length)
                        .isLessThan(8000));
        assertThat(payloads.stream().flatMap(payload -> TopicMessages.topics(payload).stream()))
                .isEqualTo(topics);
    }

    @Test
    void aTopicThatFitsNowhereWakesEverybody() {
        assertThat(TopicMessages.payloads(List.of("queue:" + "x".repeat(8000)))).containsExactly("*");
        assertThat(TopicMessages.payloads(List.of("job:1", "queue:a\nb"))).containsExactly("*");
    }
}
