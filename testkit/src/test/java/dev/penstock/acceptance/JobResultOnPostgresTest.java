package dev.penstock.acceptance;

import dev.penstock.testkit.PenstockExtension;

class JobResultOnPostgresTest extends JobResultChecks {
    JobResultOnPostgresTest() {
        super(PenstockExtension.builder().postgres());
    }
}
