package dev.penstock.acceptance;

import dev.penstock.testkit.PenstockExtension;

class JobDeliveryOnPostgresTest extends JobDeliveryChecks {
    JobDeliveryOnPostgresTest() {
        super(PenstockExtension.builder().postgres());
    }
}
