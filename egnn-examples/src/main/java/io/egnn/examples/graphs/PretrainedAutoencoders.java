/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.graphs;

import io.egnn.datasets.randomgraph.GraphVariant;
import io.egnn.zoo.ModelCard;
import io.egnn.zoo.ModelCatalog;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;

/** The zoo's autoencoders of graphs beside the paper's. */
public final class PretrainedAutoencoders {

    private PretrainedAutoencoders() {}

    /**
     * Errors on the standard test graphs as the cards have them, and those of the paper's figure 5.
     *
     * @return a table in Markdown
     * @throws IOException if the metadata of the zoo cannot be read
     */
    public static String table() throws IOException {
        StringBuilder text =
                new StringBuilder(
                        """
                        | model | BCE | paper | wrong, % | paper | F1 | paper | best of 16: wrong, % |
                        |---|---|---|---|---|---|---|---|
                        """);
        for (GraphVariant variant : GraphVariant.values()) {
            String name = GraphModels.ARTIFACT + ":" + variant.title();
            ModelCard card = ModelCatalog.shipped().entry(name).card();
            Figure5Row.Paper paper =
                    Objects.requireNonNull(
                            Figure5Row.paper(GraphRecipe.EGNN.title(), variant.title()));
            text.append(
                    String.format(
                            Locale.ROOT,
                            "| `%s` | %.2f | %.2f | %.3f | %.2f | %.4f | %.3f | %.3f |%n",
                            name,
                            card.metric("test_bce").orElseThrow(),
                            paper.bce(),
                            card.metric("test_error").orElseThrow(),
                            paper.errorPercent(),
                            card.metric("test_f1").orElseThrow(),
                            paper.f1(),
                            card.metric("best_of_16_error").orElseThrow()));
        }
        return text.toString();
    }
}
