package dev.penstock.conformance;

import static dev.penstock.conformance.DeclaredText.BUILD;
import static dev.penstock.conformance.DeclaredText.COMMANDS;
import static dev.penstock.conformance.DeclaredText.CONNECTION;
import static dev.penstock.conformance.DeclaredText.MANUAL;
import static dev.penstock.conformance.DeclaredText.S3_DEPLOY;
import static dev.penstock.conformance.DeclaredText.STORE;
import static dev.penstock.conformance.DeclaredText.action;
import static dev.penstock.conformance.DeclaredText.ask;
import static dev.penstock.conformance.DeclaredText.aws;
import static dev.penstock.conformance.DeclaredText.configuration;
import static dev.penstock.conformance.DeclaredText.declared;
import static dev.penstock.conformance.DeclaredText.each;
import static dev.penstock.conformance.DeclaredText.fetch;
import static dev.penstock.conformance.DeclaredText.gate;
import static dev.penstock.conformance.DeclaredText.input;
import static dev.penstock.conformance.DeclaredText.output;
import static dev.penstock.conformance.DeclaredText.source;
import static dev.penstock.conformance.DeclaredText.stage;
import static dev.penstock.conformance.DeclaredText.stageWith;
import static dev.penstock.conformance.DeclaredText.with;

import java.util.ArrayList;
import java.util.List;

/** For each rule of declarations (spec engine 9), a declaration that breaks it and nothing that is looked at before. */
final class DeclarationRows {
    private static final String V1 = ",'pipelineType':'V1'";

    /**
     * @param number of the rule in the list
     * @param request of CreatePipeline
     */
    record Row(int number, String rule, String exception, String request) {
        @Override
        public String toString() {
            return number + " " + rule;
        }
    }

    private final List<Row> rows = new ArrayList<>();

    private DeclarationRows() {
        stages();
        actions();
        artifacts();
        variables();
        versions();
        triggersAndConditions();
        regions();
        fields();
    }

    static List<Row> all() {
        return List.copyOf(new DeclarationRows().rows);
    }

    private void row(int number, String rule, String exception, String request) {
        rows.add(new Row(number, rule, exception + "Exception", request));
    }

    private void stages() {
        row(
                1,
                "the name is free",
                "PipelineNameInUse",
                declared("", source(), gate()).replace("'declared'", "'shop'"));
        row(3, "two stages at least", "InvalidStructure", declared("", source()));
        row(
                4,
                "fifty stages at most",
                "InvalidStructure",
                declared("", source(), each(50, i -> stage("S" + i, ask("A")))));
        String starts = "the first stage has sources, and nothing else";
        row(5, starts, "InvalidStructure", declared("", stage("Source", fetch(""), ask("Ok")), gate()));
        row(
                6,
                "sources are in the first stage only",
                "InvalidStructure",
                declared("", source(), stage("More", fetch(""), ask("Ok"))));
        row(7, "something that is no source", "InvalidStructure", declared("", source(), stage("Empty")));
        row(8, "names of stages are unique", "InvalidStageDeclaration", declared("", source(), gate(), gate()));
        row(
                9,
                "a hundred actions in a stage at most",
                "InvalidStageDeclaration",
                declared("", source(), stage("Big", each(101, i -> ask("A" + i)))));
        row(
                10,
                "a thousand actions at most",
                "LimitExceeded",
                declared("", source(), each(21, s -> stage("S" + s, each(50, i -> ask("A" + i))))));
        row(
                50,
                "no blockers",
                "InvalidBlockerDeclaration",
                declared("", source(), stageWith("Gate", "'blockers':[{'name':'b','type':'Schedule'}]", ask("Ok"))));
        row(51, "fifty tags at most", "TooManyTags", tagged(each(51, i -> "{'key':'k" + i + "','value':'v'}")));
        row(51, "no tags of AWS", "InvalidTags", tagged("{'key':'aws:a','value':'v'}"));
    }

    private static String tagged(String tags) {
        return declared("", source(), gate()).replaceAll("}$", ",'tags':[" + tags + "]}");
    }

    private void actions() {
        row(
                11,
                "names of actions are unique in their stage",
                "InvalidActionDeclaration",
                declared("", source(), stage("Gate", ask("Ok"), ask("Ok"))));
        row(
                12,
                "a run order is from 1 to 999",
                "Validation",
                declared("", source(), stage("Gate", action("Ok", MANUAL, ",'runOrder':0"))));
        row(
                13,
                "the type exists",
                "InvalidActionDeclaration",
                declared("", source(), stage("Build", action("Make", aws("Build", "Nothing"), ""))));
        row(
                14,
                "required configuration is there",
                "InvalidActionDeclaration",
                declared("", source(), stage("Build", action("Make", BUILD, input("App")))));
        row(
                15,
                "other configuration is not",
                "InvalidActionDeclaration",
                declared("", source(), stage("Gate", action("Ok", MANUAL, configuration("'Nope':'x'")))));
        row(
                16,
                "as many inputs as the type needs",
                "InvalidActionDeclaration",
                declared("", source(), stage("Build", action("Make", BUILD, configuration("'ProjectName':'p'")))));
        row(
                17,
                "no more inputs than the type takes",
                "InvalidActionDeclaration",
                declared("", source(), stage("Gate", action("Ok", MANUAL, input("App")))));
        row(
                17,
                "no more outputs than the type makes",
                "InvalidActionDeclaration",
                declared("", source(), stage("Gate", action("Ok", MANUAL, output("Other")))));
    }

