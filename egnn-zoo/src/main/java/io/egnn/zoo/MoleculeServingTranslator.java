/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.egnn.datasets.molecule.Molecule;
import io.egnn.datasets.molecule.MoleculeProperties;
import io.egnn.datasets.molecule.MoleculeReader;
import io.egnn.datasets.molecule.MoleculeRecord;
import java.util.List;

/**
 * Molecules as DJL Serving passes them: in a JSON object with {@code atomicNumbers} (N numbers) and
 * {@code positions} (N lists of 3 numbers, in angstrom) and, if one likes, a {@code name}, or with
 * {@code smiles} alone; out one with {@code name}, {@code properties} and {@code warnings}.
 */
final class MoleculeServingTranslator
        extends JsonServingTranslator<MoleculeRecord, MoleculeProperties> {

    MoleculeServingTranslator(MoleculeTranslator molecules) {
        super(new MoleculeRecordTranslator(molecules));
    }

    record Smiles(String smiles) {}

    @Override
    MoleculeRecord read(JsonElement request) {
        if (request instanceof JsonObject object && object.has("smiles")) {
            String smiles = RecordJson.read(request, Smiles.class, PLACE).smiles();
            MoleculeRecord built = MoleculeReader.ofSmiles(smiles, smiles);
            if (built.error() != null) {
                throw new IllegalArgumentException("SMILES: " + built.error());
            }
            return built;
        }
        Molecule molecule = RecordJson.read(named(request), Molecule.class, PLACE);
        return new MoleculeRecord(PLACE, molecule, null, List.of());
    }

    /** A name is for whoever asks for several molecules. */
    private static JsonElement named(JsonElement request) {
        if (request instanceof JsonObject object && !object.has("name")) {
            JsonObject named = object.deepCopy();
            named.addProperty("name", "");
            return named;
        }
        return request;
    }

    @Override
    Object answer(MoleculeProperties properties) {
        return properties;
    }
}
