package dev.penstock.cli.codepipeline.validation;

import dev.penstock.api.model.Bounds;
import dev.penstock.api.model.Shape.ListShape;

/** Bounds that the published model has and our IDL has not, because the live service does not keep to them. */
public final class PublishedBounds {
    private PublishedBounds() {}

    /** What clients check: the service takes no variables at all (spec corrections 5), its clients ask for one. */
    public static Bounds of(ListShape list) {
        return list.name().equals("PipelineVariableList")
                ? new Bounds(1L, list.length().max())
                : list.length();
    }
}
