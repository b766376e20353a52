package dev.penstock.engine.actiontype;

/** How many input or output artifacts an action of a type takes. */
public record ArtifactCount(int minimum, int maximum) {}