    private void artifacts() {
        row(
                18,
                "an input is the output of an action before",
                "InvalidActionDeclaration",
                declared("", source(), stage("Deploy", action("Put", S3_DEPLOY, deploy() + input("Other")))));
        row(
                19,
                "outputs are unique",
                "InvalidActionDeclaration",
                declared("", stage("Source", fetch(""), fetch("").replace("'Fetch'", "'Also'")), gate()));
        row(
                20,
                "namespaces are unique; all places are told",
                "InvalidActionDeclaration",
                declared(
                        "",
                        stage("Source", fetch(",'namespace':'n'")),
                        stage("Gate", action("Ok", MANUAL, ",'namespace':'n'"))));
        row(
                21,
                "reserved namespaces",
                "InvalidActionDeclaration",
                declared("", stage("Source", fetch(",'namespace':'codepipeline'")), gate()));
        row(
                21,
                "a namespace is no artifact",
                "InvalidActionDeclaration",
                declared("", stage("Source", fetch(",'namespace':'App'")), gate()));
    }

    private static String deploy() {
        return configuration("'BucketName':'b','Extract':'true'");
    }

    private void variables() {
        row(
                22,
                "the namespace of a reference exists; all places are told",
                "InvalidActionDeclaration",
                declared("", source(), stage("Gate", asking("Ok", "#{none.a}"), asking("Also", "#{none.b}"))));
        row(
                23,
                "a reference looks back",
                "InvalidActionDeclaration",
                declared(
                        "",
                        source(),
                        stage("Gate", asking("Ok", "#{later.a}")),
                        stage("Last", action("End", MANUAL, ",'namespace':'later'"))));
        String town = ",'variables':[{'name':'Town','defaultValue':'Hay'}]";
        row(
                24,
                "sources use no variables of the pipeline",
                "InvalidStructure",
                declared(town, stage("Source", fetch("").replace("'k'", "'#{variables.Town}'")), gate()));
        row(
                25,
                "a variable of the pipeline is declared",
                "InvalidStructure",
                declared(town, source(), stage("Gate", asking("Ok", "#{variables.Country}"))));
        row(
                26,
                "names of variables are unique",
                "InvalidStructure",
                declared(town.replace("]", ",{'name':'Town'}]"), source(), gate()));
        row(
                27,
                "fifty variables at most",
                "Validation",
                declared(",'variables':[" + each(51, i -> "{'name':'V" + i + "'}") + "]", source(), gate()));
        row(28, "variables need V2", "InvalidStructure", declared(V1 + town, source(), gate()));
    }

    private static String asking(String name, String text) {
        return action(name, MANUAL, configuration("'CustomData':'" + text + "'"));
    }

    private void versions() {
        row(29, "triggers need V2", "InvalidStructure", declared(V1 + triggers(trigger("")), connected(), gate()));
        row(
                30,
                "other modes need V2",
                "InvalidStructure",
                declared(V1 + ",'executionMode':'QUEUED'", source(), gate()));
        row(
                31,
                "conditions need V2",
                "InvalidStageDeclaration",
                declared(V1, source(), stageWith("Gate", "'onFailure':{'result':'ROLLBACK'}", ask("Ok"))));
        row(
                32,
                "some providers need V2",
                "InvalidActionDeclaration",
                declared(
                        V1, source(), stage("Build", action("Make", COMMANDS, input("App") + ",'commands':['make']"))));
    }

    private static String connected() {
        return stage(
                "Source",
                action(
                        "Fetch",
                        CONNECTION,
                        configuration(
                                        "'ConnectionArn':'arn:aws:codestar-connections:us-east-1:222222222222:connection/c',"
                                                + "'FullRepositoryId':'a/b','BranchName':'main'")
                                + output("App")));
    }

    private static String triggers(String... triggers) {
        return ",'triggers':[" + String.join(",", triggers) + "]";
    }

    private static String trigger(String filters) {
        return "{'providerType':'CodeStarSourceConnection','gitConfiguration':{'sourceActionName':'Fetch'" + filters
                + "}}";
    }

