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
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Loading a model of molecules. */
public final class QM9Models {

    /** The pretrained network, which others begin with. */
    public static final String PRETRAINED = "egnn_qm9:all";

    /** The mean of several networks, which has the smallest errors. */
    public static final String ENSEMBLE = "egnn_qm9:ensemble";

    /** The artifact of the zoo whose variants predict properties of molecules. */
    public static final String ARTIFACT = "egnn_qm9";

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
        ModelCatalog catalog = ModelCatalog.shipped();
        for (MoleculeTarget target : MoleculeTarget.QM9) {
            catalog.best(ARTIFACT, target.name())
                    .ifPresent(entry -> models.put(target.name(), entry.name().toString()));
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
    public static ZooModel<Molecule, MoleculeProperties> load(String model, Device device)
            throws IOException, ModelNotFoundException, MalformedModelException {
        return ModelCatalog.shipped()
                .criteria(model, Molecule.class, MoleculeProperties.class)
                .optDevice(device)
                .build()
                .loadModel();
    }

    /**
     * The card of a model that was trained on some molecules.
     *
     * @param model {@code ARTIFACT}, {@code ARTIFACT:VARIANT} or a folder
     * @param sha256 of those molecules
     * @throws IOException if there is no card
     * @throws IllegalArgumentException if the model was trained on others
     */
    static ModelCard card(String model, String sha256) throws IOException {
        ModelCard card = ModelCatalog.shipped().card(model);
        if (!card.data().sha256().equals(sha256)) {
            throw new IllegalArgumentException(
                    "model %s: expected one trained on the molecules of --data, whose hash is %s, got %s"
                            .formatted(model, sha256, card.data().sha256()));
        }
        return card;
    }
}
