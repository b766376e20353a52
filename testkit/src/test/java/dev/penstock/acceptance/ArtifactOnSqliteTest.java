package dev.penstock.acceptance;

import dev.penstock.testkit.PenstockExtension;

class ArtifactOnSqliteTest extends ArtifactChecks {
    ArtifactOnSqliteTest() {
        super(PenstockExtension.builder());
    }
}
