/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingDouble;

import ai.djl.repository.Artifact;
import ai.djl.repository.Metadata;
import ai.djl.repository.VersionRange;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The models of one artifact id, which are also found by what they predict: {@code
 * Criteria.optFilter("property", "homo")} is met by every model whose card has a test error of that
 * property, and the one with the smallest comes first, which is the one that DJL loads.
 *
 * <p>A model of all properties so answers for each of them until one of that property alone is
 * better. All other filters are DJL's own: an artifact's property of that name and value.
 */
final class RankedMetadata extends Metadata {

    /** The filter that names what is to be predicted. */
    static final String PROPERTY = "property";

    /** By the artifact's name; Gson makes no use of it. */
    private transient Map<String, ModelCard> cards = Map.of();

    /** Sets the cards by which models are ranked. */
    void rankBy(List<ZooEntry> entries) {
        cards =
                entries.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        entry -> entry.name().fileName(), ZooEntry::card));
    }

    @Override
    public List<Artifact> search(VersionRange versionRange, @Nullable Map<String, String> filter) {
        String property = filter == null ? null : filter.get(PROPERTY);
        if (filter == null || property == null) {
            return super.search(versionRange, filter);
        }
        Map<String, String> others = new HashMap<>(filter);
        others.remove(PROPERTY);
        return super.search(versionRange, others).stream()
                .filter(artifact -> predicts(artifact, property))
                .sorted(comparing(artifact -> cards.get(artifact.getName()), byError(property)))
                .toList();
    }

    /** The order of models that predict a property: the smallest test error first. */
    static Comparator<ModelCard> byError(String property) {
        return comparingDouble(card -> card.testError(property).orElseThrow());
    }

    private boolean predicts(Artifact artifact, String property) {
        ModelCard card = cards.get(artifact.getName());
        return card != null && card.testError(property).isPresent();
    }
}
