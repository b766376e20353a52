package dev.penstock.cli.admission;

import dev.penstock.api.model.Shape.StructureShape;
import dev.penstock.cli.admission.SourceValue.Fields;
import dev.penstock.cli.admission.SourceValue.Items;
import dev.penstock.cli.admission.SourceValue.Nothing;
import dev.penstock.cli.admission.SourceValue.Tagged;
import dev.penstock.cli.admission.SourceValue.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * CloudFormation templates, as people and the CDK write them: members begin with a capital, the stores of regions are a
 * list, and values may be functions of what is known only when the template is deployed.
 *
 * @param region what {@code AWS::Region} stands for
 */
record Template(String region) implements Spelling {
    private static final String PIPELINE = "AWS::CodePipeline::Pipeline";

    /** Properties of the resource that are not part of the declaration. */
    private static final Set<String> BESIDE =
            Set.of("DisableInboundStageTransitions", "RestartExecutionOnUpdate", "Tags");

    static boolean is(Fields root) {
        return root.member("Resources") instanceof Fields;
    }

    /** The properties of all pipelines in a template. */
    static List<Fields> pipelines(Fields root) {
        List<Fields> found = new ArrayList<>();
        if (root.member("Resources") instanceof Fields resources) {
            for (SourceValue value : resources.members().values()) {
                if (value instanceof Fields resource
                        && resource.member("Type") instanceof Text type
                        && type.value().equals(PIPELINE)) {
                    found.add(
                            resource.member("Properties") instanceof Fields properties
                                    ? properties
                                    : new Fields(resource.at(), Map.of(), List.of()));
                }
            }
        }
        return found;
    }

    @Override
    public @Nullable SourceValue find(Fields fields, String member) {
        return fields.member(capital(member));
    }

    @Override
    public boolean has(StructureShape shape, String name) {
        return BESIDE.contains(name)
                || shape.members().keySet().stream()
                        .anyMatch(member -> capital(member).equals(name));
    }

    /** CloudFormation makes a name up for a pipeline that has none. */
    @Override
    public List<String> absentMembers() {
        return List.of("name");
    }

    @Override
    public boolean convertsScalars() {
        return true;
    }

    @Override
    public Optional<String> function(SourceValue value) {
        if (resolved(value) != value) {
            return Optional.empty();
        }
        boolean known = value instanceof Tagged
                || (value instanceof Fields fields
                        && fields.members().size() == 1
                        && fields.members().keySet().stream()
                                .allMatch(name -> name.equals("Ref") || name.startsWith("Fn::")));
        return known ? Optional.of("$" + SourceValue.canonical(value)) : Optional.empty();
    }

    @Override
    public SourceValue resolved(SourceValue value) {
        return switch (referenced(value)) {
            case "AWS::Region" -> new Text(value.at(), region);
            case "AWS::Partition" -> new Text(value.at(), "aws");
            case "AWS::NoValue" -> new Nothing(value.at());
            default -> value;
        };
    }

    private static String referenced(SourceValue value) {
        if (value instanceof Tagged tagged && tagged.tag().equals("Ref") && tagged.value() instanceof Text name) {
            return name.value();
        }
        return value instanceof Fields fields
                        && fields.members().size() == 1
                        && fields.member("Ref") instanceof Text name
                ? name.value()
                : "";
    }

    /** {@code ArtifactStores} is a list of region and store here, and a map from region to store in the model. */
    @Override
    public SourceValue arranged(String member, SourceValue value) {
        if (!member.equals("artifactStores") || !(value instanceof Items stores)) {
            return value;
        }
        Map<String, SourceValue> byRegion = new LinkedHashMap<>();
        List<Position> repeated = new ArrayList<>();
        for (SourceValue item : stores.list()) {
            if (item instanceof Fields entry) {
                SourceValue named = entry.member("Region");
                if (named != null && function(named).isPresent()) {
                    // Which regions have a store is not known here.
                    return new Tagged(stores.at(), member, stores);
                }
                String key = named == null ? "" : SourceValue.canonical(resolved(named));
                SourceValue store = entry.member("ArtifactStore");
                if (byRegion.put(key, store == null ? new Nothing(item.at()) : store) != null) {
                    repeated.add(item.at());
                }
            }
        }
        return new Fields(stores.at(), byRegion, repeated);
    }

    private static String capital(String member) {
        return Character.toUpperCase(member.charAt(0)) + member.substring(1);
    }
}