    private void triggersAndConditions() {
        row(
                33,
                "a trigger names a connection's source",
                "InvalidStructure",
                declared(triggers(trigger("")), source(), gate()));
        row(
                34,
                "one trigger for a source",
                "InvalidStructure",
                declared(triggers(trigger(""), trigger("")), connected(), gate()));
        String push = "{'branches':{'includes':['a*']}}";
        row(
                34,
                "no filter twice",
                "InvalidStructure",
                declared(triggers(trigger(",'push':[" + push + "," + push + "]")), connected(), gate()));
        row(
                35,
                "three filters at most",
                "Validation",
                declared(
                        triggers(trigger(",'push':[" + each(4, i -> push.replace("a*", "a" + i)) + "]")),
                        connected(),
                        gate()));
        row(
                35,
                "eight patterns at most",
                "Validation",
                declared(
                        triggers(trigger(",'push':[{'branches':{'includes':[" + each(9, i -> "'a" + i + "'") + "]}}]")),
                        connected(),
                        gate()));
        row(
                36,
                "no rollback in PARALLEL",
                "InvalidStageDeclaration",
                declared(
                        ",'executionMode':'PARALLEL'",
                        source(),
                        stageWith("Gate", "'onFailure':{'result':'ROLLBACK'}", ask("Ok"))));
        String window =
                "'conditions':[{'result':'%s','rules':[{'name':'W','ruleTypeId':{'category':'Rule','owner':'AWS',"
                        + "'provider':'DeploymentWindow','version':'1'},'configuration':{'Cron':'0 0 9 ? * MON-FRI *'}}]}]";
        row(
                37,
                "a result or conditions after a failure",
                "InvalidStageDeclaration",
                declared(
                        "",
                        source(),
                        stageWith(
                                "Gate",
                                "'onFailure':{'result':'ROLLBACK'," + window.formatted("ROLLBACK") + "}",
                                ask("Ok"))));
        row(
                38,
                "few rules may skip",
                "InvalidStageDeclaration",
                declared(
                        "",
                        source(),
                        stageWith("Gate", "'beforeEntry':{" + window.formatted("SKIP") + "}", ask("Ok"))));
    }

    private void regions() {
        String stores = "'artifactStores':{'us-east-1':{'type':'S3','location':'artifacts'}}";
        String abroad = stage(
                "Build",
                action("Make", BUILD, configuration("'ProjectName':'p'") + input("App") + ",'region':'eu-west-1'"));
        row(39, "one store or a map of them", "InvalidStructure", with(STORE + "," + stores, source(), gate()));
        row(39, "one of the two", "InvalidStructure", with("'version':1", source(), gate()));
        row(40, "actions elsewhere need a map of stores", "InvalidStructure", declared("", source(), abroad));
        row(41, "a store for each region", "InvalidStructure", with(stores, source(), abroad));
        row(
                42,
                "stores are in regions",
                "Validation",
                with(
                        stores.replace("{'us", "{'nowhere':{'type':'S3','location':'artifacts-elsewhere'},'us"),
                        source(),
                        gate()));
        row(
                43,
                "sources are at home",
                "InvalidActionDeclaration",
                with(
                        stores.replace("{'us", "{'eu-west-1':{'type':'S3','location':'artifacts-elsewhere'},'us"),
                        stage("Source", fetch(",'region':'eu-west-1'")),
                        gate()));
        row(44, "stores are S3", "Validation", declared("", source(), gate()).replace("'type':'S3'", "'type':'NFS'"));
    }

    private void fields() {
        row(45, "names of stages", "Validation", declared("", source(), stage("A stage", ask("Ok"))));
        row(
                45,
                "names of artifacts",
                "Validation",
                declared("", source(), gate()).replace("'App'", "'A.b'"));
        row(
                46,
                "commands are there",
                "InvalidActionDeclaration",
                declared("", source(), stage("Build", action("Make", COMMANDS, input("App")))));
        row(
                46,
                "commands are lines",
                "InvalidActionDeclaration",
                declared(
                        "",
                        source(),
                        stage("Build", action("Make", COMMANDS, input("App") + ",'commands':['a\\nb']"))));
        row(
                47,
                "only Commands has commands",
                "InvalidActionDeclaration",
                declared("", source(), stage("Gate", action("Ok", MANUAL, ",'commands':['make']"))));
        row(48, "a topic is an ARN", "InvalidActionDeclaration", declared("", source(), stage("Gate", told("nobody"))));
        row(
                48,
                "of SNS",
                "InvalidActionDeclaration",
                declared("", source(), stage("Gate", told("arn:aws:sqs:us-east-1:222222222222:q"))));
        row(
                48,
                "in the pipeline's region",
                "InvalidActionDeclaration",
                declared("", source(), stage("Gate", told("arn:aws:sns:eu-west-1:222222222222:t"))));
        row(
                49,
                "a time limit is from 5 minutes to 60 days",
                "Validation",
                declared("", source(), stage("Gate", action("Ok", MANUAL, ",'timeoutInMinutes':4"))));
        row(
                49,
                "of approvals only",
                "InvalidActionDeclaration",
                declared(
                        "",
                        source(),
                        stage("Deploy", action("Put", S3_DEPLOY, deploy() + input("App") + ",'timeoutInMinutes':60"))));
    }

    private static String told(String topic) {
        return action("Ok", MANUAL, configuration("'NotificationArn':'" + topic + "'"));
    }
}
