package dev.penstock.server.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.server.events.StreamPlaces.Place;
import org.junit.jupiter.api.Test;

class StreamPlacesTest {
    private final StreamPlaces places = new StreamPlaces(3, 2);

    @Test
    void oneAccountLeavesPlacesForTheOthers() {
        try (Place _ = places.take("1");
                Place _ = places.take("1")) {
            assertThatThrownBy(() -> places.take("1")).hasMessageContaining("The account has 2 streams");
            try (Place _ = places.take("2")) {
                assertThatThrownBy(() -> places.take("3")).hasMessageContaining("There are 3 streams");
            }
        }
        try (Place again = places.take("1")) {
            assertThat(again).isNotNull();
        }
    }
}
