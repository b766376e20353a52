package dev.penstock.conformance;

import dev.penstock.reference.Examples;
import dev.penstock.reference.Story;
import dev.penstock.testkit.GitHubStandIn;
import dev.penstock.testkit.PenstockExtension;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The one server of all conformance tests, and the two ways to its operations. Made when the first test asks for it. */
public final class Stand implements AutoCloseable {
    /** Limits that a few calls reach. */
    static final int CUSTOM_ACTION_TYPES = 3;

    static final int WEBHOOKS = 2;

    private final GitHubStandIn gitHub = GitHubStandIn.start();
    private final PenstockExtension penstock = PenstockExtension.builder()
            .setting("server.github-api", gitHub.url())
            .setting("limits.custom-action-types", Integer.toString(CUSTOM_ACTION_TYPES))
            .setting("jobs.continuation-delay", "0s")
            .setting("limits.webhooks", Integer.toString(WEBHOOKS))
            .build();
    private final ExtensionContext context;
    private final Wire wire;
    private @Nullable SeenMembers members;
    private boolean shown;
    private @Nullable Side inProcess;
    private @Nullable Side overHttp;

    private Stand(ExtensionContext context) {
        this.context = context;
        try {
            penstock.beforeAll(context);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        wire = new Wire(penstock.apiEndpoint(), InstantSource.system());
    }

    /** Hands the stand to the tests of a class. */
    public static final class Extension implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Stand.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            ExtensionContext root = context.getRoot();
            return root.getStore(Namespace.create(Stand.class))
                    .computeIfAbsent(Stand.class, _ -> new Stand(root), Stand.class);
        }
    }

    /** Codec, validator and operation, without a socket. */
    public synchronized Side inProcess() {
        Side made = inProcess;
        if (made == null) {
            members = new SeenMembers(new InProcessApi(penstock.server(), wire));
            made = side(members, 2, 4);
            inProcess = made;
        }
        return made;
    }

    /** The AWS SDK, over HTTP. */
    public synchronized Side overHttp() {
        Side made = overHttp;
        if (made == null) {
            made = side(new SdkApi(penstock::codePipeline, wire), 6, 8);
            overHttp = made;
        }
        return made;
    }

    /** What the answers in process have had, after calls that make as much of them as they can. */
    synchronized SeenMembers members() {
        var _ = inProcess();
        SeenMembers seen = Objects.requireNonNull(members);
        if (!shown) {
            shown = true;
            new Riches(World.empty(seen, penstock.administrator(), Cast.on(penstock, 0), penstock::awaitPipeline))
                    .show();
        }
        return seen;
    }

    private Side side(Api api, int storyCast, int worldCast) {
        return new Side(api, tell(penstock, api, storyCast), world(penstock, api, worldCast));
    }

    /** Tells the story of the reference, which uses every operation. */
    static Examples tell(PenstockExtension penstock, Api api, int cast) {
        Examples examples = new Examples(api);
        Cast players = Cast.on(penstock, cast);
        new Story(examples, penstock.administrator(), players)
                .awaiting(() -> penstock.awaitPipeline(
                        players.team(),
                        "stall",
                        () -> penstock.codePipeline(players.team())
                                .listPipelineExecutions(request -> request.pipelineName("stall"))
                                .pipelineExecutionSummaries()
                                .getFirst()
                                .statusAsString()
                                .equals("Failed")))
                .tell();
        return examples;
    }

    static World world(PenstockExtension penstock, Api api, int cast) {
        return World.make(api, penstock.administrator(), Cast.on(penstock, cast), penstock::awaitPipeline);
    }

    /** The same operations over bare HTTP, for requests that no SDK would send. */
    Wire wire() {
        return wire;
    }

    List<Side> sides() {
        return List.of(inProcess(), overHttp());
    }

    @Override
    public void close() throws Exception {
        wire.close();
        penstock.afterAll(context);
        gitHub.close();
    }
}
