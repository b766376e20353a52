package dev.penstock.acceptance;

import dev.penstock.testkit.PenstockExtension;

class ArtifactOnPostgresTest extends ArtifactChecks {
    ArtifactOnPostgresTest() {
        super(PenstockExtension.builder().postgres());
    }
}
