/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import java.util.List;

/**
 * What a model says about a molecule.
 *
 * @param name what the molecule is called
 * @param properties values with units, in the order of the model
 * @param warnings why not to trust them, if there is a reason
 */
public record MoleculeProperties(String name, List<Property> properties, List<String> warnings) {

    /**
     * One property.
     *
     * @param name its symbol, for example {@code homo}; {@code U0_atomization} is {@code U0}
     *     without the energies of free atoms
     * @param value its value
     * @param unit the unit of the value
     */
    public record Property(String name, double value, String unit) {}

    /** Copies the lists. */
    public MoleculeProperties {
        properties = List.copyOf(properties);
        warnings = List.copyOf(warnings);
    }

    /**
     * Looks a property up.
     *
     * @param symbol its symbol
     * @return its value, in its unit
     * @throws IllegalArgumentException if the model does not predict it, listing what it does
     */
    public double value(String symbol) {
        return properties.stream()
                .filter(property -> property.name().equals(symbol))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "property: expected one of %s, got %s"
                                                .formatted(
                                                        properties.stream()
                                                                .map(Property::name)
                                                                .toList(),
                                                        symbol)))
                .value();
    }
}
