/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaKernelTest {

    private static final String LIST =
            """
            {"kernelspecs": {
              "python3": {"resource_dir": "/p", "spec": {"argv": ["python3"], "display_name": "Python", "language": "python"}},
              "rapaio": {"resource_dir": "/r", "spec": {"argv": ["java", "-jar", "rapaio.jar"], "display_name": "Java (rjk)", "language": "java"}},
              "java": {"resource_dir": "/k/java", "spec": {"argv": ["java", "-jar", "{resource_dir}/ijava-1.3.0.jar", "{connection_file}"], "display_name": "Java", "language": "java"}}
            }}
            """;

    @TempDir private Path folder;

    @Test
    void anInstalledIJavaIsTaken() throws IOException {
        assertThat(JavaKernel.installed(LIST))
                .contains(
                        new JavaKernel(
                                "Java",
                                List.of(
                                        "java",
                                        "-jar",
                                        "/k/java/ijava-1.3.0.jar",
                                        "{connection_file}")));
        assertThat(JavaKernel.installed("{\"kernelspecs\": {}}")).isEmpty();
        assertThatThrownBy(() -> JavaKernel.installed("nothing"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nothing");
    }

    @Test
    void otherwiseTheFetchedOneIsTaken() throws IOException {
        assertThatThrownBy(() -> JavaKernel.fetched(folder.resolve("missing")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("missing: expected the jar of a Java kernel");
        Path jar = Files.createFile(folder.resolve("rapaio-jupyter-kernel-3.0.1.jar"));

        assertThat(JavaKernel.fetched(folder).command())
                .containsSequence("-jar", jar.toString(), "{connection_file}");
    }

    @Test
    void theSpecHasClassPathsOptionsAndTheKernelsOwnWords() throws IOException {
        String classPath = String.join(File.pathSeparator, "/a.jar", "/b.jar");

        new JavaKernel("Java", List.of("/jdk/bin/java", "-jar", "kernel.jar", "{connection_file}"))
                .write(folder, classPath, List.of("-Dai.djl.offline=true"));

        JsonObject spec =
                JsonParser.parseString(Files.readString(folder.resolve("kernels/java/kernel.json")))
                        .getAsJsonObject();
        assertThat(spec.getAsJsonArray("argv").asList().stream().map(word -> word.getAsString()))
                .startsWith("/jdk/bin/java", "-Xmx2g")
                .contains("-Dai.djl.offline=true", "-DdisableProgressBar=true")
                .endsWith("-jar", "kernel.jar", "{connection_file}");
        JsonObject environment = spec.getAsJsonObject("env");
        assertThat(environment.get("IJAVA_CLASSPATH").getAsString()).isEqualTo(classPath);
        assertThat(environment.get("RJK_CLASSPATH").getAsString()).isEqualTo("/a.jar;/b.jar");
        assertThat(environment.get("OPT_OUT_TRACKING").getAsString()).isEqualTo("true");
    }
}
