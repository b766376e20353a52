package dev.penstock.acceptance;

import dev.penstock.testkit.PenstockExtension;

class JobResultOnSqliteTest extends JobResultChecks {
    JobResultOnSqliteTest() {
        super(PenstockExtension.builder());
    }
}
