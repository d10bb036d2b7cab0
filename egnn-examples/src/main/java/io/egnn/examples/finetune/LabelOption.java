/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.finetune;

import io.egnn.datasets.molecule.MoleculeTable;
import io.egnn.datasets.molecule.MoleculeTarget;
import io.egnn.examples.command.ShellWord;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --label}, {@code --log} and {@code --unit}: what is learned of a table of molecules. */
final class LabelOption {

    /** The rotational constants of QM9's own files, which are not among its twelve properties. */
    private static final List<String> ROTATIONAL = List.of("A", "B", "C");

    /**
     * What is learned from QM9's own files: none of the twelve properties and no function of them,
     * but of the moments of inertia. Its logarithm, since a few small molecules have many times the
     * value of the others: of 1,000 test molecules, formaldehyde alone makes a third of the mean
     * error in GHz.
     */
    private static final String STANDARD = "B";

    @Option(
            names = "--label",
            paramLabel = "NAME",
            description =
                    "a column of the table beside the molecules (default: the only one; of QM9's own"
                            + " files the logarithm of the rotational constant B)")
    private @Nullable String name;

    @Option(
            names = "--log",
            description =
                    "learn the logarithm of the label, for positive ones of which a few are many times"
                            + " the others; errors are then in percent, predictions as without it")
    private boolean logarithm;

    @Option(names = "--unit", paramLabel = "UNIT", description = "unit of the label")
    private @Nullable String unit;

    /**
     * What is to be learned.
     *
     * @throws IllegalArgumentException if the table has no such column, or several and none is
     *     named
     */
    MoleculeTarget target(MoleculeTable table) {
        String column = column(table);
        if (unit != null) {
            return MoleculeTarget.of(column, unit);
        }
        // A column of one's own may be called as one of QM9 and have another unit.
        if (table.hasQM9Numbers() && ROTATIONAL.contains(column)) {
            return MoleculeTarget.of(column, "GHz");
        }
        return MoleculeTarget.QM9.stream()
                .filter(target -> table.hasQM9Numbers() && target.name().equals(column))
                .findFirst()
                .orElseGet(() -> MoleculeTarget.of(column, "units of the table"));
    }

    private String column(MoleculeTable table) {
        List<String> columns = table.columns();
        if (name != null && columns.contains(name)) {
            return name;
        }
        if (name == null && columns.size() == 1) {
            return columns.get(0);
        }
        if (name == null && table.hasQM9Numbers() && columns.contains(STANDARD)) {
            return STANDARD;
        }
        throw new IllegalArgumentException(
                "--label: expected one of %s, got %s".formatted(columns, name));
    }

    /** Whether the logarithm of what {@link #target} gave is learned. */
    boolean isRelative(MoleculeTarget target, MoleculeTable table) {
        boolean standard = name == null && table.hasQM9Numbers() && target.name().equals(STANDARD);
        return logarithm || standard;
    }

    /** The option that names the unit again, after a space; empty if it was not named. */
    String unitWords() {
        return unit == null ? "" : " --unit " + ShellWord.of(unit);
    }
}
