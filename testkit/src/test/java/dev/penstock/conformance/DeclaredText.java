package dev.penstock.conformance;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The parts of declarations in JSON, with single quotes. */
final class DeclaredText {
    static final String COMMANDS = aws("Compute", "Commands");
    static final String BUILD = aws("Build", "CodeBuild");
    static final String CONNECTION = aws("Source", "CodeStarSourceConnection");
    static final String MANUAL = aws("Approval", "Manual");
    static final String S3_SOURCE = aws("Source", "S3");
    static final String S3_DEPLOY = aws("Deploy", "S3");
    static final String STORE = "'artifactStore':{'type':'S3','location':'artifacts'}";

    static String aws(String category, String provider) {
        return "'category':'" + category + "','owner':'AWS','provider':'" + provider + "','version':'1'";
    }

    static String declared(String more, String... stages) {
        return with(STORE + more, stages);
    }

    static String with(String members, String... stages) {
        return "{'pipeline':{'name':'declared','roleArn':'arn:aws:iam::222222222222:role/shop'," + members
                + ",'stages':[" + String.join(",", stages) + "]}}";
    }

    static String stage(String name, String... actions) {
        return "{'name':'" + name + "','actions':[" + String.join(",", actions) + "]}";
    }

    static String stageWith(String name, String members, String... actions) {
        return "{'name':'" + name + "'," + members + ",'actions':[" + String.join(",", actions) + "]}";
    }

    static String action(String name, String type, String more) {
        return "{'name':'" + name + "','actionTypeId':{" + type + "}" + more + "}";
    }

    static String ask(String name) {
        return action(name, MANUAL, "");
    }

    static String fetch(String more) {
        return action("Fetch", S3_SOURCE, configuration("'S3Bucket':'b','S3ObjectKey':'k'") + output("App") + more);
    }

    static String configuration(String entries) {
        return ",'configuration':{" + entries + "}";
    }

    static String output(String name) {
        return ",'outputArtifacts':[{'name':'" + name + "'}]";
    }

    static String input(String name) {
        return ",'inputArtifacts':[{'name':'" + name + "'}]";
    }

    static String source() {
        return stage("Source", fetch(""));
    }

    static String gate() {
        return stage("Gate", ask("Ok"));
    }

    static String each(int count, IntFunction<String> item) {
        return IntStream.rangeClosed(1, count).mapToObj(item).collect(Collectors.joining(","));
    }

    private DeclaredText() {}
}
