/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.qm9;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import io.egnn.datasets.molecule.Molecule;
import io.egnn.datasets.molecule.MoleculeProperties;
import io.egnn.datasets.molecule.MoleculeTarget;
import io.egnn.zoo.ModelCard;
import io.egnn.zoo.ModelCatalog;
import io.egnn.zoo.ZooEntry;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Loading a model of molecules. */
final class QM9Models {

    /** What the errors in a model card are called, before the symbol of the property. */
    static final String METRIC = "test_mae_";

    /** The pretrained model. */
    static final String PRETRAINED = "egnn_qm9:all";

    /** The artifact of the zoo whose variants predict properties of molecules. */
    static final String ARTIFACT = "egnn_qm9";

    private QM9Models() {}

    /**
     * Which model predicts which property.
     *
     * @param model the one model that is asked for, or null for the best of the zoo
     * @return names of models by the symbols of properties
     * @throws IOException if the metadata of the zoo cannot be read
     * @throws IllegalArgumentException if the zoo has no such models
     */
    static Map<String, String> byProperty(@Nullable String model) throws IOException {
        Map<String, String> models = new LinkedHashMap<>();
        if (model != null) {
            MoleculeTarget.QM9.forEach(target -> models.put(target.name(), model));
            return models;
        }
        Map<String, Double> errors = new LinkedHashMap<>();
        for (ZooEntry entry : ModelCatalog.shipped().entries()) {
            if (entry.name().artifactId().equals(ARTIFACT)) {
                for (ModelCard.Metric metric : entry.card().metrics()) {
                    String property = metric.name().replaceFirst("^" + METRIC, "");
                    boolean better =
                            metric.value()
                                    < errors.getOrDefault(property, Double.POSITIVE_INFINITY);
                    if (metric.name().startsWith(METRIC) && better) {
                        errors.put(property, metric.value());
                        models.put(property, entry.name().toString());
                    }
                }
            }
        }
        if (models.isEmpty()) {
            throw new IllegalArgumentException(
                    "--model: expected a trained folder, since the zoo has no " + ARTIFACT);
        }
        return models;
    }

    /**
     * Loads a model from the zoo or from a folder that was trained into.
     *
     * @param model {@code ARTIFACT}, {@code ARTIFACT:VARIANT} or a folder
     * @param device where it computes
     * @return the model, to be closed
     * @throws IOException if a file cannot be read, or is not what it should be
     * @throws ModelNotFoundException if there is none
     * @throws MalformedModelException if the parameters are not those of this model
     */
    static ZooModel<Molecule, MoleculeProperties> load(String model, Device device)
            throws IOException, ModelNotFoundException, MalformedModelException {
        return ModelCatalog.shipped()
                .criteria(model, Molecule.class, MoleculeProperties.class)
                .optDevice(device)
                .build()
                .loadModel();
    }
}
