/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Pieces of sources, between a line {@code // snippet:begin NAME} and a line {@code //
 * snippet:end}.
 *
 * @param texts the pieces without indent and without line break at the end, by name
 */
public record Snippets(Map<String, String> texts) {

    private static final Pattern BEGIN = Pattern.compile("\\s*// snippet:begin ([a-z0-9-]+)");
    private static final Pattern END = Pattern.compile("\\s*// snippet:end");

    /** Copies the map. */
    public Snippets {
        texts = Map.copyOf(texts);
    }

    /**
     * Reads the Java sources of all modules.
     *
     * @param project the folder of the clone
     * @return all pieces
     * @throws IOException naming file and line, if a piece does not end, or two have one name
     */
    public static Snippets read(Path project) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (Path module : list(project)) {
            Path sources = module.resolve("src");
            if (!Files.isDirectory(sources)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
                    cut(file, texts);
                }
            }
        }
        return new Snippets(texts);
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static void cut(Path file, Map<String, String> texts) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String name = "";
        List<String> piece = new ArrayList<>();
        for (int k = 0; k < lines.size(); k++) {
            Matcher begin = BEGIN.matcher(lines.get(k));
            if (begin.matches()) {
                if (!name.isEmpty() || texts.containsKey(begin.group(1))) {
                    throw new IOException(
                            "%s, line %d: expected a new piece, got %s inside of %s or a second time"
                                    .formatted(file, k + 1, begin.group(1), name));
                }
                name = begin.group(1);
                piece.clear();
            } else if (END.matcher(lines.get(k)).matches()) {
                if (name.isEmpty()) {
                    throw new IOException(
                            "%s, line %d: the end of no piece".formatted(file, k + 1));
                }
                texts.put(name, String.join("\n", piece).stripTrailing().stripIndent());
                name = "";
            } else {
                piece.add(lines.get(k));
            }
        }
        if (!name.isEmpty()) {
            throw new IOException(file + ": the piece " + name + " does not end");
        }
    }
}
