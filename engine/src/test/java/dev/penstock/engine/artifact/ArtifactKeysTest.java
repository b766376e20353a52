package dev.penstock.engine.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Where artifacts are kept (spec engine 4.3)")
class ArtifactKeysTest {
    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void namesAreCutAndEndsAreRandom() {
        String key = ArtifactKeys.newKey("stackd-lifecycle-7cc0815", "SourceArtifact", ".zip", random);
        assertThat(key).matches("stackd-lifecycle-7cc/SourceArti/[A-Za-z0-9]{7}\\.zip");
        assertThat(ArtifactKeys.newKey("stackd-lifecycle-7cc0815", "SourceArtifact", ".zip", random))
                .isNotEqualTo(key);
        assertThat(ArtifactKeys.newKey("shop", "App", "", random)).matches("shop/App/[A-Za-z0-9]{7}");
    }
}
