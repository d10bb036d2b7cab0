/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.notebook;

import ai.djl.util.JsonUtils;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.annotations.SerializedName;
import io.egnn.examples.benchmark.Allocator;
import io.egnn.file.AtomicFile;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A program that runs Java for Jupyter.
 *
 * @param title what it is called
 * @param command starts it; the Java machine is its first word
 */
record JavaKernel(String title, List<String> command) {

    /** The name that the notebooks ask for, which is also that of IJava and JJava. */
    static final String NAME = "java";

    private static final String CONNECTION_FILE = "{connection_file}";

    /** Variables that take the class path of IJava and JJava. */
    private static final List<String> CLASS_PATHS = List.of("IJAVA_CLASSPATH", "JJAVA_CLASSPATH");

    /** The same of rapaio's kernel, which wants semicolons on every system. */
    private static final String RAPAIO_CLASS_PATH = "RJK_CLASSPATH";

    /** Tensors are not on the heap; progress bars and CDK's warnings would fill a page. */
    private static final List<String> OPTIONS =
            List.of(
                    "-Xmx2g",
                    "-Djava.awt.headless=true",
                    "-DdisableProgressBar=true",
                    "-Dcdk.logging.level=fatal");

    /** The entries of a {@code kernel.json} that matter here. */
    private record Spec(
            List<String> argv,
            @SerializedName("display_name") String displayName,
            String language) {

        boolean isJava() {
            String words = String.join(" ", argv).toLowerCase(Locale.ROOT);
            return language.equalsIgnoreCase(NAME)
                    && (words.contains("ijava") || words.contains("jjava"));
        }
    }

    /**
     * The kernel to use: IJava or JJava where one of them is installed, otherwise the one that the
     * build has fetched.
     *
     * @param jupyter knows what is installed
     * @param fetched folder with the jar of rapaio's kernel
     * @throws IOException if there is neither
     */
    static JavaKernel find(Jupyter jupyter, Path fetched) throws IOException {
        Jupyter.Result list = jupyter.run(List.of("kernelspec", "list", "--json"));
        Optional<JavaKernel> installed =
                list.exitCode() == 0 ? installed(list.out()) : Optional.empty();
        return installed.isPresent() ? installed.get() : fetched(fetched);
    }

    /**
     * The first IJava or JJava of a list.
     *
     * @param list what {@code jupyter kernelspec list --json} prints
     * @throws IOException if it is something else
     */
    static Optional<JavaKernel> installed(String list) throws IOException {
        try {
            JsonObject specs = JsonParser.parseString(list).getAsJsonObject();
            for (String name : specs.getAsJsonObject("kernelspecs").keySet()) {
                JsonObject entry =
                        specs.getAsJsonObject("kernelspecs").getAsJsonObject(name).deepCopy();
                Spec spec = JsonUtils.GSON.fromJson(entry.get("spec"), Spec.class);
                if (spec.isJava()) {
                    String folder = entry.get("resource_dir").getAsString();
                    return Optional.of(
                            new JavaKernel(
                                    spec.displayName(),
                                    spec.argv().stream()
                                            .map(word -> word.replace("{resource_dir}", folder))
                                            .toList()));
                }
            }
            return Optional.empty();
        } catch (JsonParseException | IllegalStateException | NullPointerException e) {
            throw new IOException("jupyter kernelspec list --json: not understood: " + list, e);
        }
    }

    /**
     * The kernel that the build has fetched.
     *
     * @param folder has its jar
     * @throws IOException if it has none
     */
    static JavaKernel fetched(Path folder) throws IOException {
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.of()) {
            Path jar =
                    files.filter(file -> file.toString().endsWith(".jar"))
                            .max(Comparator.naturalOrder())
                            .orElseThrow(
                                    () ->
                                            new IOException(
                                                    folder
                                                            + ": expected the jar of a Java kernel, which ./mvnw package puts there"));
            String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            return new JavaKernel(
                    "Java (rapaio)", List.of(java, "-jar", jar.toString(), CONNECTION_FILE));
        }
    }

    /**
     * Writes the kernel under the name {@value #NAME}, for Jupyter to find it.
     *
     * @param folder takes {@code kernels}
     * @param classPath what notebooks can import
     * @param settings more options of the Java machine
     * @throws IOException naming the file, if it cannot be written
     */
    void write(Path folder, String classPath, List<String> settings) throws IOException {
        List<String> words = new ArrayList<>(command);
        String program = String.valueOf(Path.of(words.get(0)).getFileName());
        if (program.matches("java(\\.exe)?")) {
            words.addAll(1, settings);
            words.addAll(1, OPTIONS);
        }
        Map<String, Object> spec = new TreeMap<>();
        spec.put("argv", words);
        spec.put("display_name", "Java");
        spec.put("language", NAME);
        spec.put("interrupt_mode", "message");
        spec.put("env", environment(classPath));
        String text = JsonUtils.GSON_PRETTY.toJson(spec) + "\n";
        AtomicFile.write(
                folder.resolve("kernels").resolve(NAME).resolve("kernel.json"),
                out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Map<String, String> environment(String classPath) {
        Map<String, String> environment = new TreeMap<>();
        Allocator.LAUNCHER.applyTo(environment);
        environment.put("OPT_OUT_TRACKING", "true");
        CLASS_PATHS.forEach(name -> environment.put(name, classPath));
        environment.put(RAPAIO_CLASS_PATH, classPath.replace(File.pathSeparator, ";"));
        return environment;
    }

    /** What the Java machine of this process has, with absolute paths. */
    static String ownClassPath() {
        List<String> absolute = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            absolute.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, absolute);
    }
}
