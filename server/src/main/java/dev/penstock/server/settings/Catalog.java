package dev.penstock.server.settings;

import dev.penstock.server.settings.Kind.DatabaseUrl;
import dev.penstock.server.settings.Kind.Secret;
import dev.penstock.server.settings.Kind.Switch;
import dev.penstock.server.settings.Kind.Text;
import dev.penstock.server.settings.Kind.Time;
import dev.penstock.server.settings.Kind.WholeNumber;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Every setting that exists. Windows and delays of jobs have the defaults of spec jobs 24. */
final class Catalog {
    private static final Kind TEXT = new Text();
    private static final Kind SECRET = new Secret();
    private static final Kind DATABASE_URL = new DatabaseUrl();
    private static final Kind PORT = new WholeNumber(0, 65535, "port");
    private static final Kind SWITCH = new Switch();

    private static final Duration DAY = Duration.ofDays(1);

    static final List<Setting> ALL = List.of(
            new Setting(
                    "server.bind", TEXT, "127.0.0.1", "Address to listen on; loopback unless others must reach it."),
            new Setting("server.port", PORT, "8420", "Port of the API; 0 takes a free one."),
            new Setting("server.s3-port", PORT, "8421", "Port of the embedded S3 endpoint; 0 takes a free one."),
            new Setting(
                    "server.health-port",
                    new WholeNumber(1, 65535, "port"),
                    "",
                    "Port for /health and /health/ready alone, with connections of its own, so that probes are answered when"
                            + " the API has no connection left; without it, they are answered at the API's port only."),
            new Setting(
                    "server.register-by-update",
                    SWITCH,
                    "false",
                    "Whether UpdateActionType on an unknown id registers that type, private to the caller's account."),
            new Setting(
                    "server.explain-signatures",
                    SWITCH,
                    "false",
                    "Adds the canonical request to the error of a wrong signature; for development."),
            new Setting(
                    "server.public-url",
                    TEXT,
                    "",
                    "URL by which others reach this server, for the URLs of webhooks; without it, where it listens."),
            new Setting(
                    "server.trusted-proxies",
                    TEXT,
                    "",
                    "Address ranges, separated by commas, of proxies whose X-Forwarded-For is believed."),
            new Setting(
                    "server.github-api",
                    TEXT,
                    "https://api.github.com",
                    "URL of the GitHub API that webhooks are registered with."),
            new Setting(
                    "server.administrator-key-id",
                    TEXT,
                    "",
                    "Access key of the administrator, for servers that share a database; without it, each data folder"
                            + " has a key of its own."),
            new Setting("server.administrator-secret", SECRET, "", "Secret of that access key, 20 characters or more."),
            new Setting("server.administrator-secret-file", TEXT, "", "File that holds the secret instead."),
            new Setting(
                    "server.idle-timeout",
                    time(Duration.ofMillis(100), Duration.ofHours(1)),
                    "60s",
                    "Closes a connection on which nothing moves for so long."),
            new Setting(
                    "server.body-timeout",
                    time(Duration.ofSeconds(1), Duration.ofHours(1)),
                    "60s",
                    "How long a request body may take to arrive."),
            new Setting(
                    "server.drain-timeout",
                    time(Duration.ZERO, Duration.ofHours(1)),
                    "20s",
                    "How long running requests may take to finish when the server stops."),
            new Setting(
                    "server.stop-delay",
                    time(Duration.ZERO, Duration.ofMinutes(10)),
                    "0s",
                    "How long a server that stops goes on answering after it says that it is not ready, so that load"
                            + " balancers notice first."),
            new Setting(
                    "jobs.ack-window",
                    time(Duration.ofSeconds(1), DAY),
                    "30s",
                    "How long a dispatched job waits for its acknowledgement before it is offered again."),
            new Setting(
                    "jobs.continuation-delay",
                    time(Duration.ZERO, DAY),
                    "30s",
                    "Pause between a success with a continuation token and the next job."),
            new Setting(
                    "jobs.acknowledge-repeat",
                    time(Duration.ZERO, DAY),
                    "10s",
                    "Within which the same caller may repeat a winning acknowledgement."),
            new Setting(
                    "jobs.identical-result-grace",
                    time(Duration.ZERO, DAY),
                    "15m",
                    "Within which an identical result may be repeated."),
            new Setting(
                    "jobs.terminal-retention",
                    time(Duration.ZERO, Duration.ofDays(365)),
                    "24h",
                    "How long the details of a finished job can still be read."),
            new Setting(
                    "jobs.purge-interval",
                    time(Duration.ofSeconds(1), DAY),
                    "1h",
                    "How often jobs are forgotten that are older than that."),
            new Setting(
                    "jobs.max-batch-size",
                    new WholeNumber(1, 1000, "jobs"),
                    "100",
                    "Most jobs that one poll answers, whatever it asks for."),
            new Setting(
                    "jobs.poll-wait",
                    time(Duration.ZERO, Duration.ofSeconds(20)),
                    "0s",
                    "How long an empty poll is held for a job to come; 0s answers at once, as AWS does."),
            new Setting(
                    "jobs.artifact-credentials-lifetime",
                    time(Duration.ofMinutes(1), Duration.ofHours(12)),
                    "15m",
                    "How long the credentials that a job carries open its artifacts."),
            new Setting(
                    "jobs.custom-action-timeout",
                    time(Duration.ofMinutes(1), Duration.ofDays(30)),
                    "24h",
                    "Limit of an execution of a custom action."),
            new Setting(
                    "jobs.third-party-action-timeout",
                    time(Duration.ofMinutes(1), Duration.ofDays(30)),
                    "1h",
                    "Limit of an execution of a partner's action."),
            new Setting(
                    "jobs.client-token-grace",
                    time(Duration.ZERO, Duration.ofDays(365)),
                    "24h",
                    "How long a partner may still use a client token after it was rotated."),
            new Setting(
                    "sources.poll-interval",
                    time(Duration.ofSeconds(1), DAY),
                    "60s",
                    "How often the server looks for new revisions of sources with PollForSourceChanges."),
            new Setting(
                    "events.retained",
                    new WholeNumber(1000, 100_000_000, "events"),
                    "100000",
                    "Published events that are kept for readers who come back."),
            new Setting(
                    "events.connect-timeout",
                    time(Duration.ofMillis(100), Duration.ofMinutes(1)),
                    "5s",
                    "How long a connection to a subscriber of events may take."),
            new Setting(
                    "events.answer-timeout",
                    time(Duration.ofMillis(100), Duration.ofSeconds(15)),
                    "15s",
                    "How long a subscriber may take for an event, connection and answer included."),
            new Setting(
                    "events.retry-first",
                    time(Duration.ofMillis(100), Duration.ofHours(1)),
                    "5s",
                    "Pause before an event that was not taken is sent again; doubles with every attempt."),
            new Setting("events.retry-longest", time(Duration.ofSeconds(1), DAY), "10m", "Longest of these pauses."),
            new Setting(
                    "events.give-up-after",
                    time(Duration.ofSeconds(1), Duration.ofDays(30)),
                    "24h",
                    "Age at which an event that a subscriber does not take is put aside as failed."),
            new Setting(
                    "events.give-up-attempts",
                    new WholeNumber(1, 100_000, "attempts"),
                    "500",
                    "Attempts after which it is put aside as well."),
            new Setting(
                    "events.allowed-networks",
                    TEXT,
                    "",
                    "Networks such as 127.0.0.0/8,10.1.0.0/16 that events may be sent to although they are not public."),
            new Setting(
                    "sources.idle-limit",
                    time(Duration.ofHours(1), Duration.ofDays(3650)),
                    "30d",
                    "How long a pipeline is polled without an execution; then not until it is started or saved."),
            new Setting(
                    "history.retention",
                    time(DAY, Duration.ofDays(36_500)),
                    "365d",
                    "How long finished executions can be listed, from their start."),
            new Setting(
                    "workers.concurrency",
                    new WholeNumber(1, 10_000, "jobs"),
                    "16",
                    "Jobs of built-in providers that this server performs side by side, for each action type."),
            new Setting(
                    "workers.lease",
                    time(Duration.ofSeconds(3), Duration.ofHours(1)),
                    "12s",
                    "After which a job of a built-in provider is taken over if its server no longer renews it."),
            new Setting(
                    "database.url",
                    DATABASE_URL,
                    "",
                    "jdbc:postgresql://... ; without it the server keeps an SQLite database in its data folder."),
            new Setting("database.user", TEXT, "", "User of the PostgreSQL database."),
            new Setting("database.password", SECRET, "", "Password of that user."),
            new Setting("database.password-file", TEXT, "", "File that holds the password instead."),
            new Setting(
                    "database.read-url",
                    DATABASE_URL,
                    "",
                    "jdbc:postgresql://... of a read replica, for lists of history, which may then be a little old; the"
                            + " same user and password."),
            new Setting(
                    "database.key-file",
                    TEXT,
                    "",
                    "File with the key that encrypts secrets in the database; every server on one database needs the"
                            + " same. Without it, the file penstock.key in the data folder."),
            new Setting(
                    "s3.endpoint",
                    TEXT,
                    "",
                    "URL of an S3 store to keep artifacts in; without it the server brings its own."),
            new Setting("s3.region", TEXT, "us-east-1", "Region that requests to that store are signed for."),
            new Setting("s3.access-key-id", TEXT, "", "Access key of that store."),
            new Setting("s3.secret-access-key", SECRET, "", "Secret of that access key."),
            new Setting("s3.secret-access-key-file", TEXT, "", "File that holds the secret instead."),
            new Setting(
                    "s3.path-style", SWITCH, "true", "Whether that store is addressed by path instead of host name."),
            new Setting(
                    "s3.hand-out-keys",
                    SWITCH,
                    "false",
                    "Without s3.sts-role-arn, gives jobs the keys of that store itself, which open all its objects."),
            new Setting(
                    "s3.sts-endpoint",
                    TEXT,
                    "",
                    "URL of the store's STS, which makes credentials for single jobs; needs s3.sts-role-arn."),
            new Setting("s3.sts-role-arn", TEXT, "", "Role that job credentials are cut from."),
            new Setting(
                    "aws.enabled",
                    SWITCH,
                    "false",
                    "Whether pipelines may use AWS services with this server's credentials: the rules LambdaInvoke,"
                            + " CloudWatchAlarm and CodeBuild, and the notifications of approvals."),
            new Setting(
                    "aws.endpoint", TEXT, "", "URL of what answers in the place of AWS, for all services without one."),
            new Setting("aws.lambda-endpoint", TEXT, "", "The same for AWS Lambda alone."),
            new Setting("aws.cloudwatch-endpoint", TEXT, "", "The same for Amazon CloudWatch alone."),
            new Setting("aws.codebuild-endpoint", TEXT, "", "The same for AWS CodeBuild alone."),
            new Setting("aws.sns-endpoint", TEXT, "", "The same for Amazon SNS alone."),
            new Setting(
                    "aws.access-key-id",
                    TEXT,
                    "",
                    "Access key for these services; without it, the server looks where AWS's tools do."),
            new Setting("aws.secret-access-key", SECRET, "", "Secret of that access key."),
            new Setting("aws.secret-access-key-file", TEXT, "", "File that holds the secret instead."),
            new Setting("aws.session-token", SECRET, "", "Session token that belongs to a temporary access key."),
            new Setting("aws.session-token-file", TEXT, "", "File that holds the session token instead."),
            new Setting(
                    "commands.enabled",
                    SWITCH,
                    "false",
                    "Whether pipelines may run commands on this machine, as the server's user. Whoever may edit a"
                            + " pipeline can then do what that user can."),
            new Setting(
                    "commands.log-bytes",
                    new WholeNumber(1024, 999_999_999, "bytes"),
                    "10485760",
                    "How much of the output of one run of commands is kept."),
            new Setting(
                    "commands.log-retention",
                    time(Duration.ofMinutes(1), Duration.ofDays(3650)),
                    "30d",
                    "How long that output is kept."),
            new Setting(
                    "limits.request-bytes",
                    new WholeNumber(1024, 64 * 1024 * 1024, "bytes"),
                    "4194304",
                    "Largest request body."),
            new Setting(
                    "limits.pipelines",
                    new WholeNumber(1, 1_000_000, "pipelines"),
                    "1000",
                    "Pipelines of an account in a region."),
            new Setting(
                    "limits.custom-action-types",
                    new WholeNumber(1, 100_000, "action types"),
                    "50",
                    "Custom action types of an account in a region."),
            new Setting(
                    "limits.webhooks",
                    new WholeNumber(1, 100_000, "webhooks"),
                    "300",
                    "Webhooks of an account in a region."),
            new Setting(
                    "limits.webhook-deliveries-per-second",
                    new WholeNumber(1, 100_000, "deliveries"),
                    "20",
                    "Deliveries to one webhook, with bursts of five times as many; a sender's address may make ten times"
                            + " as many requests."),
            new Setting(
                    "limits.requests-per-second",
                    new WholeNumber(1, 1_000_000, "requests"),
                    "20000",
                    "API requests of one account, with bursts of twice as many; what is more is throttled."),
            new Setting(
                    "limits.concurrent-requests",
                    new WholeNumber(4, 10_000, "requests"),
                    "64",
                    "API requests that this server works on at a time; half of the places are kept for what workers report"
                            + " on jobs that they have. What is more waits for a moment, then is throttled."),
            new Setting(
                    "limits.parked-polls",
                    new WholeNumber(1, 100_000, "polls"),
                    "2000",
                    "Polls that this server holds at a time; they do not count as requests it works on."),
            new Setting(
                    "limits.connections",
                    new WholeNumber(10, 1_000_000, "connections"),
                    "4000",
                    "Open connections to the API; who comes then waits until another one leaves."));

    static final Map<String, Setting> BY_KEY =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Setting::key, Function.identity()));

    static final Map<String, Setting> BY_VARIABLE =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Setting::variable, Function.identity()));

    private Catalog() {}

    /** The known name that is written most like this one. */
    static String nearest(String name, Iterable<String> known) {
        return StreamSupport.stream(known.spliterator(), false)
                .min(Comparator.comparingInt((String candidate) -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    /** Levenshtein distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }

    private static Kind time(Duration minimum, Duration maximum) {
        return new Time(minimum, maximum);
    }
}
