/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a model of the zoo: {@code ARTIFACT} or, where an artifact has several, {@code
 * ARTIFACT:VARIANT}, such as {@code egnn_qm9:homo}.
 *
 * @param artifactId lower-case letters, digits and underscores
 * @param variant letters, digits and underscores; empty if the artifact has but one
 */
public record ZooName(String artifactId, String variant) {

    /** The artifact property that holds the variant. */
    static final String VARIANT = "variant";

    private static final Pattern PATTERN =
            Pattern.compile("([a-z][a-z0-9_]*)(?::([A-Za-z0-9_]+))?");

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if a part has other characters
     */
    public ZooName {
        check(text(artifactId, variant));
    }

    /**
     * Reads a name.
     *
     * @param text {@code ARTIFACT} or {@code ARTIFACT:VARIANT}
     * @return the name
     * @throws IllegalArgumentException if it is not of this form
     */
    public static ZooName of(String text) {
        Matcher matcher = check(text);
        String variant = matcher.group(2);
        return new ZooName(matcher.group(1), variant == null ? "" : variant);
    }

    /** What the file of the parameters and the artifact in {@code metadata.json} are called. */
    String fileName() {
        return variant.isEmpty() ? artifactId : artifactId + "_" + variant;
    }

    /** What tells this variant from the others of the artifact. */
    Map<String, String> properties() {
        return variant.isEmpty() ? Map.of() : Map.of(VARIANT, variant);
    }

    /** The name as it is written: {@code ARTIFACT} or {@code ARTIFACT:VARIANT}. */
    @Override
    public String toString() {
        return text(artifactId, variant);
    }

    private static String text(String artifactId, String variant) {
        return variant.isEmpty() ? artifactId : artifactId + ":" + variant;
    }

    private static Matcher check(String text) {
        Matcher matcher = PATTERN.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "name of a model: expected ARTIFACT or ARTIFACT:VARIANT of letters, digits and underscores, got \""
                            + text
                            + "\"");
        }
        return matcher;
    }
}
