package dev.penstock.store;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Base of the tests that say what every store promises: on each database, and in memory. */
@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.class)
abstract class StoreContract extends StoreFixture {}
