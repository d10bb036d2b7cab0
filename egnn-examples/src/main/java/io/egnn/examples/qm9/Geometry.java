/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.qm9;

import io.egnn.examples.reproduce.ResultFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What geometries from SMILES cost, as files for programs and people.
 *
 * @param model that was measured
 * @param data where molecules and SMILES are from
 * @param rows one for each property
 * @param uncharacterized how many molecules are on QM9's list of those whose geometry is not that
 *     of their SMILES, and were left out
 * @param failures molecules that could not be rebuilt
 */
record Geometry(
        String model,
        String data,
        List<GeometryRow> rows,
        int uncharacterized,
        List<RebuiltMolecules.Failure> failures) {

    void write(ResultFiles files) throws IOException {
        files.json(rows);
        files.csv(csv());
        files.markdown(markdown());
    }

    /** A table in Markdown. */
    String table() {
        StringBuilder text =
                new StringBuilder(
                        """
                        | property | unit | B3LYP geometry | rebuilt | times | unseen: B3LYP geometry | rebuilt | times |
                        |---|---|---|---|---|---|---|---|
                        """);
        for (GeometryRow row : rows) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "| %s | %s | %s | %s |%n",
                            row.property(),
                            row.unit(),
                            cells(row.all()),
                            cells(row.unseen())));
        }
        return text.toString();
    }

    /** Which molecules are not among those that were measured. */
    String leftOut() {
        return "%s%d molecules on QM9's list `uncharacterized.txt` are left out."
                .formatted(failed(), uncharacterized);
    }

    /** How many molecules could not be rebuilt, by reason. */
    private String failed() {
        if (failures.isEmpty()) {
            return "";
        }
        Map<String, Long> reasons =
                failures.stream()
                        .collect(
                                Collectors.groupingBy(
                                        RebuiltMolecules.Failure::reason,
                                        TreeMap::new,
                                        Collectors.counting()));
        return "%d molecules could not be rebuilt: %s. "
                .formatted(
                        failures.size(),
                        reasons.entrySet().stream()
                                .map(reason -> reason.getValue() + " " + reason.getKey())
                                .collect(Collectors.joining("; ")));
    }

    private String markdown() {
        GeometryRow any = rows.get(0);
        return """
                # Molecules: geometries rebuilt from SMILES

                Mean absolute errors of `%s` on the molecules of %s, once with their own geometry (B3LYP) and once with a
                conformer of OpenChemLib's generator that MMFF94s has relaxed, which is what `./egnn predict molecules.smi`
                does. The labels are those of the B3LYP geometry, so a part of the growth is that of another conformer.
                %s

                Left: all %d molecules, most of which the model was trained on. Right: the %d that it was not trained on.

                %s"""
                .formatted(
                        model,
                        data,
                        leftOut(),
                        any.all().molecules(),
                        any.unseen().molecules(),
                        table());
    }

    private List<List<Object>> csv() {
        List<List<Object>> lines = new ArrayList<>();
        lines.add(
                List.of(
                        "property",
                        "unit",
                        "molecules",
                        "mae_dft",
                        "mae_rebuilt",
                        "unseen_molecules",
                        "unseen_mae_dft",
                        "unseen_mae_rebuilt"));
        for (GeometryRow row : rows) {
            lines.add(
                    List.of(
                            row.property(),
                            row.unit(),
                            row.all().molecules(),
                            row.all().maeDft(),
                            row.all().maeRebuilt(),
                            row.unseen().molecules(),
                            row.unseen().maeDft(),
                            row.unseen().maeRebuilt()));
        }
        return lines;
    }

    private static String cells(GeometryRow.Errors errors) {
        return String.format(
                Locale.ROOT,
                "%.3f | %.3f | %.1f",
                errors.maeDft(),
                errors.maeRebuilt(),
                errors.growth());
    }
}
