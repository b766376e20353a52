package dev.penstock.cli.admission;

import dev.penstock.api.error.ApiException;
import dev.penstock.api.json.ShapeCodec;
import dev.penstock.api.model.ServiceModel;
import dev.penstock.cli.admission.Finding.Level;
import dev.penstock.cli.admission.Judge.Verdict;
import dev.penstock.cli.admission.SourceValue.Fields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;

/** Finds what is wrong with the declarations in a file. */
final class Linter {
    /** Rules that look at all of a pipeline, and cannot be judged when parts of it are unknown. */
    private static final Set<String> OF_THE_WHOLE = Set.of(
            "stage-count",
            "source-stage",
            "non-source-action",
            "input-artifact",
            "variable-reference",
            "artifact-store",
            "artifact-store-region",
            "trigger-source");

    private final Judge judge;
    private final String region;

    /** @param region what templates call {@code AWS::Region} */
    Linter(Judge judge, String region) {
        this.judge = judge;
        this.region = region;
    }

    /**
     * What is known of a file.
     *
     * @param findings in the order of the text
     * @param declarations those that it holds, as far as they could be read
     * @param template whether it is a CloudFormation template
     * @param standIns texts in the declarations that are only known when the template is deployed
     */
    record Checked(
            List<Finding> findings, List<PipelineDeclaration> declarations, boolean template, Set<String> standIns) {}

    Checked check(String text) {
        Fields root;
        try {
            root = SourceReader.read(text);
        } catch (SourceSyntaxException e) {
            Finding syntax = new Finding(e.at(), Level.ERROR, "", "syntax", String.valueOf(e.getMessage()));
            return new Checked(List.of(syntax), List.of(), false, Set.of());
        }
        var checked = new Checked(new ArrayList<>(), new ArrayList<>(), Template.is(root), new HashSet<>());
        if (checked.template()) {
            Template.pipelines(root).forEach(properties -> check(properties, new Template(region), checked));
            if (checked.declarations().isEmpty() && checked.findings().isEmpty()) {
                checked.findings()
                        .add(new Finding(
                                root.at(),
                                Level.WARNING,
                                "",
                                "no-pipeline",
                                "the template has no resource of type AWS::CodePipeline::Pipeline"));
            }
        } else {
            Fields bare = root.member(Reading.ROOT) instanceof Fields pipeline ? pipeline : root;
            check(bare, new Spelling.Api(), checked);
        }
        checked.findings()
                .sort(Comparator.comparingInt((Finding finding) -> finding.at().line())
                        .thenComparingInt(finding -> finding.at().column()));
        return checked;
    }

    private void check(Fields fields, Spelling spelling, Checked checked) {
        Reading reading = new DeclarationReader(spelling)
                .read(fields, ServiceModel.codePipeline().structure("PipelineDeclaration"));
        checked.findings().addAll(reading.findings());
        PipelineDeclaration declaration;
        try {
            declaration = ShapeCodec.fromTree(reading.tree(), PipelineDeclaration.builder());
        } catch (ApiException e) {
            // What no request can carry, such as U+0000 in a name.
            checked.findings()
                    .add(new Finding(
                            fields.at(), Level.ERROR, Reading.ROOT, "serialization", String.valueOf(e.getMessage())));
            return;
        }
        checked.standIns().addAll(reading.standIns());
        checked.declarations().add(declaration);
        for (Verdict verdict : judge.judge(declaration)) {
            if (!reading.isUnknown(verdict.path())
                    && !(reading.hasUnknownParts() && OF_THE_WHOLE.contains(verdict.rule()))) {
                checked.findings().add(finding(reading, verdict));
            }
        }
    }

    private Finding finding(Reading reading, Verdict verdict) {
        Position at = reading.at(verdict.path());
        String owner = reading.textAt(verdict.path() + ".owner");
        boolean elsewhere = owner.equals("Custom") || owner.equals("ThirdParty");
        if (verdict.rule().equals("action-type") && elsewhere && !judge.knowsAllTypes()) {
            return new Finding(
                    at,
                    Level.NOTE,
                    verdict.path(),
                    "action-type-unknown",
                    "the " + owner + " action type " + reading.textAt(verdict.path() + ".provider")
                            + " is known to servers only, so this action's configuration and artifact counts were"
                            + " not checked; use --server");
        }
        return new Finding(at, Level.ERROR, verdict.path(), verdict.rule(), verdict.message());
    }
}
