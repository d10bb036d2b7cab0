/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.egnn.datasets.molecule.Molecule;
import io.egnn.datasets.molecule.MoleculeProperties;

/**
 * Molecules as DJL Serving passes them: in a JSON object with {@code name}, {@code atomicNumbers}
 * (N numbers) and {@code positions} (N lists of 3 numbers, in angstrom), or with {@code smiles}
 * alone; out one with {@code name}, {@code properties} and {@code warnings}.
 */
final class MoleculeServingTranslator extends JsonServingTranslator<Molecule, MoleculeProperties> {

    MoleculeServingTranslator(MoleculeTranslator molecules) {
        super(molecules);
    }

    record Smiles(String smiles) {}

    @Override
    Molecule read(JsonElement request) {
        if (request instanceof JsonObject object && object.has("smiles")) {
            return Molecule.ofSmiles(RecordJson.read(request, Smiles.class, PLACE).smiles());
        }
        return RecordJson.read(request, Molecule.class, PLACE);
    }

    @Override
    Object answer(MoleculeProperties properties) {
        return properties;
    }
}
