package dev.penstock.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TagsTest extends StoreContract {
    private static final String SHOP = "arn:aws:codepipeline:us-east-1:111111111111:shop";
    private static final String SITE = "arn:aws:codepipeline:us-east-1:111111111111:site";

    @Test
    void aResourceWithoutTagsHasNone() {
        look(tx -> assertThat(tx.tags().of(SHOP)).isEmpty());
        look(tx -> assertThat(tx.tags().of(List.of())).isEmpty());
    }

    @Test
    void tagsAreAddedAndAKeyThatIsThereGetsItsNewValue() {
        change(tx -> tx.tags().put(SHOP, Map.of("team", "blue", "stage", "test")));
        change(tx -> tx.tags().put(SHOP, Map.of("stage", "live", "Team", "")));

        look(tx -> assertThat(tx.tags().of(SHOP))
                .containsExactly(entry("Team", ""), entry("stage", "live"), entry("team", "blue")));
    }

    @Test
    void tagsAreRemovedByTheirExactKeys() {
        change(tx -> tx.tags().put(SHOP, Map.of("team", "blue", "stage", "test")));
        change(tx -> tx.tags().remove(SHOP, List.of("team", "Stage", "other")));
        change(tx -> tx.tags().remove(SHOP, List.of()));

        look(tx -> assertThat(tx.tags().of(SHOP)).containsExactly(entry("stage", "test")));
    }

    @Test
    void replacingLeavesNothingOfBefore() {
        change(tx -> tx.tags().put(SHOP, Map.of("team", "blue")));
        change(tx -> tx.tags().put(SITE, Map.of("team", "red")));
        change(tx -> tx.tags().replace(SHOP, Map.of("stage", "test")));

        look(tx -> assertThat(tx.tags().of(List.of(SHOP, SITE, SHOP + "2")))
                .isEqualTo(Map.of(SHOP, Map.of("stage", "test"), SITE, Map.of("team", "red"))));
        change(tx -> tx.tags().replace(SHOP, Map.of()));
        look(tx -> assertThat(tx.tags().of(SHOP)).isEmpty());
    }
}
