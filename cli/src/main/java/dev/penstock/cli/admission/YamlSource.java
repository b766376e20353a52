package dev.penstock.cli.admission;

import dev.penstock.cli.admission.SourceValue.Fields;
import dev.penstock.cli.admission.SourceValue.Flag;
import dev.penstock.cli.admission.SourceValue.Items;
import dev.penstock.cli.admission.SourceValue.Nothing;
import dev.penstock.cli.admission.SourceValue.Number;
import dev.penstock.cli.admission.SourceValue.Tagged;
import dev.penstock.cli.admission.SourceValue.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** YAML with places. */
final class YamlSource {
    /** Aliases let a small text stand for a tree without end. */
    private static final int MOST_NODES = 200_000;

    private static final String TOO_DEEP = "the file nests too deep or repeats itself too often";

    private int nodes;

    private YamlSource() {}

    static SourceValue read(String text) throws SourceSyntaxException {
        Optional<Node> root;
        try {
            root = new Compose(LoadSettings.builder().setLabel("file").build()).composeString(text);
        } catch (MarkedYamlEngineException e) {
            throw new SourceSyntaxException(
                    position(e.getProblemMark().or(e::getContextMark)), "not valid YAML: " + e.getProblem());
        } catch (StackOverflowError e) {
            // The parser calls itself for each level, and has no limit of its own.
            throw new SourceSyntaxException(Position.START, TOO_DEEP);
        } catch (YamlEngineException e) {
            throw new SourceSyntaxException(Position.START, "not valid YAML: " + e.getMessage());
        }
        if (root.isEmpty()) {
            throw new SourceSyntaxException(Position.START, "the file is empty");
        }
        return new YamlSource().value(root.get(), 0);
    }

    private SourceValue value(Node node, int depth) throws SourceSyntaxException {
        Position at = position(node.getStartMark());
        nodes++;
        if (depth > SourceReader.DEEPEST || nodes > MOST_NODES) {
            throw new SourceSyntaxException(at, TOO_DEEP);
        }
        String tag = node.getTag().getValue();
        SourceValue bare = switch (node) {
            case ScalarNode scalar -> scalar(scalar, at);
            case SequenceNode sequence -> {
                List<SourceValue> list = new ArrayList<>();
                for (Node item : sequence.getValue()) {
                    list.add(value(item, depth + 1));
                }
                yield new Items(at, list);
            }
            case MappingNode mapping -> fields(mapping, at, depth);
            default -> new Nothing(at);
        };
        return tag.startsWith("!") && tag.length() > 1 ? new Tagged(at, tag.substring(1), bare) : bare;
    }

    private Fields fields(MappingNode mapping, Position at, int depth) throws SourceSyntaxException {
        Map<String, SourceValue> members = new LinkedHashMap<>();
        List<Position> repeated = new ArrayList<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Position keyAt = position(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new SourceSyntaxException(keyAt, "names of members must be text");
            }
            if (members.containsKey(key.getValue())) {
                repeated.add(keyAt);
            }
            members.put(key.getValue(), value(tuple.getValueNode(), depth + 1));
        }
        return new Fields(at, members, repeated);
    }

    private static SourceValue scalar(ScalarNode scalar, Position at) {
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return new Number(at, scalar.getValue());
        }
        if (tag.equals(Tag.BOOL)) {
            return new Flag(at, Boolean.parseBoolean(scalar.getValue()));
        }
        return tag.equals(Tag.NULL) ? new Nothing(at) : new Text(at, scalar.getValue());
    }

    private static Position position(Optional<Mark> mark) {
        return mark.map(at -> new Position(at.getLine() + 1, at.getColumn() + 1))
                .orElse(Position.START);
    }
}
