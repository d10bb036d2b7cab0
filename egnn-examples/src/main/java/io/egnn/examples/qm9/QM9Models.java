/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.qm9;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import io.egnn.datasets.molecule.Molecule;
import io.egnn.datasets.molecule.MoleculeProperties;
import io.egnn.zoo.ModelCatalog;
import java.io.IOException;

/** Loading a model of molecules. */
final class QM9Models {

    private QM9Models() {}

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
