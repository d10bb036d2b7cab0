/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.djl.training.dataset.Dataset.Usage;
import ai.djl.util.JsonUtils;
import io.egnn.datasets.molecule.LabelScaling.Explained;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What is taken away from labels, and that it comes back without a loss. */
class LabelScalingTest {

    @Test
    void theReferenceTakesMeanAndDeviation() {
        MoleculeTable table = RandomMolecules.table(50, 1);
        MoleculeTarget target = MoleculeTarget.qm9("homo");
        double mean = 0;
        double deviation = 0;
        for (int m = 0; m < table.size(); m++) {
            mean += 27211.4 * table.label(m, "homo") / table.size();
        }
        for (int m = 0; m < table.size(); m++) {
            deviation += Math.abs(27211.4 * table.label(m, "homo") - mean) / table.size();
        }
        LabelScaling.Entry entry = LabelScaling.fit(table, target, Explained.MEAN);
        assertThat(entry.coefficients().get(0)).isCloseTo(mean, within(1e-8));
        assertThat(entry.scale()).isCloseTo(deviation, within(1e-8));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(mode = Mode.EXCLUDE, names = "LOGARITHM")
    void propertiesComeBackWithFreeAtoms(Explained explained) {
        MoleculeTable table = RandomMolecules.table(80, 2);
        List<LabelScaling.Entry> entries = new ArrayList<>();
        for (MoleculeTarget target : MoleculeTarget.QM9) {
            entries.add(LabelScaling.fit(table, target, explained));
        }
        LabelScaling scaling = new LabelScaling(entries);
        for (int m = 0; m < 5; m++) {
            List<MoleculeProperties.Property> properties =
                    scaling.properties(scaling.scaled(table, m), table, m);
            MoleculeProperties answer = new MoleculeProperties("x", properties, List.of());
            assertThat(answer.value("U0")).isCloseTo(27.2114 * table.label(m, "U0"), within(1e-9));
            assertThat(answer.value("zpve"))
                    .isCloseTo(27211.4 * table.label(m, "zpve"), within(1e-9));
            assertThat(answer.value("Cv")).isCloseTo(table.label(m, "Cv"), within(1e-9));
            double atoms =
                    MoleculeTarget.qm9("H").ofFreeAtoms(MoleculeFeatures.counts(table, m)) / 1000;
            assertThat(answer.value("H_atomization"))
                    .isCloseTo(answer.value("H") - atoms, within(1e-9));
        }
        assertThatThrownBy(() -> new MoleculeProperties("x", List.of(), List.of()).value("entropy"))
                .hasMessage("property: expected one of [], got entropy");
    }

    @Test
    void aLabelOfOnesOwnInMillielectronvoltIsToldInIt() {
        MoleculeTarget own = MoleculeTarget.of("barrier", "meV");
        assertThat(own.answerUnit()).isEqualTo("meV");
        assertThat(own.answer(3.07)).isEqualTo(3.07);
        assertThat(MoleculeTarget.qm9("gap").answerUnit()).isEqualTo("eV");
    }

    @Test
    void labelsComeBackFromTheirLogarithms() {
        MoleculeTable random = RandomMolecules.table(80, 2);
        List<Molecule> molecules = new ArrayList<>();
        List<Double> labels = new ArrayList<>();
        for (int m = 0; m < random.size(); m++) {
            molecules.add(random.molecule(m));
            labels.add(Math.exp(3 * Math.sin(m)));
        }
        MoleculeTable table = MoleculeTable.of(molecules, "A", labels);
        MoleculeTarget target = MoleculeTarget.of("A", "GHz");
        LabelScaling scaling =
                new LabelScaling(List.of(LabelScaling.fit(table, target, Explained.LOGARITHM)));
        LabelScaling.Entry entry = scaling.targets().get(0);
        for (int m = 0; m < 5; m++) {
            double[] counts = MoleculeFeatures.counts(table, m);
            double explained = entry.coefficients().get(0);
            for (int e = 0; e < counts.length; e++) {
                explained += entry.coefficients().get(1 + e) * counts[e];
            }
            double[] outputs = scaling.scaled(table, m);
            assertThat(outputs[0])
                    .isCloseTo(
                            (Math.log(table.label(m, "A")) - explained) / entry.scale(),
                            within(1e-12));
            assertThat(scaling.properties(outputs, table, m).get(0).value())
                    .isCloseTo(table.label(m, "A"), withinPercentage(1e-10));
        }
    }

    @Test
    void theMoleculeWithoutALogarithmIsNamed() {
        MoleculeTableBuilder builder = new MoleculeTableBuilder(List.of("y"), "mol ");
        for (int m = 1; m <= 3; m++) {
            builder.atom(1, 0, 0, 0);
            builder.end(m, new double[] {2 - m}, "");
        }
        MoleculeTable table = builder.build();
        assertThatThrownBy(
                        () ->
                                LabelScaling.fit(
                                        table, MoleculeTarget.of("y", ""), Explained.LOGARITHM))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("logarithm of y: expected positive labels, got 0.0 for mol 2");
    }

    @Test
    void theGapLiesBetweenTheOrbitals() {
        MoleculeTable table = RandomMolecules.table(20, 4);
        List<LabelScaling.Entry> entries = new ArrayList<>();
        for (String name : List.of("gap", "homo", "mu", "lumo")) {
            entries.add(
                    new LabelScaling.Entry(
                            MoleculeTarget.qm9(name), Explained.NOTHING, List.of(), 1000));
        }
        LabelScaling scaling = new LabelScaling(entries);

        MoleculeProperties moved =
                new MoleculeProperties(
                        "x", scaling.properties(new double[] {9, -6, 2, 0}, table, 0), List.of());
        assertThat(moved.value("gap")).isCloseTo(8, within(1e-12));
        assertThat(moved.value("homo")).isCloseTo(-7, within(1e-12));
        assertThat(moved.value("lumo")).isCloseTo(1, within(1e-12));
        assertThat(moved.value("mu")).isEqualTo(2000);

        MoleculeProperties consistent =
                new MoleculeProperties(
                        "x", scaling.properties(new double[] {6, -6, 2, 0}, table, 0), List.of());
        assertThat(consistent.value("gap")).isEqualTo(6);
        assertThat(consistent.value("homo")).isEqualTo(-6);
        assertThat(consistent.value("lumo")).isZero();
    }

    @Test
    void labelsOfOnesOwnThatAreCalledLikeOrbitalsStayAsTheyAre() {
        List<LabelScaling.Entry> entries = new ArrayList<>();
        for (String name : List.of("homo", "lumo", "gap")) {
            MoleculeTarget own = MoleculeTarget.of(name, "");
            entries.add(new LabelScaling.Entry(own, Explained.NOTHING, List.of(), 1));
        }

        MoleculeProperties answer =
                new MoleculeProperties(
                        "x",
                        new LabelScaling(entries)
                                .properties(
                                        new double[] {-6, 0, 9}, RandomMolecules.table(20, 4), 0),
                        List.of());

        assertThat(answer.value("homo")).isEqualTo(-6);
        assertThat(answer.value("lumo")).isZero();
        assertThat(answer.value("gap")).isEqualTo(9);
    }

    @Test
    void anElementThatIsNowhereIsNoTrouble() {
        MoleculeTableBuilder builder = new MoleculeTableBuilder(List.of("y"), "");
        for (int m = 0; m < 20; m++) {
            for (int a = 0; a <= m % 5; a++) {
                builder.atom(1, 0, 0, a);
            }
            for (int a = 0; a <= m % 3; a++) {
                builder.atom(6, 0, 1, a);
            }
            builder.end(m, new double[] {2 * (m % 5) + 3 * (m % 3) + 0.1 * Math.sin(m)}, "");
        }
        LabelScaling.Entry entry =
                LabelScaling.fit(builder.build(), MoleculeTarget.of("y", "1"), Explained.COUNTS);
        assertThat(entry.coefficients().get(1)).isCloseTo(2, within(0.05));
        assertThat(entry.coefficients().get(2)).isCloseTo(3, within(0.05));
        assertThat(entry.coefficients().get(5)).isCloseTo(0, within(1e-9));
        assertThat(entry.scale()).isLessThan(0.1);
    }

    @Test
    void labelsThatAreExplainedButForRoundingAreAnError() {
        MoleculeTable random = RandomMolecules.table(80, 2);
        List<Molecule> molecules = new ArrayList<>();
        List<Double> labels = new ArrayList<>();
        for (int m = 0; m < random.size(); m++) {
            molecules.add(random.molecule(m));
            labels.add(0.1 * random.atoms(m));
        }
        MoleculeTable table = MoleculeTable.of(molecules, "y", labels);
        MoleculeTarget target = MoleculeTarget.of("y", "");
        assertThatThrownBy(() -> LabelScaling.fit(table, target, Explained.COUNTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "scaling of y: expected labels of which something is left to learn, but COUNTS explains those of all 80 molecules");
        assertThat(LabelScaling.fit(table, target, Explained.MEAN).scale()).isGreaterThan(0.1);
    }

    @Test
    void aScalingSurvivesJson() {
        LabelScaling scaling =
                new LabelScaling(
                        List.of(
                                LabelScaling.fit(
                                        RandomMolecules.table(30, 3),
                                        MoleculeTarget.qm9("G"),
                                        Explained.COUNTS_AND_MOMENTS)));
        String json = JsonUtils.GSON.toJson(scaling);
        assertThat(JsonUtils.GSON.fromJson(json, LabelScaling.class)).isEqualTo(scaling);
    }

    @Test
    void whatCannotWorkIsAnError() {
        assertThatThrownBy(() -> new LabelScaling(List.of()))
                .hasMessage("scaling of labels: expected at least one target");
        MoleculeTarget mu = MoleculeTarget.qm9("mu");
        assertThatThrownBy(() -> new LabelScaling.Entry(mu, Explained.MEAN, List.of(), 1))
                .hasMessage("scaling of mu: expected 1 coefficients, got 0");
        assertThatThrownBy(() -> new LabelScaling.Entry(mu, Explained.NOTHING, List.of(), 0))
                .hasMessage("scaling of mu: expected a positive scale, got 0.0");
        assertThatThrownBy(() -> MoleculeTarget.qm9("MU"))
                .hasMessageStartingWith("property: expected one of [alpha, gap, homo");
    }

    @Test
    void theSampleLeavesWhatNumpyLeaves() throws IOException {
        MoleculeTable all = MoleculeFiles.read(MoleculeData.file("qm9_sample.xyz.gz"));
        MoleculeSplit split = MoleculeSplit.of(all.size());
        assertThat(split).isEqualTo(new MoleculeSplit(13_839, 1000, 1000, 0));
        MoleculeTable training = split.select(all, Usage.TRAIN);
        MoleculeTable test = split.select(all, Usage.TEST);
        // numpy.linalg.lstsq on the same molecules.
        assertThat(error(training, test, "U0", Explained.COUNTS))
                .isCloseTo(854.6302406, within(1e-5));
        assertThat(error(training, test, "r2", Explained.COUNTS_AND_MOMENTS))
                .isCloseTo(2.3541439398, within(1e-7));
    }

    private static double error(
            MoleculeTable training, MoleculeTable test, String name, Explained explained) {
        MoleculeTarget target = MoleculeTarget.qm9(name);
        LabelScaling scaling =
                new LabelScaling(List.of(LabelScaling.fit(training, target, explained)));
        double sum = 0;
        for (int m = 0; m < test.size(); m++) {
            sum += Math.abs(scaling.scaled(test, m)[0]) * scaling.targets().get(0).scale();
        }
        return sum / test.size();
    }
}
