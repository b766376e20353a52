package dev.penstock.acceptance;

import dev.penstock.testkit.PenstockExtension;

class StatementsOnSqliteTest extends StatementChecks {
    StatementsOnSqliteTest() {
        super(PenstockExtension.builder());
    }
}
