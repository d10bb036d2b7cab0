/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.MalformedModelException;
import ai.djl.inference.Predictor;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ModelZoo;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.util.Utils;
import io.egnn.datasets.nbody.ParticleFeatures;
import io.egnn.datasets.nbody.ParticleSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EgnnModelZooTest {

    private static final ParticleSystem SYSTEM = TestModels.system(5, 3, 9);

    @TempDir Path work;
    private Path tree;
    private TemporaryCache cache;

    @BeforeEach
    void makeTree() throws Exception {
        tree = TestModels.tree(work, 1);
        cache = new TemporaryCache(work.resolve("cache"));
    }

    @AfterEach
    void restoreCache() {
        cache.close();
    }

    private static Criteria.Builder<ParticleSystem, ParticleSystem> criteria() {
        return Criteria.builder().setTypes(ParticleSystem.class, ParticleSystem.class);
    }

    private Criteria<ParticleSystem, ParticleSystem> byArtifact() {
        return criteria()
                .optModelZoo(TestModels.catalog(tree).zoo())
                .optGroupId("io.egnn")
                .optArtifactId("egnn_nbody")
                .build();
    }

    private static ParticleSystem predict(Criteria<ParticleSystem, ParticleSystem> criteria)
            throws Exception {
        try (ZooModel<ParticleSystem, ParticleSystem> model = criteria.loadModel();
                Predictor<ParticleSystem, ParticleSystem> predictor = model.newPredictor()) {
            return predictor.predict(SYSTEM);
        }
    }

    private ParticleSystem trained() throws Exception {
        return predict(byPath(work.resolve("trained")));
    }

    private static Criteria<ParticleSystem, ParticleSystem> byPath(Path folder) {
        return criteria()
                .optModelPath(folder)
                .optTranslatorFactory(new NBodyTranslatorFactory())
                .build();
    }

    @Test
    void djlFindsTheZooByItsGroup() {
        assertThat(ModelZoo.getModelZoo("io.egnn")).isInstanceOf(EgnnModelZoo.class);
        assertThat(Utils.isOfflineMode()).isTrue();
    }

    @Test
    void groupAndArtifactLoadTheTrainedModel() throws Exception {
        assertThat(predict(byArtifact())).isEqualTo(trained());
    }

    @Test
    void aRegisteredZooNeedsNothingButGroupAndArtifact() throws Exception {
        try {
            ModelZoo.registerModelZoo(() -> TestModels.catalog(tree).zoo());

            assertThat(predict(criteria().optArtifactId("io.egnn:egnn_nbody").build()))
                    .isEqualTo(trained());
        } finally {
            ModelZoo.registerModelZoo(new EgnnZooProvider());
        }
    }

    @Test
    void namesAndFoldersLoadTheSameModel() throws Exception {
        ModelCatalog catalog = TestModels.catalog(tree);
        for (String model : List.of("egnn_nbody", work.resolve("trained").toString())) {
            assertThat(
                            predict(
                                    catalog.criteria(
                                                    model,
                                                    ParticleSystem.class,
                                                    ParticleSystem.class)
                                            .build()))
                    .as(model)
                    .isEqualTo(trained());
        }
    }

    @Test
    void variantsAreLoadedByName() throws Exception {
        Path variants = work.resolve("variants");
        ArtifactWriter writer = new ArtifactWriter(variants);
        writer.put(ZooName.of("egnn_nbody:one"), work.resolve("trained"));
        Path other = TestModels.folder(work.resolve("other"), 8, 2);
        writer.put(ZooName.of("egnn_nbody:two"), other);
        ModelCatalog catalog = TestModels.catalog(variants);

        ParticleSystem one =
                predict(
                        catalog.criteria(
                                        "egnn_nbody:one",
                                        ParticleSystem.class,
                                        ParticleSystem.class)
                                .build());
        ParticleSystem two =
                predict(
                        catalog.criteria(
                                        "egnn_nbody:two",
                                        ParticleSystem.class,
                                        ParticleSystem.class)
                                .build());

        assertThat(one).isEqualTo(trained());
        assertThat(two).isEqualTo(predict(byPath(other)));
    }

    @Test
    void ofSeveralModelsThatPredictAPropertyTheBestIsLoaded() throws Exception {
        Path variants = work.resolve("variants");
        ArtifactWriter writer = new ArtifactWriter(variants);
        Path all = variant(writer, "all", 2, error("homo", 90), error("mu", 0.3), error("zpve", 3));
        Path homo = variant(writer, "homo", 3, error("homo", 80));
        Path mu = variant(writer, "mu", 4, error("mu", 0.4));
        ModelCatalog catalog = TestModels.catalog(variants);

        assertThat(predict(byProperty(catalog, "homo"))).isEqualTo(predict(byPath(homo)));
        assertThat(predict(byProperty(catalog, "mu"))).isEqualTo(predict(byPath(all)));
        assertThat(predict(byProperty(catalog, "zpve"))).isEqualTo(predict(byPath(all)));
        assertThat(
                        predict(
                                criteria()
                                        .optModelZoo(catalog.zoo())
                                        .optFilter("variant", "mu")
                                        .optFilter("property", "mu")
                                        .build()))
                .as("one of two filters alone would find another model")
                .isEqualTo(predict(byPath(mu)));
        assertThat(predict(criteria().optModelZoo(catalog.zoo()).build()))
                .as("without a filter the first")
                .isEqualTo(predict(byPath(all)));
        assertThatThrownBy(() -> byProperty(catalog, "entropy").loadModel())
                .isInstanceOf(ModelNotFoundException.class);

        assertThat(catalog.best("egnn_nbody", "homo"))
                .map(entry -> entry.name().toString())
                .contains("egnn_nbody:homo");
        assertThat(catalog.best("egnn_nbody", "mu"))
                .map(entry -> entry.name().toString())
                .contains("egnn_nbody:all");
        assertThat(catalog.best("egnn_nbody", "entropy")).isEmpty();
        assertThat(catalog.best("egnn_qm9", "homo")).isEmpty();
    }

    private Path variant(ArtifactWriter writer, String name, long seed, ModelCard.Metric... errors)
            throws Exception {
        Path folder =
                TestModels.folder(work.resolve("of_" + name), 8, seed, TestModels.card(errors));
        writer.put(ZooName.of("egnn_nbody:" + name), folder);
        return folder;
    }

    private static ModelCard.Metric error(String property, double value) {
        return new ModelCard.Metric("test_mae_" + property, value, "unit", "nothing");
    }

    private static Criteria<ParticleSystem, ParticleSystem> byProperty(
            ModelCatalog catalog, String property) {
        return criteria()
                .optModelZoo(catalog.zoo())
                .optArtifactId("egnn_nbody")
                .optFilter("property", property)
                .build();
    }

    @Test
    void anUnknownNameListsTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                TestModels.catalog(tree)
                                        .criteria(
                                                "egnn_nbdy",
                                                ParticleSystem.class,
                                                ParticleSystem.class))
                .withMessage("model: expected one of [egnn_nbody] or a folder, got egnn_nbdy");
    }

    @Test
    void aFolderWithoutAModelIsAnError() {
        assertThatThrownBy(
                        () ->
                                TestModels.catalog(tree)
                                        .criteria(
                                                work.toString(),
                                                ParticleSystem.class,
                                                ParticleSystem.class))
                .isInstanceOf(IOException.class)
                .hasMessage(work + ": not the folder of a model, it has no serving.properties");
    }

    @Test
    void entriesHaveTheCard() throws Exception {
        assertThat(TestModels.catalog(tree).entries())
                .singleElement()
                .satisfies(
                        entry -> {
                            assertThat(entry.name()).isEqualTo(TestModels.NAME);
                            assertThat(entry.card()).isEqualTo(TestModels.card());
                        });
    }

    @Test
    void aCardThatLacksAnEntryIsAnErrorThatNamesIt() throws Exception {
        TestModels.edit(TestModels.home(tree).resolve("metadata.json"), "\"commit\"", "\"comit\"");

        assertThatThrownBy(() -> TestModels.catalog(tree).entries())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(
                        "metadata.json: card of egnn_nbody.training: unknown entry comit");
    }

    @Test
    void aZooWithoutArtifactsIsEmpty() throws Exception {
        ModelCatalog catalog = TestModels.catalog(work.resolve("nothing"));

        assertThat(catalog.entries()).isEmpty();
        assertThatThrownBy(
                        () ->
                                criteria()
                                        .optModelZoo(catalog.zoo())
                                        .optArtifactId("egnn_nbody")
                                        .build()
                                        .loadModel())
                .isInstanceOf(ModelNotFoundException.class);
    }

    @Test
    void severalThreadsEachWithItsPredictorAgree() throws Exception {
        ParticleSystem expected = trained();
        int threads = 4;
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try (ZooModel<ParticleSystem, ParticleSystem> model = byArtifact().loadModel()) {
            List<Callable<List<ParticleSystem>>> tasks = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                tasks.add(
                        () -> {
                            start.await();
                            List<ParticleSystem> predictions = new ArrayList<>();
                            try (Predictor<ParticleSystem, ParticleSystem> predictor =
                                    model.newPredictor()) {
                                for (int k = 0; k < 20; k++) {
                                    predictions.add(predictor.predict(SYSTEM));
                                }
                            }
                            return predictions;
                        });
            }
            for (Future<List<ParticleSystem>> predictions : executor.invokeAll(tasks)) {
                assertThat(predictions.get()).hasSize(20).containsOnly(expected);
            }
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void twoCacheFoldersGiveTheSameModel() throws Exception {
        ParticleSystem first = predict(byArtifact());
        Path second = work.resolve("second");
        try (TemporaryCache other = new TemporaryCache(second)) {
            assertThat(predict(byArtifact())).isEqualTo(first);
        }
        assertThat(second).isNotEmptyDirectory();
        assertThat(predict(byArtifact())).isEqualTo(first);
    }

    @Test
    void aWrongChecksumIsAnError() throws Exception {
        byte[] packed = Files.readAllBytes(TestModels.packed(tree));
        packed[packed.length / 2] ^= 1;
        Files.write(TestModels.packed(tree), packed);

        assertThatThrownBy(() -> byArtifact().loadModel())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("egnn_nbody-0000.params.gz: wrong checksum");
    }

    @Test
    void aTruncatedFileIsAnErrorEvenWhereACachedCopyExists() throws Exception {
        byArtifact().loadModel().close();
        byte[] packed = Files.readAllBytes(TestModels.packed(tree));
        Files.write(TestModels.packed(tree), Arrays.copyOf(packed, packed.length / 2));

        assertThatThrownBy(() -> byArtifact().loadModel())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the file is damaged or truncated");
    }

    @Test
    void parametersOfAnotherConfigurationAreAnError() throws Exception {
        TestModels.edit(
                TestModels.home(tree).resolve("metadata.json"),
                "\"hiddenFeatures\": 8",
                "\"hiddenFeatures\": 16");

        assertThatThrownBy(() -> byArtifact().loadModel())
                .isInstanceOf(MalformedModelException.class)
                .hasMessageContaining("saved parameters belong to another configuration");
    }

    @Test
    void anArgumentOfTheCriteriaDoesNotBendTheModelSilently() {
        Criteria<ParticleSystem, ParticleSystem> criteria =
                criteria()
                        .optModelZoo(TestModels.catalog(tree).zoo())
                        .optArgument("config", TestModels.config(ParticleFeatures.INVARIANT, 16))
                        .build();

        assertThatThrownBy(criteria::loadModel)
                .isInstanceOf(MalformedModelException.class)
                .hasMessageContaining("another configuration");
    }
}
