package dev.penstock.acceptance;

import dev.penstock.testkit.PenstockExtension;

class JobDeliveryOnSqliteTest extends JobDeliveryChecks {
    JobDeliveryOnSqliteTest() {
        super(PenstockExtension.builder());
    }
}
