/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.training.loss.L2Loss;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which way the arrows between modules and packages go, and what nobody may use. */
class ArchitectureTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .withImportOption(location -> !location.contains("-tests.jar"))
                    .importPackages("io.egnn");

    @Test
    void allModulesAreLookedAt() {
        assertThat(
                        List.of(
                                "io.egnn.nn.Egnn",
                                "io.egnn.datasets.nbody.NBody",
                                "io.egnn.zoo.EgnnModelZoo",
                                "io.egnn.examples.Main"))
                .allMatch(CLASSES::contain);
        assertThat(CLASSES.contain(ArchitectureTest.class)).isFalse();
    }

    @Test
    void coreKnowsNoOtherModule() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.egnn.datasets..", "io.egnn.zoo..", "io.egnn.examples..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.egnn.datasets..", "io.egnn.zoo..", "io.egnn.examples..")
                .check(CLASSES);
    }

    @Test
    void datasetsKnowOnlyCore() {
        noClasses()
                .that()
                .resideInAPackage("io.egnn.datasets..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.egnn.zoo..", "io.egnn.examples..")
                .check(CLASSES);
    }

    @Test
    void theZooKnowsNoExamples() {
        noClasses()
                .that()
                .resideInAPackage("io.egnn.zoo..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.egnn.examples..")
                .check(CLASSES);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "io.egnn.(*)..",
                "io.egnn.nn.(*)..",
                "io.egnn.datasets.(*)..",
                "io.egnn.examples.(*).."
            })
    void packagesHaveNoCycles(String pattern) {
        slices().matching(pattern).should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyKernelsAndTrainingUseTheEngineDirectly() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.egnn.nn.kernel..", "io.egnn.training..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl.pytorch..")
                .check(CLASSES);
    }

    /** See {@link io.egnn.nn.kernel.Differentiable}: autograd keeps what DJL does not. */
    @Test
    void gradientsDoNotDependOnTheGarbageCollector() {
        for (String name :
                List.of("mul", "muli", "div", "divi", "maximum", "minimum", "pow", "powi")) {
            noClasses().should().callMethod(NDArray.class, name, Number.class).check(CLASSES);
        }
        noClasses().should().dependOnClassesThat().areAssignableTo(L2Loss.class).check(CLASSES);
    }

    @Test
    void nothingIsDrawnWithoutASeed() {
        noClasses()
                .should()
                .callConstructor(Random.class)
                .orShould()
                .callConstructor(SplittableRandom.class)
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(StrictMath.class, "random")
                .orShould()
                .callMethod(RandomGenerator.class, "getDefault")
                .orShould()
                .callMethod(RandomGenerator.class, "of", String.class)
                .orShould()
                .callMethod(Collections.class, "shuffle", List.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocalRandom.class)
                .check(CLASSES);
    }
}
