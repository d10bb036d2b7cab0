/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.qm9;

import io.egnn.datasets.molecule.MoleculeTarget;
import io.egnn.zoo.ModelCard;
import io.egnn.zoo.ModelCatalog;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The zoo's model of all properties beside the paper's twelve. */
public final class PretrainedMolecules {

    private PretrainedMolecules() {}

    /**
     * Mean absolute errors as the card has them, and those of the paper's table 3.
     *
     * @return a table in Markdown
     * @throws IOException if the metadata of the zoo cannot be read
     */
    public static String table() throws IOException {
        ModelCard card = ModelCatalog.shipped().entry(QM9Models.PRETRAINED).card();
        Map<String, Double> paper = Objects.requireNonNull(Table3Row.paper("EGNN"));
        return line("", MoleculeTarget::name)
                + "|---".repeat(1 + MoleculeTarget.QM9.size())
                + "|\n"
                + line("unit", MoleculeTarget::unit)
                + line("here", t -> Table3.digits(card.testError(t.name()).orElseThrow()))
                + line("paper", t -> Table3.digits(paper.get(t.name())));
    }

    private static String line(String head, Function<MoleculeTarget, String> cell) {
        List<String> cells = MoleculeTarget.QM9.stream().map(cell).toList();
        return "| " + head + " | " + String.join(" | ", cells) + " |\n";
    }
}
