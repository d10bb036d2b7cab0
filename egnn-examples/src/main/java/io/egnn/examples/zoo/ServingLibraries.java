/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.zoo;

import io.egnn.file.AtomicFile;
import io.egnn.zoo.EgnnModelZoo;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the zoo needs at run time, apart from what DJL Serving itself consists of.
 *
 * @param jars the files
 */
record ServingLibraries(List<Path> jars) {

    /** Two of them would only be in each other's way. */
    private static final Pattern IN_SERVING =
            Pattern.compile("(api|pytorch-engine|slf4j-api|gson|jna)-\\d.*");

    /** Copies the list. */
    ServingLibraries {
        jars = List.copyOf(jars);
    }

    /**
     * The jar of the zoo, and those that its build has written down as its class path.
     *
     * @throws IOException if a jar or the list is missing
     */
    static ServingLibraries ofZoo() throws IOException {
        Path zoo = jar(location());
        Path list = zoo.resolveSibling("classpath.txt");
        List<Path> jars = new ArrayList<>(List.of(zoo));
        for (String entry : Files.readString(list).strip().split(File.pathSeparator, -1)) {
            Path jar = jar(Path.of(entry));
            if (!IN_SERVING.matcher(String.valueOf(jar.getFileName())).matches()) {
                jars.add(jar);
            }
        }
        return new ServingLibraries(jars);
    }

    /** The jar itself, or the one made of a folder {@code MODULE/target/classes}. */
    private static Path jar(Path entry) throws IOException {
        if (Files.isRegularFile(entry)) {
            return entry;
        }
        Path target = entry.resolveSibling("");
        Path module = target.toAbsolutePath().normalize().getParent();
        String name = module == null ? "" : String.valueOf(module.getFileName());
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(
                            file ->
                                    String.valueOf(file.getFileName())
                                            .matches(Pattern.quote(name) + "-\\d[\\d.]*\\.jar"))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new IOException(
                                            "%s: expected the jar of %s in it, which ./mvnw package makes"
                                                    .formatted(target, name)));
        }
    }

    /** Copies them into a folder. */
    void copy(Path folder) throws IOException {
        for (Path jar : jars) {
            AtomicFile.write(
                    folder.resolve(String.valueOf(jar.getFileName())), out -> Files.copy(jar, out));
        }
    }

    private static Path location() throws IOException {
        try {
            return Path.of(
                    EgnnModelZoo.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IOException("cannot find the jar of the zoo: " + e.getMessage(), e);
        }
    }
}
