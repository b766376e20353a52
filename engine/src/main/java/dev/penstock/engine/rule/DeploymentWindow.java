package dev.penstock.engine.rule;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronConstraintsFactory;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rule that holds a stage until a minute comes in which its window is open (spec engine 6.3). */
public final class DeploymentWindow {
    private static final Pattern SPACES = Pattern.compile("\\s+");

    /** Quartz's own fields, with years up to 2199. */
    private static final CronDefinition FIELDS = CronDefinitionBuilder.defineCron()
            .withSeconds()
            .withValidRange(0, 59)
            .and()
            .withMinutes()
            .withValidRange(0, 59)
            .and()
            .withHours()
            .withValidRange(0, 23)
            .and()
            .withDayOfMonth()
            .withValidRange(1, 31)
            .supportsL()
            .supportsW()
            .supportsLW()
            .supportsQuestionMark()
            .and()
            .withMonth()
            .withValidRange(1, 12)
            .and()
            .withDayOfWeek()
            .withValidRange(1, 7)
            .withMondayDoWValue(2)
            .supportsHash()
            .supportsL()
            .supportsQuestionMark()
            .and()
            .withYear()
            .withValidRange(1970, 2199)
            .withStrictRange()
            .optional()
            .and()
            .withCronValidation(CronConstraintsFactory.ensureEitherDayOfWeekOrDayOfMonth())
            .instance();

    private final ExecutionTime minutes;
    private final ZoneId zone;

    private DeploymentWindow(ExecutionTime minutes, ZoneId zone) {
        this.minutes = minutes;
        this.zone = zone;
    }

    /** @param configuration the rule's, with variables resolved, or as declared to see whether it can be evaluated */
    public static DeploymentWindow of(Map<String, String> configuration) throws Unevaluable {
        return new DeploymentWindow(
                minutes(configuration.getOrDefault("Cron", "")), zone(configuration.getOrDefault("TimeZone", "UTC")));
    }

    public boolean openAt(Instant instant) {
        return minutes.isMatch(minute(instant));
    }

    /** The first minute after an instant in which the window is open; empty if there is none any more. */
    public Optional<Instant> opensAfter(Instant instant) {
        return minutes.nextExecution(minute(instant)).map(ZonedDateTime::toInstant);
    }

    private ZonedDateTime minute(Instant instant) {
        return instant.atZone(zone).truncatedTo(ChronoUnit.MINUTES);
    }

    /** A window is open for whole minutes, so its seconds are not looked at. */
    private static ExecutionTime minutes(String expression) throws Unevaluable {
        String[] fields = SPACES.split(expression.strip());
        if (fields.length < 6 || fields.length > 7) {
            throw new Unevaluable("The Cron expression '" + expression
                    + "' must have the fields seconds, minutes, hours, day of month, month, day of week and, if need"
                    + " be, year.");
        }
        fields[0] = "0";
        try {
            Cron cron = new CronParser(FIELDS).parse(String.join(" ", fields)).validate();
            return ExecutionTime.forCron(cron);
        } catch (IllegalArgumentException e) {
            throw new Unevaluable("The Cron expression '" + expression + "' is not valid: " + e.getMessage());
        }
    }

    private static ZoneId zone(String text) throws Unevaluable {
        try {
            return ZoneId.of(text, ZoneId.SHORT_IDS);
        } catch (DateTimeException e) {
            throw new Unevaluable(
                    "The TimeZone '" + text
                            + "' is not known. Write Region/City, UTC, UTC+HH:MM or UTC-HH:MM, or an abbreviation such as PST.");
        }
    }
}
