package dev.penstock.acceptance;

import dev.penstock.testkit.PenstockExtension;

class StatementsOnPostgresTest extends StatementChecks {
    StatementsOnPostgresTest() {
        super(PenstockExtension.builder().postgres());
    }
}
