/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.egnn.examples.CommandRun;
import io.egnn.testing.JavaProcess;
import io.egnn.zoo.EgnnModelZoo;
import io.egnn.zoo.ModelCatalog;
import io.egnn.zoo.ZooEntry;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exported folders, in a Java that has what users of the published zoo have. */
class ExportServingCommandTest {

    private static final Path CLASS_PATH = Path.of("..", "egnn-zoo", "target", "classpath.txt");

    /** A request for each artifact, and what its answer has. */
    private static final Map<String, List<String>> REQUESTS =
            Map.of(
                    "egnn_nbody",
                    List.of(
                            "{\"positions\": [[0, 0, 0], [1, 0, 0]], \"velocities\": [[0, 0.5, 0], [0, 0, 0.5]], \"charges\": [1, -1]}",
                            "positions"),
                    "egnn_graph_autoencoder",
                    List.of("{\"graph6\": \"Bg\"}", "points"),
                    "egnn_qm9",
                    List.of("{\"smiles\": \"CCO\"}", "properties"));

    @TempDir private Path folder;

    static List<String> models() throws IOException {
        return ModelCatalog.shipped().entries().stream()
                .map(ZooEntry::name)
                .map(Object::toString)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void anExportedFolderAnswersInJsonWithTheZoosDependenciesAlone(String model) throws Exception {
        List<String> request = REQUESTS.get(model.replaceFirst(":.*", ""));
        assertThat(request).as("a request for " + model).isNotNull();
        Path exported = folder.resolve("model");
        ModelCatalog.shipped().save(model, exported);

        JsonObject answer = ask(exported, request.get(0));

        assertThat(answer.keySet()).contains(request.get(1));
        assertThat(exported.resolve("serving.properties"))
                .content()
                .contains(
                        "engine=PyTorch",
                        "blockFactory=io.egnn.zoo.EgnnBlockFactory",
                        "translatorFactory=io.egnn.zoo.");
    }

    @Test
    void theCommandAddsTheLibraries() throws IOException {
        assumeThat(location(EgnnModelZoo.class))
                .as("the zoo as a jar, in a full build")
                .isRegularFile();
        Path exported = folder.resolve("nbody");

        CommandRun run = CommandRun.of("export-serving", "egnn_nbody", exported.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(exported.resolve("egnn_nbody-0000.params")).isNotEmptyFile();
        try (var files = Files.list(exported.resolve("libs"))) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .contains(
                            "egnn-zoo-0.1.0.jar", "egnn-datasets-0.1.0.jar", "egnn-core-0.1.0.jar")
                    .noneMatch(name -> name.startsWith("api-") || name.contains("native"))
                    .noneMatch(name -> name.startsWith("picocli") || name.startsWith("xchart"));
        }
    }

    @Test
    void aFolderThatHoldsSomethingIsLeftAlone() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "mine");

        CommandRun run = CommandRun.of("export-serving", "egnn_nbody", folder.toString());

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.err()).contains("expected an empty folder or none");
    }

    private JsonObject ask(Path exported, String request) throws Exception {
        Path classes = folder.resolve("classes");
        String name = ServingChild.class.getName().replace('.', '/') + ".class";
        Path copy = classes.resolve(name);
        Files.createDirectories(copy.resolveSibling(""));
        Files.copy(location(ServingChild.class).resolve(name), copy);
        List<String> classPath = new ArrayList<>(List.of(classes.toString()));
        classPath.add(location(EgnnModelZoo.class).toString());
        classPath.add(Files.readString(CLASS_PATH).strip());
        // What a user adds for the machine.
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.contains("pytorch-native") || entry.contains("pytorch-jni"))
                .forEach(classPath::add);
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process process =
                JavaProcess.command(
                                String.join(File.pathSeparator, classPath),
                                ServingChild.class,
                                List.of(),
                                exported.toString(),
                                request)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        assertThat(process.waitFor()).as(() -> contentOf(err.toFile())).isZero();
        return JsonParser.parseString(Files.readString(out)).getAsJsonObject();
    }

    private static Path location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
