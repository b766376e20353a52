package dev.penstock.cli.admission;

import dev.penstock.api.model.Shape.StructureShape;
import dev.penstock.cli.admission.SourceValue.Fields;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a declaration is written: as the API wants it, or in a template. */
interface Spelling {

    /** The member of the model, under the name that it has here. */
    @Nullable
    SourceValue find(Fields fields, String member);

    /** Whether the model has a member that is called this here. */
    boolean has(StructureShape shape, String name);

    /** Members that something else fills in when they are absent. */
    List<String> absentMembers();

    /** Whether numbers, flags and text turn into each other as needed. */
    boolean convertsScalars();

    /** The text of a function whose value is only known later. */
    Optional<String> function(SourceValue value);

    /** The value with functions of known value replaced. */
    SourceValue resolved(SourceValue value);

    /** The value of a member in the form that the model has. */
    SourceValue arranged(String member, SourceValue value);

    /** JSON or YAML of the API's own structures. */
    final class Api implements Spelling {
        @Override
        public @Nullable SourceValue find(Fields fields, String member) {
            return fields.member(member);
        }

        @Override
        public boolean has(StructureShape shape, String name) {
            return shape.members().containsKey(name);
        }

        @Override
        public List<String> absentMembers() {
            return List.of();
        }

        @Override
        public boolean convertsScalars() {
            return false;
        }

        @Override
        public Optional<String> function(SourceValue value) {
            return Optional.empty();
        }

        @Override
        public SourceValue resolved(SourceValue value) {
            return value;
        }

        @Override
        public SourceValue arranged(String member, SourceValue value) {
            return value;
        }
    }
}
