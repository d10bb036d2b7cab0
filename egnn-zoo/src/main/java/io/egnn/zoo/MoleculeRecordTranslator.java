/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import ai.djl.ndarray.NDList;
import ai.djl.translate.Batchifier;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import io.egnn.datasets.molecule.Molecule;
import io.egnn.datasets.molecule.MoleculeProperties;
import io.egnn.datasets.molecule.MoleculeRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What {@link MoleculeTranslator} does with molecules, with entries of files: what was unusual
 * about an entry is told with its answer.
 */
final class MoleculeRecordTranslator implements Translator<MoleculeRecord, MoleculeProperties> {

    private static final String RECORDS = "records";

    private final MoleculeTranslator molecules;

    MoleculeRecordTranslator(MoleculeTranslator molecules) {
        this.molecules = molecules;
    }

    @Override
    public Batchifier getBatchifier() {
        return molecules.getBatchifier();
    }

    @Override
    public void prepare(TranslatorContext ctx) {
        molecules.prepare(ctx);
    }

    @Override
    public NDList processInput(TranslatorContext ctx, MoleculeRecord record) {
        ctx.setAttachment(RECORDS, List.of(record));
        return molecules.processInput(ctx, molecule(record));
    }

    @Override
    public MoleculeProperties processOutput(TranslatorContext ctx, NDList list)
            throws TranslateException {
        return warned(records(ctx).get(0), molecules.processOutput(ctx, list));
    }

    @Override
    public NDList batchProcessInput(TranslatorContext ctx, List<MoleculeRecord> records) {
        ctx.setAttachment(RECORDS, List.copyOf(records));
        return molecules.batchProcessInput(
                ctx, records.stream().map(MoleculeRecordTranslator::molecule).toList());
    }

    @Override
    public List<MoleculeProperties> batchProcessOutput(TranslatorContext ctx, NDList list)
            throws TranslateException {
        List<MoleculeRecord> records = records(ctx);
        List<MoleculeProperties> answers = new ArrayList<>();
        for (MoleculeProperties answer : molecules.batchProcessOutput(ctx, list)) {
            answers.add(warned(records.get(answers.size()), answer));
        }
        return answers;
    }

    private static Molecule molecule(MoleculeRecord record) {
        if (record.molecule() == null) {
            throw new IllegalArgumentException(record.place() + ": " + record.error());
        }
        return record.molecule();
    }

    private static MoleculeProperties warned(MoleculeRecord record, MoleculeProperties answer) {
        return new MoleculeProperties(
                answer.name(),
                answer.properties(),
                Stream.concat(record.warnings().stream(), answer.warnings().stream()).toList());
    }

    @SuppressWarnings("unchecked") // only this class sets this attachment
    private static List<MoleculeRecord> records(TranslatorContext ctx) {
        return (List<MoleculeRecord>) ctx.getAttachment(RECORDS);
    }
}
