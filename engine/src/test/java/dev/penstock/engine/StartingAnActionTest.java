package dev.penstock.engine;

import static dev.penstock.engine.scenario.Draft.build;
import static dev.penstock.engine.scenario.Draft.pipeline;
import static dev.penstock.engine.scenario.Draft.s3Source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.error.ApiException;
import dev.penstock.engine.artifact.Revision;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.SourceOverride;
import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.JobResult;
import dev.penstock.engine.job.JobResult.Progress;
import dev.penstock.engine.job.Script;
import dev.penstock.engine.scenario.Draft;
import dev.penstock.engine.scenario.KnownTypes;
import dev.penstock.engine.scenario.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.EnvironmentVariable;
import software.amazon.awssdk.services.codepipeline.model.EnvironmentVariableType;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionType;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;

@DisplayName("Starting an action, and its jobs (spec engine 4.2, 7; jobs 7 to 10, 13, 16)")
class StartingAnActionTest {

    private static World atBuild(Draft.Action build, Map<String, String> sourceVariables) {
        World world = World.with(pipeline("shop")
                .variable("Env", "prod")
                .stage("Source", s3Source("Source").namespace("src"))
                .stage("Build", build));
        world.succeeds(world.start(), "Source", sourceVariables);
        return world;
    }

    private static String only(World world) {
        return world.executions().iterator().next().id();
    }

    @Test
    @DisplayName("variables are resolved once; what they bring in is not read again (7.1)")
    void variablesAreResolvedOnce() {
        World world = atBuild(
                build("Compile").with("Flags", "-e #{variables.Env} #{src.Msg} #{codepipeline.PipelineExecutionId}"),
                Map.of("Msg", "#{variables.Env} $1"));
        String run = only(world);
        assertThat(world.job(run, "Compile").configuration())
                .containsEntry("Flags", "-e prod #{variables.Env} $1 " + run);
        assertThat(world.attempt(run, "Compile").configuration())
                .containsEntry("Flags", "-e #{variables.Env} #{src.Msg} #{codepipeline.PipelineExecutionId}");
    }

    private static Draft.Action commands(String... commands) {
        return Draft.action("Compile", KnownTypes.COMMANDS)
                .in("SourceOut")
                .also(action -> action.commands(commands)
                        .outputVariables("Version")
                        .environmentVariables(
                                EnvironmentVariable.builder()
                                        .name("STAGE")
                                        .value("#{variables.Env}")
                                        .build(),
                                EnvironmentVariable.builder()
                                        .name("TOKEN")
                                        .value("deploy/#{variables.Env}")
                                        .type(EnvironmentVariableType.SECRETS_MANAGER)
                                        .build()));
    }

    @Test
    @DisplayName("commands and environment are resolved like configuration (7.1)")
    void commandsAndEnvironmentAreResolved() {
        World world = atBuild(
                commands("make #{src.Target}", "echo '#{codepipeline.PipelineExecutionId}'"),
                Map.of("Target", "#{variables.Env}"));
        String run = only(world);
        assertThat(world.job(run, "Compile").script())
                .isEqualTo(new Script(
                        List.of("make #{variables.Env}", "echo '" + run + "'"),
                        List.of(
                                new Script.Variable("STAGE", "prod", false),
                                new Script.Variable("TOKEN", "deploy/prod", true)),
                        List.of("Version"),
                        Map.of()));
        assertThat(world.job(run, "Source").script()).isNull();
        assertThat(String.valueOf(world.job(run, "Compile").script())).doesNotContain("prod");
    }

    @Test
    @DisplayName("an open variable in a command fails the action too (7.3)")
    void anOpenVariableInACommandFailsTheAction() {
        World world = atBuild(commands("make #{src.Nope}"), Map.of());
        assertThat(world.execution(only(world)).statusSummary())
                .isEqualTo("An action in this pipeline failed because one or more variables could not be resolved:"
                        + " Action name=Compile");
        assertThat(world.jobs()).hasSize(1);
    }

    @Test
    @DisplayName("an open variable fails the action before anybody gets a job (7.3, 1.5)")
    void anOpenVariableFailsTheAction() {
        World world = atBuild(build("Compile").with("Flags", "#{src.Nope}"), Map.of());
        String run = only(world);
        ActionExecution failed = world.attempt(run, "Compile");
        assertThat(failed.status()).isEqualTo(ActionExecutionStatus.FAILED);
        assertThat(failed.jobId()).isNull();
        assertThat(failed.errorDetails())
                .isNotNull()
                .satisfies(error -> assertThat(error.code()).isEqualTo("ConfigurationError"));
        assertThat(world.execution(run).status()).isEqualTo(PipelineExecutionStatus.FAILED);
        assertThat(world.execution(run).statusSummary())
                .isEqualTo("An action in this pipeline failed because one or more variables could not be resolved:"
                        + " Action name=Compile");
        assertThat(world.jobs()).hasSize(1);
    }

