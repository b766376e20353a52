package dev.penstock.acceptance;

import dev.penstock.testkit.PenstockExtension;

class ThirdPartyOnPostgresTest extends ThirdPartyChecks {
    ThirdPartyOnPostgresTest() {
        super(PenstockExtension.builder().postgres());
    }
}
