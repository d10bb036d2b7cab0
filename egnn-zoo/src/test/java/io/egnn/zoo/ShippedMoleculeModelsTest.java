/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import io.egnn.datasets.molecule.Molecule;
import io.egnn.datasets.molecule.MoleculeFeatures;
import io.egnn.datasets.molecule.MoleculeProperties;
import io.egnn.datasets.molecule.MoleculeReader;
import io.egnn.datasets.molecule.MoleculeTable;
import io.egnn.datasets.molecule.MoleculeTarget;
import io.egnn.equivariance.EquivarianceChecker;
import io.egnn.equivariance.Haar;
import io.egnn.equivariance.OutputKind;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.GraphNetwork;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The models of molecules that are in the jar: what nothing changes, and which is for what. */
class ShippedMoleculeModelsTest {

    private static final String ARTIFACT = "egnn_qm9";

    /** Mean absolute deviations in QM9, in the units of answers, energies without free atoms. */
    private static final Map<String, Double> DEVIATIONS =
            Map.ofEntries(
                    Map.entry("alpha", 6.311),
                    Map.entry("gap", 1.073),
                    Map.entry("homo", 0.442),
                    Map.entry("lumo", 1.051),
                    Map.entry("mu", 1.176),
                    Map.entry("Cv", 4.893),
                    Map.entry("G", 7.478),
                    Map.entry("H", 8.267),
                    Map.entry("r2", 204.7),
                    Map.entry("U", 8.208),
                    Map.entry("U0", 8.134),
                    Map.entry("zpve", 716.5));

    private static final List<Molecule> MOLECULES =
            Stream.of("CCO", "NC(=O)C#N", "CC(C)(F)O", "c1ccoc1", "C1CC1N", "CC#CC=O", "OCC1CN1")
                    .map(smiles -> MoleculeReader.ofSmiles(smiles, smiles).molecule())
                    .map(Objects::requireNonNull)
                    .toList();

    private static List<ZooEntry> shipped() throws IOException {
        List<ZooEntry> entries =
                ModelCatalog.shipped().entries().stream()
                        .filter(entry -> entry.name().artifactId().equals(ARTIFACT))
                        .toList();
        assumeThat(entries).as("models of molecules in the zoo").isNotEmpty();
        return entries;
    }

    private static ZooModel<Molecule, MoleculeProperties> load(String name) throws Exception {
        return ModelCatalog.shipped()
                .criteria(name, Molecule.class, MoleculeProperties.class)
                .build()
                .loadModel();
    }

    @Test
    void movingReflectingAndRenumberingChangesNoPropertyInFloat32() throws Exception {
        SplittableRandom random = new SplittableRandom(17);
        for (ZooEntry entry : shipped()) {
            try (ZooModel<Molecule, MoleculeProperties> model = load(entry.name().toString());
                    Predictor<Molecule, MoleculeProperties> predictor = model.newPredictor()) {
                for (int draw = 0; draw < 4; draw++) {
                    List<Molecule> moved = new ArrayList<>();
                    for (Molecule molecule : MOLECULES) {
                        moved.add(moved(molecule, random));
                    }
                    assertSame(predictor.batchPredict(MOLECULES), predictor.batchPredict(moved));
                }
            }
        }
    }

    private static void assertSame(
            List<MoleculeProperties> before, List<MoleculeProperties> after) {
        for (int m = 0; m < before.size(); m++) {
            for (MoleculeProperties.Property property : before.get(m).properties()) {
                String name = property.name().replace("_atomization", "");
                assertThat(Math.abs(after.get(m).value(property.name()) - property.value()))
                        .as("%s of %s", property.name(), before.get(m).name())
                        .isLessThan(1e-5 * Objects.requireNonNull(DEVIATIONS.get(name)));
            }
        }
    }

    @Test
    void inFloat64TheyAreExact() throws Exception {
        MoleculeTable table = MoleculeTable.of(MOLECULES);
        List<Long> indices = LongStream.range(0, table.size()).boxed().toList();
        for (ZooEntry entry : shipped()) {
            try (ZooModel<Molecule, MoleculeProperties> model = load(entry.name().toString());
                    Model exact = Model.newInstance("float64", "PyTorch")) {
                NDManager manager = exact.getNDManager();
                GraphBatch batch =
                        MoleculeFeatures.batch(manager, table, indices, DataType.FLOAT64);
                EquivarianceChecker.of(OutputKind.GRAPH_INVARIANT)
                        .check(
                                Doubled.of((GraphNetwork<?>) model.getBlock(), batch, manager),
                                batch)
                        .orThrow(1e-10);
            }
        }
    }

    @Test
    void aFilterByPropertyLoadsTheModelWithTheSmallestTestError() throws Exception {
        shipped();
        for (MoleculeTarget target : MoleculeTarget.QM9) {
            ZooEntry best = ModelCatalog.shipped().best(ARTIFACT, target.name()).orElseThrow();
            try (ZooModel<Molecule, MoleculeProperties> model =
                            Criteria.builder()
                                    .setTypes(Molecule.class, MoleculeProperties.class)
                                    .optGroupId(EgnnModelZoo.GROUP_ID)
                                    .optArtifactId(ARTIFACT)
                                    .optFilter("property", target.name())
                                    .build()
                                    .loadModel();
                    Predictor<Molecule, MoleculeProperties> found = model.newPredictor();
                    ZooModel<Molecule, MoleculeProperties> named = load(best.name().toString());
                    Predictor<Molecule, MoleculeProperties> expected = named.newPredictor()) {
                assertThat(found.batchPredict(MOLECULES))
                        .isEqualTo(expected.batchPredict(MOLECULES));
                assertThat(found.predict(MOLECULES.get(0)).value(target.name())).isFinite();
            }
        }
    }

    /** Turned or reflected, renumbered, and somewhere else. */
    private static Molecule moved(Molecule molecule, SplittableRandom random) {
        double[][] q = Haar.orthogonal(3, random);
        double[] shift = {
            random.nextDouble(-20, 20), random.nextDouble(-20, 20), random.nextDouble(-20, 20)
        };
        int[] numbers = molecule.atomicNumbers();
        double[][] x = molecule.positions();
        for (int a = numbers.length - 1; a > 0; a--) {
            int b = random.nextInt(a + 1);
            int number = numbers[a];
            numbers[a] = numbers[b];
            numbers[b] = number;
            double[] position = x[a];
            x[a] = x[b];
            x[b] = position;
        }
        for (int a = 0; a < x.length; a++) {
            double[] turned = shift.clone();
            for (int d = 0; d < 3; d++) {
                for (int e = 0; e < 3; e++) {
                    turned[d] += q[d][e] * x[a][e];
                }
            }
            x[a] = turned;
        }
        return new Molecule(molecule.name(), numbers, x);
    }
}