    @Test
    @DisplayName("required variables without values make a failed execution (7.2)")
    void requiredVariablesWithoutValuesMakeAFailedExecution() {
        World world = World.with(pipeline("shop")
                .variable("Zulu", null)
                .variable("Given", null)
                .variable("Alpha", null)
                .stage("Source", s3Source("Source"))
                .stage("Build", build("Compile")));
        String run = world.start(Map.of("Given", "x", "Unknown", "y"));
        assertThat(world.execution(run).status()).isEqualTo(PipelineExecutionStatus.FAILED);
        assertThat(world.execution(run).statusSummary())
                .isEqualTo("Values for required variables haven't been provided: Zulu,Alpha");
        assertThat(world.execution(run).variables()).isNull();
        assertThat(world.jobs()).isEmpty();

        String full = world.start(Map.of("Given", "x", "Zulu", "z", "Alpha", "a"));
        assertThat(world.execution(full).variables()).isEqualTo(Map.of("Given", "x", "Zulu", "z", "Alpha", "a"));
    }

    @Test
    @DisplayName("a type that is gone fails the action with the API's text (jobs 14.2)")
    void aTypeThatIsGoneFailsTheAction() {
        World world = World.with(pipeline("shop")
                .stage("Source", s3Source("Source"))
                .stage("Build", build("Compile").with("DeployKey", "hunter2")));
        String run = world.start();
        world.types().delete(KnownTypes.CUSTOM_BUILD);
        world.succeeds(run, "Source");
        assertThat(world.attempt(run, "Compile").errorDetails()).isNotNull().satisfies(error -> {
            assertThat(error.code()).isEqualTo("ConfigurationError");
            assertThat(error.message()).endsWith("in action 'Compile' is not available in region 'EU_WEST_1'");
        });
        assertThat(world.execution(run).toString()).doesNotContain("hunter2");
    }

    @Test
    @DisplayName("an action of a provider that nobody performs fails at once and says what to do (9.1)")
    void aProviderThatNobodyPerforms() {
        World world = World.with(pipeline("shop")
                .stage("Source", s3Source("Source"))
                .stage(
                        "Build",
                        Draft.action("Compile", KnownTypes.CODE_BUILD)
                                .in("SourceOut")
                                .with("ProjectName", "shop")));
        String run = world.start();
        world.succeeds(run, "Source");

        assertThat(world.attempt(run, "Compile").errorDetails()).isNotNull().satisfies(error -> {
            assertThat(error.code()).isEqualTo("ConfigurationError");
            assertThat(error.message())
                    .isEqualTo("The provider CodeBuild of action 'Compile' (Build/AWS/CodeBuild/1) is not performed by"
                            + " this server. Replace it by an action of a custom action type, and run a job worker that"
                            + " polls for its jobs.");
        });
        assertThat(world.attempt(run, "Compile").jobId()).isNull();
    }

    @Test
    @DisplayName("secrets are in clear in the job and nowhere else (jobs 16)")
    void secretsAreInTheJobAlone() {
        World world = atBuild(build("Compile").with("DeployKey", "hunter2"), Map.of());
        String run = only(world);
        assertThat(world.job(run, "Compile").configuration()).containsEntry("DeployKey", "hunter2");
        assertThat(world.attempt(run, "Compile").configuration()).containsEntry("DeployKey", "****");
        assertThat(world.attempt(run, "Compile").resolvedConfiguration()).containsEntry("DeployKey", "****");
        assertThat(world.events().toString()).doesNotContain("hunter2");
    }

    @Test
    @DisplayName("workers may query by the resolved value (jobs 4)")
    void theQueryValueIsResolved() {
        World world = atBuild(build("Compile").with("ProjectName", "#{src.Project}"), Map.of("Project", "shop-ui"));
        assertThat(world.job(only(world), "Compile").queryValue()).isEqualTo("shop-ui");
    }

    @Test
    @DisplayName("a continuation ends one job and arms the next, the action goes on (jobs 9)")
    void aContinuationArmsTheNextJob() {
        World world = atBuild(build("Compile").in("SourceOut").out("App"), Map.of());
        String run = only(world);
        Job first = world.job(run, "Compile");
        world.passes(Duration.ofSeconds(5));
        world.reports(
                run,
                "Compile",
                new JobResult.Continuation("b-871", new Progress("b/871", null, "queued", 0, null), null));
        Job second = world.job(run, "Compile");

        assertThat(world.jobs())
                .filteredOn(job -> job.id().equals(first.id()))
                .singleElement()
                .satisfies(job -> {
                    assertThat(job.status()).isEqualTo(JobStatus.SUCCEEDED);
                    assertThat(job.resultFingerprint()).isEqualTo("fingerprint");
                });
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.status()).isEqualTo(JobStatus.CREATED);
        assertThat(second.revisionCounter()).isEqualTo(1);
        assertThat(second.sequence()).isEqualTo(2);
        assertThat(second.continuationToken()).isEqualTo("b-871");
        assertThat(second.availableAt()).isEqualTo(world.now().plusSeconds(30));
        assertThat(second.deadline()).isEqualTo(first.deadline());
        assertThat(second.outputs()).isEqualTo(first.outputs());

