package dev.penstock.engine.definition;

import java.util.regex.Pattern;

/** What the name of an AWS region looks like. Which regions there are is not known here. */
public final class RegionNames {
    private static final int LONGEST = 30;
    private static final Pattern FORM = Pattern.compile("[a-z]{2,}(-[a-z]+)+-[0-9]+");

    private RegionNames() {}

    /** True if a text has the form of a region, such as {@code eu-west-1}. */
    public static boolean formed(String name) {
        return name.length() <= LONGEST && FORM.matcher(name).matches();
    }
}
