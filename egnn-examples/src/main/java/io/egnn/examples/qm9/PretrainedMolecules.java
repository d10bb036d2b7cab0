/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.qm9;

import io.egnn.datasets.molecule.MoleculeTarget;
import io.egnn.zoo.ModelCard;
import io.egnn.zoo.ModelCatalog;
import io.egnn.zoo.ZooEntry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The zoo's models of all properties beside the paper's twelve. */
public final class PretrainedMolecules {

    private PretrainedMolecules() {}

    /**
     * Mean absolute errors as the card has them, and those of the paper's table 3.
     *
     * @return a table in Markdown
     * @throws IOException if the metadata of the zoo cannot be read
     */
    public static String table() throws IOException {
        Map<String, Double> paper = Objects.requireNonNull(Table3Row.paper("EGNN"));
        StringBuilder text = new StringBuilder(line("", MoleculeTarget::name));
        text.append("|---".repeat(1 + MoleculeTarget.QM9.size())).append("|\n");
        text.append(line("unit", MoleculeTarget::unit));
        for (ZooEntry entry : ModelCatalog.shipped().entries()) {
            if (entry.name().artifactId().equals(QM9Models.ARTIFACT) && hasAll(entry.card())) {
                text.append(
                        line(
                                "`" + entry.name() + "`",
                                t ->
                                        Table3.digits(
                                                entry.card().testError(t.name()).orElseThrow())));
            }
        }
        return text.append(line("paper", t -> Table3.digits(paper.get(t.name())))).toString();
    }

    private static boolean hasAll(ModelCard card) {
        return MoleculeTarget.QM9.stream().allMatch(t -> card.testError(t.name()).isPresent());
    }

    private static String line(String head, Function<MoleculeTarget, String> cell) {
        List<String> cells = MoleculeTarget.QM9.stream().map(cell).toList();
        return "| " + head + " | " + String.join(" | ", cells) + " |\n";
    }
}
