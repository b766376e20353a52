package dev.penstock.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.engine.actiontype.ActionProperty;
import dev.penstock.engine.actiontype.ActionType;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.actiontype.ArtifactCount;
import dev.penstock.engine.actiontype.Performer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.ActionConfigurationPropertyType;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;

class ActionTypesTest extends StoreContract {

    private static final String PARTNER = "999999999999";

    private static ActionType type(String key, String owner, Performer performer, List<String> allowed) {
        return new ActionType(
                ActionTypeKey.parse(key),
                owner,
                Samples.REGION,
                "checks",
                performer,
                List.of(new ActionProperty(
                        "ProjectName", true, true, false, true, null, ActionConfigurationPropertyType.STRING)),
                new ArtifactCount(0, 5),
                new ArtifactCount(0, 1),
                new ActionType.Urls("https://acme.test/connect", null, null, null),
                Duration.ofHours(1),
                allowed,
                false);
    }

    private static ActionType custom(String key, String owner) {
        return type(key, owner, new Performer.CustomWorkers(), List.of());
    }

    private static ActionType partners(String key, Performer performer, String... allowed) {
        return type(key, PARTNER, performer, List.of(allowed));
    }

    private static Performer workers(String... polling) {
        return new Performer.PartnerWorkers(List.of(polling), List.of(), Duration.ofMinutes(5), "{}");
    }

    private List<String> listed(String account, @Nullable ActionOwner owner, @Nullable String after, int limit) {
        ActionTypeKey place = after == null ? null : ActionTypeKey.parse(after);
        return store.read(tx -> tx.actionTypes().list(account, Samples.REGION, owner, place, limit).stream()
                .map(type -> type.key().toString())
                .toList());
    }

    @Test
    void typesOfEveryPerformerComeBackAsTheyWereStored() {
        ActionType custom = custom("Build/Custom/Acme/1", Samples.ACCOUNT);
        ActionType polled = partners("Test/ThirdParty/Polled/1", workers(PARTNER), "*");
        ActionType invoked = partners(
                "Test/ThirdParty/Invoked/1", new Performer.PartnerFunction("arn:aws:lambda:x", null, null), "*");
        change(tx -> List.of(custom, polled, invoked).forEach(tx.actionTypes()::insert));
        reopen();
        look(tx -> {
            assertThat(tx.actionTypes().findCustom(custom.key(), Samples.ACCOUNT, Samples.REGION))
                    .contains(custom);
            assertThat(tx.actionTypes().findCustom(custom.key(), PARTNER, Samples.REGION))
                    .isEmpty();
            assertThat(tx.actionTypes().findPartner(polled.key(), Samples.REGION))
                    .contains(polled);
            assertThat(tx.actionTypes().findPartner(invoked.key(), Samples.REGION))
                    .contains(invoked);
            assertThat(tx.actionTypes().findPartner(invoked.key(), "us-east-1")).isEmpty();
        });
    }

    @Test
    void aDeletedTypeIsFoundButNeitherListedNorCounted() {
        ActionType type = custom("Build/Custom/Acme/1", Samples.ACCOUNT);
        change(tx -> tx.actionTypes().insert(type));
        look(tx -> assertThat(tx.actionTypes().countCustom(Samples.ACCOUNT, Samples.REGION))
                .isEqualTo(1));

        change(tx -> tx.actionTypes().update(type.asDeleted()));

        look(tx -> {
            assertThat(tx.actionTypes().findCustom(type.key(), Samples.ACCOUNT, Samples.REGION))
                    .contains(type.asDeleted());
            assertThat(tx.actionTypes().countCustom(Samples.ACCOUNT, Samples.REGION))
                    .isZero();
        });
        assertThat(listed(Samples.ACCOUNT, null, null, 10)).isEmpty();
    }

    @Test
    void anAccountSeesItsOwnTypesAndThosePartnersTypesThatItMayUseOrPollsFor() {
        change(tx -> List.of(
                        custom("Build/Custom/Acme/2", Samples.ACCOUNT),
                        custom("Build/Custom/Acme/1", Samples.ACCOUNT),
                        custom("Build/Custom/Foreign/1", "333333333333"),
                        partners("Test/ThirdParty/Public/1", workers(PARTNER), "*"),
                        partners("Deploy/ThirdParty/Ours/1", workers(PARTNER), Samples.ACCOUNT),
                        partners("Test/ThirdParty/Private/1", workers("444444444444")))
                .forEach(tx.actionTypes()::insert));

        assertThat(listed(Samples.ACCOUNT, null, null, 10))
                .containsExactly(
                        "Deploy/ThirdParty/Ours/1",
                        "Test/ThirdParty/Public/1",
                        "Build/Custom/Acme/1",
                        "Build/Custom/Acme/2");
        assertThat(listed("444444444444", null, null, 10))
                .containsExactly("Test/ThirdParty/Private/1", "Test/ThirdParty/Public/1");
        assertThat(listed(Samples.ACCOUNT, ActionOwner.CUSTOM, null, 1)).containsExactly("Build/Custom/Acme/1");
        assertThat(listed(Samples.ACCOUNT, null, "Deploy/ThirdParty/Ours/1", 2))
                .containsExactly("Test/ThirdParty/Public/1", "Build/Custom/Acme/1");
        assertThat(listed(Samples.ACCOUNT, null, "Build/Custom/Acme/1", 2)).containsExactly("Build/Custom/Acme/2");
    }
}
