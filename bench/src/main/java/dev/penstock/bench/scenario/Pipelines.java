package dev.penstock.bench.scenario;

import dev.penstock.bench.client.ActionTypeName;
import dev.penstock.bench.client.ApiClient;
import dev.penstock.bench.site.Site;
import java.util.List;

/** Declarations of pipelines with one action in each stage. */
final class Pipelines {
    /** Custom types that most scenarios use. */
    static final ActionTypeName SOURCE = ActionTypeName.custom("Source", "BenchSource");

    static final ActionTypeName BUILD = ActionTypeName.custom("Build", "BenchBuild");

    /** Three stages of them. */
    static final List<ActionTypeName> THREE_STAGES = List.of(SOURCE, BUILD, BUILD);

    private static final int WAIT_SECONDS = 5;

    private static final String ACTION = """
            {"name":"Action%1$d","actionTypeId":%2$s,"runOrder":1,\
            "configuration":{"Project":"bookshop","DeployKey":"not-a-secret-%1$d"},\
            "inputArtifacts":[%3$s],"outputArtifacts":[%4$s]}""";

    private Pipelines() {}

    /** The input of CreatePipeline and UpdatePipeline. The stages are called Stage0, Stage1 and so on. */
    static String declaration(String name, List<ActionTypeName> actions) {
        StringBuilder stages = new StringBuilder();
        for (int i = 0; i < actions.size(); i++) {
            String action = ACTION.formatted(
                    i,
                    actions.get(i).json(),
                    i == 0 ? "" : "{\"name\":\"Source\"}",
                    i == 0 ? "{\"name\":\"Source\"}" : "");
            stages.append(i == 0 ? "" : ",")
                    .append("{\"name\":\"Stage")
                    .append(i)
                    .append("\",\"actions\":[")
                    .append(action)
                    .append("]}");
        }
        return "{\"pipeline\":{\"name\":\"" + name
                + "\",\"roleArn\":\"arn:aws:iam::111111111111:role/pipeline\",\"pipelineType\":\"V2\","
                + "\"artifactStore\":{\"type\":\"S3\",\"location\":\"bench-artifacts\"},\"stages\":[" + stages + "]}}";
    }

    /** Creates a pipeline, which starts it. */
    static void create(ApiClient customer, String name, List<ActionTypeName> actions) {
        byte[] _ = customer.send("CreatePipeline", declaration(name, actions));
    }

    /** Creates a pipeline, and lets it run once. */
    static void createAndRun(Site site, String name, List<ActionTypeName> actions) {
        create(site.customer(0), name, actions);
        actions.forEach(type -> site.worker(type, 0).finishNext(WAIT_SECONDS));
    }

    /** A site whose customer has {@link #SOURCE} and {@link #BUILD}. */
    static Site site(Scenario.Needs needs, boolean sdk) {
        Site site = new Site(needs.servers(), sdk);
        site.register(SOURCE);
        site.register(BUILD);
        return site;
    }

    /** An input of one name. */
    static String named(String member, String name) {
        return "{\"" + member + "\":\"" + name + "\"}";
    }
}
