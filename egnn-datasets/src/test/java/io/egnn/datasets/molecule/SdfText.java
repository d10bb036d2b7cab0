/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A molecule as an SDF file has it, V2000, up to and with {@code M END}. */
final class SdfText {

    private final String title;
    private final List<String> atoms = new ArrayList<>();
    private final List<String> bonds = new ArrayList<>();
    private String dimension = "3D";

    SdfText(String title) {
        this.title = title;
    }

    /** Says that there are two dimensions. */
    SdfText flat() {
        dimension = "2D";
        return this;
    }

    SdfText atom(String element, double x, double y, double z) {
        return atom(element, x, y, z, 0);
    }

    /** An atom with MDL's code of a charge, 5 for -1. */
    SdfText atom(String element, double x, double y, double z, int charge) {
        atoms.add(
                String.format(
                        Locale.ROOT,
                        "%10.4f%10.4f%10.4f %-3s 0%3d  0  0  0  0",
                        x,
                        y,
                        z,
                        element,
                        charge));
        return this;
    }

    /** A single bond of atoms counted from 1. */
    SdfText bond(int a, int b) {
        bonds.add("%3d%3d  1  0".formatted(a, b));
        return this;
    }

    String text() {
        return """
               %s
                 egnn    0101260000%s

               %3d%3d  0  0  0  0  0  0  0  0999 V2000
               %s
               M  END
               """
                .formatted(
                        title,
                        dimension,
                        atoms.size(),
                        bonds.size(),
                        String.join("\n", join(atoms, bonds)));
    }

    private static List<String> join(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
