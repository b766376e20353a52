package dev.penstock.acceptance;

import dev.penstock.testkit.PenstockExtension;

class ThirdPartyOnSqliteTest extends ThirdPartyChecks {
    ThirdPartyOnSqliteTest() {
        super(PenstockExtension.builder());
    }
}
