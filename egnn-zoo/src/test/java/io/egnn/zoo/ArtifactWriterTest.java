/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.egnn.datasets.nbody.ParticleFeatures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactWriterTest {

    @TempDir Path work;
    private Path tree;
    private ArtifactWriter writer;

    @BeforeEach
    void newTree() {
        tree = work.resolve("mlrepo");
        writer = new ArtifactWriter(tree);
    }

    private Path trained(String name, long seed) throws IOException {
        return TestModels.folder(work.resolve(name), 8, seed);
    }

    private static SortedMap<String, byte[]> files(Path tree) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (var walk = Files.walk(tree)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(tree.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    @Test
    void theZooReadsWhatWasWritten() throws Exception {
        ZooEntry written = writer.put(TestModels.NAME, trained("a", 1));

        assertThat(TestModels.catalog(tree).entries()).containsExactly(written);
        assertThat(written.version()).isEqualTo("0.0.1");
        assertThat(written.card()).isEqualTo(TestModels.card());
        assertThat(EgnnBlockFactory.config(written.arguments()))
                .isEqualTo(TestModels.config(ParticleFeatures.INVARIANT, 8));
        assertThat(written.arguments())
                .containsOnlyKeys(
                        "blockFactory", "config", "features", "network", "translatorFactory")
                .containsEntry("features", "invariant");
    }

    @Test
    void theSameModelGivesTheSameBytes() throws Exception {
        writer.put(TestModels.NAME, trained("a", 1));
        Path second = work.resolve("second");
        new ArtifactWriter(second).put(TestModels.NAME, trained("b", 1));

        assertThat(files(second)).usingRecursiveComparison().isEqualTo(files(tree));
    }

    @Test
    void otherWeightsGetTheNextVersionAndReplaceTheOldOnes() throws Exception {
        writer.put(TestModels.NAME, trained("a", 1));

        ZooEntry second = writer.put(TestModels.NAME, trained("b", 2));

        assertThat(second.version()).isEqualTo("0.0.2");
        assertThat(files(tree).keySet())
                .containsExactly(
                        "model/undefined/io/egnn/egnn_nbody/0.0.2/egnn_nbody-0000.params.gz",
                        "model/undefined/io/egnn/egnn_nbody/metadata.json");
        assertThat(TestModels.home(tree).resolve("0.0.1")).doesNotExist();
    }

    @Test
    void theSameWeightsKeepTheirVersionWithANewCard() throws Exception {
        writer.put(TestModels.NAME, trained("a", 1));
        Path again = trained("b", 1);
        TestModels.edit(again.resolve("card.json"), "\"seed\": 3", "\"seed\": 4");

        ZooEntry second = writer.put(TestModels.NAME, again);

        assertThat(second.version()).isEqualTo("0.0.1");
        assertThat(TestModels.catalog(tree).entry("egnn_nbody").card().training().seed())
                .isEqualTo(4);
        assertThat(TestModels.packed(tree)).exists();
    }

    @Test
    void variantsOfAnArtifactLiveBesideEachOther() throws Exception {
        writer.put(ZooName.of("egnn_nbody:small"), trained("a", 1));
        writer.put(ZooName.of("egnn_nbody:large"), trained("b", 2));
        writer.put(ZooName.of("egnn_nbody:small"), trained("c", 3));

        List<ZooEntry> entries = TestModels.catalog(tree).entries();

        assertThat(entries)
                .extracting(entry -> entry.name() + " " + entry.version())
                .containsExactly("egnn_nbody:small 0.0.2", "egnn_nbody:large 0.0.1");
    }

    @Test
    void aFolderThatDoesNotLoadIsRefusedAndNothingIsWritten() throws Exception {
        Path folder = trained("a", 1);
        TestModels.edit(folder.resolve("serving.properties"), "\"layers\":2", "\"layers\":3");

        assertThatThrownBy(() -> writer.put(TestModels.NAME, folder))
                .hasMessageContaining("another configuration");
        assertThat(tree).doesNotExist();
    }

    @Test
    void aFolderWithoutACardIsRefused() throws Exception {
        Path folder = trained("a", 1);
        Files.delete(folder.resolve("card.json"));

        assertThatThrownBy(() -> writer.put(TestModels.NAME, folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("card.json");
        assertThat(tree).doesNotExist();
    }
}
