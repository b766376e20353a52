package dev.penstock.store;

import java.nio.file.Path;

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
    };

    /** Settings of an empty database. */
    public abstract DatabaseSettings fresh(Path folder);
}
