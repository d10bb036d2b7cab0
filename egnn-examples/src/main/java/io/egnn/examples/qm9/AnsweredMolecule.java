/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.qm9;

import io.egnn.datasets.molecule.MoleculeProperties;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a user's file, answered.
 *
 * @param place file and line
 * @param name what the molecule is called
 * @param properties by symbol; left out if there is an error
 * @param warnings why not to trust them; left out if there is an error
 * @param error why there is no answer, or left out
 */
record AnsweredMolecule(
        String place,
        @Nullable String name,
        @Nullable Map<String, Quantity> properties,
        @Nullable List<String> warnings,
        @Nullable String error) {

    /** A value with its unit. */
    record Quantity(double value, String unit) {}

    static AnsweredMolecule of(String place, MoleculeProperties answer, List<String> warnings) {
        Map<String, Quantity> properties = new LinkedHashMap<>();
        answer.properties()
                .forEach(p -> properties.put(p.name(), new Quantity(p.value(), p.unit())));
        return new AnsweredMolecule(place, answer.name(), properties, warnings, null);
    }

    static AnsweredMolecule failed(String place, String error) {
        return new AnsweredMolecule(place, null, null, null, error);
    }
}
