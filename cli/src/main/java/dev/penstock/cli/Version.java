package dev.penstock.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "penstock " + number() + " (Java " + Runtime.version().feature() + ")"
        };
    }

    static String number() {
        String version = Penstock.class.getPackage().getImplementationVersion();
        return version == null ? "unreleased" : version;
    }
}
