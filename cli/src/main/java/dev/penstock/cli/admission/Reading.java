package dev.penstock.cli.admission;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A declaration as far as it could be read, and what is known of its text. Paths are the API's. */
final class Reading {
    static final String ROOT = "pipeline";

    /** What others refer to or are counted by. */
    private static final Pattern PARTS = Pattern.compile(
            ".*\\.((stages|actions|inputArtifacts|outputArtifacts|variables|triggers)(\\.\\d+\\.member)?"
                    + "|artifactStores?|namespace|actionTypeId|category)");

    private final Map<String, Position> places = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private final Set<String> unknown = new LinkedHashSet<>();
    private final Set<String> standIns = new LinkedHashSet<>();
    private final List<Finding> findings = new ArrayList<>();
    private Map<String, @Nullable Object> tree = Map.of();

    void tree(Map<String, @Nullable Object> read) {
        tree = read;
    }

    /** Maps, lists, texts, integers and flags as the model wants them; what does not fit is left out. */
    Map<String, @Nullable Object> tree() {
        return tree;
    }

    void place(String path, SourceValue value) {
        places.put(path, value.at());
    }

    void text(String path, String text) {
        texts.put(path, text);
    }

    String textAt(String path) {
        return texts.getOrDefault(path, "");
    }

    /** What stands here is only known when the template is deployed, or cannot be used at all. */
    void unknown(String path) {
        unknown.add(path);
    }

    /** A text in the tree that stands for one which is only known when the template is deployed. */
    void standIn(String text) {
        standIns.add(text);
    }

    Set<String> standIns() {
        return standIns;
    }

    void found(SourceValue value, Finding.Level level, String path, String rule, String message) {
        findings.add(new Finding(value.at(), level, path, rule, message));
    }

    void found(Position at, Finding.Level level, String path, String rule, String message) {
        findings.add(new Finding(at, level, path, rule, message));
    }

    List<Finding> findings() {
        return findings;
    }

    /** Whether a problem at this path is one of a value that nobody can judge here. */
    boolean isUnknown(String path) {
        for (String at = path; !at.isEmpty(); at = parent(at)) {
            if (unknown.contains(at)) {
                return true;
            }
        }
        return false;
    }

    /** Whether whole stages, actions or artifacts are unknown, so that what others refer to may be among them. */
    boolean hasUnknownParts() {
        return unknown.stream().anyMatch(path -> PARTS.matcher(path).matches());
    }

    /** Where the value stands, or the innermost one around it. */
    Position at(String path) {
        for (String at = path; !at.isEmpty(); at = parent(at)) {
            Position place = places.get(at);
            if (place != null) {
                return place;
            }
        }
        return Position.START;
    }

    private static String parent(String path) {
        int dot = path.lastIndexOf('.');
        return dot < 0 ? "" : path.substring(0, dot);
    }
}
