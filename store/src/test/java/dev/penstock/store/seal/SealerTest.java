package dev.penstock.store.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That what was opened before opens nothing else. */
class SealerTest {
    @TempDir
    private Path folder;

    private Sealer sealer;

    @BeforeEach
    void makeKey() {
        sealer = Sealer.create(folder.resolve("key"));
    }

    @Test
    void opensAgainWhatItOpened() {
        byte[] sealed = sealer.seal("secret", "place:1");
        assertThat(sealer.openText(sealed, "place:1")).isEqualTo("secret");
        assertThat(sealer.openText(sealed.clone(), "place:1")).isEqualTo("secret");
    }

    @Test
    void refusesAValueOfAnotherPlaceAlsoWhenItKnowsIt() {
        byte[] sealed = sealer.seal("secret", "place:1");
        assertThat(sealer.openText(sealed, "place:1")).isEqualTo("secret");
        assertThatThrownBy(() -> sealer.openText(sealed, "place:2")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesAChangedValueAlsoWhenItKnowsThePlace() {
        byte[] sealed = sealer.seal("secret", "place:1");
        assertThat(sealer.openText(sealed, "place:1")).isEqualTo("secret");
        byte[] changed = sealed.clone();
        changed[changed.length - 1] ^= 1;
        assertThatThrownBy(() -> sealer.openText(changed, "place:1")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void seesANewValueOfThePlace() {
        assertThat(sealer.openText(sealer.seal("old", "place:1"), "place:1")).isEqualTo("old");
        assertThat(sealer.openText(sealer.seal("new", "place:1"), "place:1")).isEqualTo("new");
    }

    @Test
    void opensMoreThanItKeeps() {
        byte[] large = new byte[60_000];
        new Random(17).nextBytes(large);
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 100; i++) {
                byte[] sealed = sealer.seal(large, "place:" + i);
                assertThat(sealer.open(sealed, "place:" + i, byte[].class, clear -> clear))
                        .isEqualTo(large);
            }
        }
    }
}
