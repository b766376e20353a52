package dev.penstock.store.sql;

import dev.penstock.store.seal.Sealer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;

/**
 * What the tables of one transaction work with. Changes whose outcome nobody asks for are put off where the database is a
 * network away: they are sent together before the next statement that answers, at the latest by {@link #finish}. What a
 * transaction sees is not affected, only how often it waits. Used by one thread at a time.
 */
public final class Session {

    /** More rows than this are a batch of their own, whose statement the database knows however many there are. */
    private static final int FEW = 4;

    /** Each text that is sent is another one to the database; so they are not very different. */
    private static final int MOST = 16;

    private final Handle handle;
    private final Dialect dialect;
    private final Sealer sealer;
    private final List<Update> putOff = new ArrayList<>();

    public Session(Handle handle, Dialect dialect, Sealer sealer) {
        this.handle = handle;
        this.dialect = dialect;
        this.sealer = sealer;
    }

    public Dialect dialect() {
        return dialect;
    }

    public Sealer sealer() {
        return sealer;
    }

    /** For statements that answer. What was put off is sent when this is called: ask for it where the statement is run. */
    public Handle handle() {
        finish();
        return handle;
    }

    /** A change whose outcome is not asked for. Its text has no placeholders but the names of values. */
    public void change(String sql, Consumer<SqlStatement<?>> values) {
        Update update = handle.createUpdate(sql);
        values.accept(update);
        if (dialect.remote()) {
            putOff.add(update);
            if (putOff.size() == MOST) {
                finish();
            }
        } else {
            update.execute();
        }
    }

    /** The same change for each row, in this order. */
    public <T> void changeEach(String sql, Collection<T> rows, BiConsumer<SqlStatement<?>, T> values) {
        if (rows.isEmpty()) {
            return;
        }
        if (dialect.remote() && rows.size() <= FEW) {
            rows.forEach(row -> change(sql, update -> values.accept(update, row)));
            return;
        }
        PreparedBatch batch = handle().prepareBatch(sql);
        for (T row : rows) {
            values.accept(batch, row);
            batch.add();
        }
        batch.execute();
    }

    /** Sends what was put off; to be called before the commit. */
    public void finish() {
        if (!putOff.isEmpty()) {
            List<Update> changes = List.copyOf(putOff);
            putOff.clear();
            SentTogether.execute(handle, changes);
        }
    }
}
