package dev.penstock.examples.acmecheck;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a test program printed in TAP form.
 *
 * @param planned number of tests that the program announced; 0 when it announced none
 * @param passed names of the green tests
 * @param failed names of the red tests
 */
record TestResult(int planned, List<String> passed, List<String> failed) {
    private static final Pattern PLAN = Pattern.compile("1\\.\\.(\\d{1,6})");
    private static final Pattern LINE = Pattern.compile("(not )?ok\\b\\s*\\d*\\s*-?\\s*(.*)");

    static TestResult ofTap(List<String> lines) {
        int planned = 0;
        List<String> passed = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        for (String line : lines) {
            Matcher plan = PLAN.matcher(line);
            if (plan.matches()) {
                planned = Integer.parseInt(plan.group(1));
                continue;
            }
            Matcher test = LINE.matcher(line);
            if (test.matches()) {
                (test.group(1) == null ? passed : failed).add(test.group(2));
            }
        }
        return new TestResult(planned, List.copyOf(passed), List.copyOf(failed));
    }

    /** Every announced test ran, there was one at least, and none is red. */
    boolean isGreen() {
        return failed.isEmpty() && !passed.isEmpty() && (planned == 0 || passed.size() == planned);
    }

    String summary() {
        int ran = passed.size() + failed.size();
        String missing = planned > ran ? ", " + (planned - ran) + " did not run" : "";
        return passed.size() + " of " + Math.max(planned, ran) + " tests passed" + missing;
    }
}
