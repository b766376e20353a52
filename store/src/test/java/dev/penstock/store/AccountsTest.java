package dev.penstock.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.store.account.AccessKey;
import dev.penstock.store.account.Account;
import dev.penstock.store.account.Client;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AccountsTest extends StoreContract {

    private static final Account ACME = new Account(Samples.ACCOUNT, "acme", Samples.NOW);

    private static AccessKey key(String id) {
        return new AccessKey(
                id, ACME.id(), "arn:aws:iam::111111111111:user/admin", Samples.SECRET, "{}", true, Samples.NOW);
    }

    @Test
    void accountsAndTheirKeysComeBackAsTheyWereStored() {
        AccessKey key = key("AKIA1");
        change(tx -> {
            tx.accounts().insert(ACME);
            tx.accessKeys().insert(key);
            tx.accessKeys().insert(key("AKIA2"));
        });
        reopen();
        look(tx -> {
            assertThat(tx.accounts().find(ACME.id())).contains(ACME);
            assertThat(tx.accounts().list()).containsExactly(ACME);
            assertThat(tx.accessKeys().find("AKIA1")).contains(key);
            assertThat(tx.accessKeys().list(ACME.id()))
                    .extracting(AccessKey::id)
                    .containsExactly("AKIA1", "AKIA2");
        });
        change(tx -> tx.accessKeys().delete("AKIA1"));
        look(tx -> assertThat(tx.accessKeys().find("AKIA1")).isEmpty());
    }

    @Test
    void aClientIsKnownByItsIdAndByItsCustomer() {
        Client client = new Client(
                Samples.id(), ACME.id(), Samples.REGION, Samples.PARTNER, Samples.SECRET, null, null, Samples.NOW);
        change(tx -> tx.clients().insert(client));
        reopen();
        look(tx -> {
            assertThat(tx.clients().find(client.clientId())).contains(client);
            assertThat(tx.clients().find(ACME.id(), Samples.REGION, Samples.PARTNER))
                    .contains(client);
            assertThat(tx.clients().find(ACME.id(), "us-east-1", Samples.PARTNER))
                    .isEmpty();
        });
    }

    @Test
    void aRotatedTokenIsGoodUntilItsGracePeriodEnds() {
        Instant end = Samples.NOW.plusSeconds(60);
        Client before =
                new Client(Samples.id(), ACME.id(), Samples.REGION, Samples.PARTNER, "old", null, null, Samples.NOW);
        Client after = new Client(
                before.clientId(), ACME.id(), Samples.REGION, Samples.PARTNER, "new", "old", end, Samples.NOW);
        change(tx -> tx.clients().insert(before));
        look(tx -> {
            assertThat(tx.clients().accepts(before.clientId(), "old", Samples.NOW))
                    .isTrue();
            assertThat(tx.clients().accepts(before.clientId(), "new", Samples.NOW))
                    .isFalse();
            assertThat(tx.clients().accepts("nobody", "old", Samples.NOW)).isFalse();
        });

        change(tx -> tx.clients().update(after));

        look(tx -> {
            assertThat(tx.clients().find(before.clientId())).contains(after);
            assertThat(tx.clients().accepts(before.clientId(), "new", end)).isTrue();
            assertThat(tx.clients().accepts(before.clientId(), "old", end.minusMillis(1)))
                    .isTrue();
            assertThat(tx.clients().accepts(before.clientId(), "old", end)).isFalse();
        });
    }
}
