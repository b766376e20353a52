package dev.penstock.store;

import dev.penstock.store.memory.MemoryStore;
import dev.penstock.store.sql.Dialect;
import dev.penstock.store.time.TimeSource;
import java.nio.file.Path;
import org.sqlite.SQLiteDataSource;

/** The databases on which every contract of the store is tested. */
public enum TestDatabase {
    SQLITE {
        @Override
        public DatabaseSettings fresh(Path folder) {
            return DatabaseSettings.sqlite(folder.resolve("penstock.db"), folder.resolve("keys.json"));
        }
    },
    POSTGRESQL {
        @Override
        public DatabaseSettings fresh(Path folder) {
            return new DatabaseSettings(TestPostgres.emptied(), null, null, folder.resolve("keys.json"));
        }
    },
    /** With the schema of a later release. */
    SQLITE_LATER {
        @Override
        public DatabaseSettings fresh(Path folder) {
            DatabaseSettings settings = SQLITE.fresh(folder);
            SQLiteDataSource database = new SQLiteDataSource();
            database.setUrl(settings.url());
            LaterRelease.migrate(database, Dialect.SQLITE);
            return settings;
        }
    },
    /** With the schema of a later release. */
    POSTGRESQL_LATER {
        @Override
        public DatabaseSettings fresh(Path folder) {
            return new DatabaseSettings(TestPostgres.emptiedOfALaterRelease(), null, null, folder.resolve("keys.json"));
        }
    },
    /** Not a database, but it promises the same. */
    MEMORY {
        @Override
        public DatabaseSettings fresh(Path folder) {
            return new DatabaseSettings("memory", null, null, folder.resolve("keys.json"));
        }

        @Override
        public Store open(DatabaseSettings settings, TimeSource time) {
            return new MemoryStore();
        }

        @Override
        public Store reopen(Store closed, DatabaseSettings settings, TimeSource time) {
            return ((MemoryStore) closed).reopened();
        }
    };

    /** How its SQL differs. */
    public Dialect dialect() {
        return this == POSTGRESQL || this == POSTGRESQL_LATER ? Dialect.POSTGRESQL : Dialect.SQLITE;
    }

    /** Settings of an empty database. */
    public abstract DatabaseSettings fresh(Path folder);

    public Store open(DatabaseSettings settings, TimeSource time) {
        return Stores.open(settings, time);
    }

    /** As after a restart. */
    public Store reopen(Store closed, DatabaseSettings settings, TimeSource time) {
        return open(settings, time);
    }
}