        ActionExecution attempt = world.attempt(run, "Compile");
        assertThat(attempt.running()).isTrue();
        assertThat(attempt.lastStatusChange()).isEqualTo(World.START);
        assertThat(attempt.lastUpdate()).isEqualTo(world.now());
        assertThat(attempt.progress().externalExecutionUrl()).isEqualTo("https://acme.test/job/shop-api/b/871/");

        world.reports(
                run,
                "Compile",
                new JobResult.Success(new Progress(null, null, "done", null, null), null, Map.of("A", "b")));
        assertThat(world.attempt(run, "Compile").progress())
                .isEqualTo(new Progress("b/871", "https://acme.test/job/shop-api/b/871/", "done", 0, null));
        assertThat(world.attempt(run, "Compile").outputVariables()).containsEntry("A", "b");
        assertThat(world.execution(run).status()).isEqualTo(PipelineExecutionStatus.SUCCEEDED);
    }

    @Test
    @DisplayName("a result for a job that no longer carries the attempt ends that job only (jobs 9)")
    void aSupersededJobIsOnlyEnded() {
        World world = atBuild(build("Compile"), Map.of());
        String run = only(world);
        Job first = World.working(world.job(run, "Compile"));
        world.reports(run, "Compile", new JobResult.Continuation("t", Progress.NONE, null));
        Decision decision =
                world.take(new Command.Report(first, new JobResult.Success(Progress.NONE, null, Map.of())), run);
        assertThat(decision.actions()).isEmpty();
        assertThat(world.attempt(run, "Compile").running()).isTrue();
    }

    @Test
    @DisplayName("a worker's revision gets its time of receipt and the type's link (jobs 7, 13)")
    void aWorkersRevisionIsCompleted() {
        World world = atBuild(build("Compile"), Map.of());
        String run = only(world);
        world.delivers(run, "Compile", "r 1");
        assertThat(world.attempt(run, "Compile").currentRevision())
                .isEqualTo(new Revision("r 1", null, world.now(), null, "https://acme.test/rev/r%201"));
        assertThat(world.execution(run).revisions()).doesNotContainKey("Compile");
    }

    @Test
    @DisplayName("nobody takes the job: the action times out at its limit (jobs 10.2)")
    void anUntakenJobTimesOut() {
        World world = atBuild(build("Compile"), Map.of());
        String run = only(world);
        Job job = world.job(run, "Compile");
        world.take(new Command.TimeOut(job), run);
        assertThat(world.attempt(run, "Compile").running()).isTrue();
        world.timesOut(run, "Compile");
        assertThat(world.job(run, "Compile").status()).isEqualTo(JobStatus.TIMED_OUT);
        assertThat(world.attempt(run, "Compile").errorDetails()).isNotNull().satisfies(error -> {
            assertThat(error.code()).isEqualTo("TimedOut");
            assertThat(error.message()).isEqualTo("The action timed out after 24 hours.");
        });
    }

    @Test
    @DisplayName("source overrides travel with the source's job and name its artifact (5.1)")
    void overridesTravelWithTheJob() {
        Draft draft = pipeline("shop")
                .stage("Source", s3Source("Source").with("AllowOverrideForS3ObjectKey", "true"))
                .stage("Build", build("Compile").in("SourceOut"));
        World world = World.with(draft);
        SourceOverride key = new SourceOverride("Source", SourceRevisionType.S3_OBJECT_KEY, "other/app.tar.gz");
        String run = world.start(Map.of(), key);
        assertThat(world.job(run, "Source").sourceOverrides()).containsExactly(key);
        assertThat(world.job(run, "Source").outputs())
                .singleElement()
                .satisfies(output -> assertThat(output.key()).endsWith(".tar.gz"));
        world.succeeds(run, "Source");
        assertThat(world.job(run, "Compile").sourceOverrides()).isEmpty();

        assertThatThrownBy(
                        () -> world.start(Map.of(), new SourceOverride("Compile", SourceRevisionType.COMMIT_ID, "c")))
                .isInstanceOf(ApiException.class)
                .hasMessage("The action name provided in the source revision is not valid. The action must be a source"
                        + " action in your pipeline.");
        assertThatThrownBy(() -> world.start(Map.of(), new SourceOverride("Source", SourceRevisionType.COMMIT_ID, "c")))
                .isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> world.start(Map.of(), key, key)).isInstanceOf(ApiException.class);
    }

    @Test
    @DisplayName("a retry never writes where an earlier attempt wrote (4.3)")
    void aRetryGetsFreshLocations() {
        World world = atBuild(build("Compile").out("App"), Map.of());
        String run = only(world);
        String key = world.job(run, "Compile").outputs().getFirst().key();
        world.fails(run, "Compile");
        assertThat(world.attempt(run, "Compile").outputs()).isEmpty();
        world.retries(run, "Build", StageRetryMode.FAILED_ACTIONS);
        assertThat(world.job(run, "Compile").outputs().getFirst().key()).isNotEqualTo(key);
    }
}
