package dev.penstock.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.store.account.Account;
import dev.penstock.store.fault.Fault;
import dev.penstock.store.fault.FaultyStore;
import dev.penstock.store.fault.StoreFault;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A write that fails before, during or after its commit leaves what it says, on each store. */
@SuppressWarnings("NullAway.Init") // set before each test
class FaultyStoreTest extends StoreContract {

    private final Deque<Fault> planned = new ArrayDeque<>();
    private FaultyStore faulty;

    @BeforeEach
    void wrap() {
        faulty = new FaultyStore(store, () -> Optional.ofNullable(planned.poll()));
    }

    private String added(String id) {
        return faulty.write(tx -> {
            tx.accounts().insert(new Account(id, "acme", Samples.NOW));
            return id;
        });
    }

    private List<String> stored() {
        return store.read(tx -> tx.accounts().list().stream().map(Account::id).toList());
    }

    @Test
    void aWriteThatFailsBeforeOrDuringItsCommitLeavesNothing() {
        planned.addAll(List.of(Fault.BEFORE, Fault.DURING));

        assertThatThrownBy(() -> added("1")).isInstanceOf(StoreFault.class);
        assertThatThrownBy(() -> added("2")).isInstanceOf(StoreFault.class);

        assertThat(stored()).isEmpty();
    }

    @Test
    void aWriteThatFailsAfterItsCommitHasHappened() {
        planned.add(Fault.AFTER);

        assertThatThrownBy(() -> added("1")).isInstanceOf(StoreFault.class);
        assertThat(added("2")).isEqualTo("2");

        assertThat(stored()).containsExactly("1", "2");
    }

    @Test
    void aLostWriteLooksAsIfItHadHappened() {
        planned.add(Fault.LOST);

        assertThat(added("1")).isEqualTo("1");

        assertThat(stored()).isEmpty();
    }

    @Test
    void aKilledNodeReachesTheStoreNoMoreAndTheOthersDo() {
        faulty.kill();

        assertThatThrownBy(() -> added("1")).hasMessageContaining("killed");

        change(tx -> tx.accounts().insert(new Account("2", "acme", Samples.NOW)));
        assertThat(stored()).containsExactly("2");
    }
}
