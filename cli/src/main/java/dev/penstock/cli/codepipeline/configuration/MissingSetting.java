package dev.penstock.cli.codepipeline.configuration;

/** A setting without which no call can be made, and how to set it (spec cli 15). */
public final class MissingSetting extends RuntimeException {
    private static final long serialVersionUID = 1;

    private MissingSetting(String message) {
        super(message);
    }

    static MissingSetting region() {
        return new MissingSetting(
                "You must specify a region. You can also configure your region by running \"aws configure\".");
    }

    public static MissingSetting credentials() {
        return new MissingSetting(
                "Unable to locate credentials. You can configure credentials by running \"aws configure\".");
    }
}
