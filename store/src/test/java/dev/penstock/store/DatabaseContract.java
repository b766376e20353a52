package dev.penstock.store;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Base of the tests that say what the databases promise beside that: encryption, indexes, concurrency. */
@ParameterizedClass(name = "{0}")
@EnumSource(value = TestDatabase.class, names = "MEMORY", mode = EnumSource.Mode.EXCLUDE)
abstract class DatabaseContract extends StoreFixture {}
