/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page in Markdown. Every block of Java in it has a line {@code <!-- snippet: NAME -->} above it,
 * which says which of the {@link Snippets} it is; a table below {@code <!-- table: NAME -->} is one
 * of the {@link ResultTables}.
 *
 * @param file where it lies
 * @param text what it says
 */
public record Page(Path file, String text) {

    private static final Pattern BLOCK =
            Pattern.compile(
                    "(?:<!-- snippet: ([a-z0-9-]+) -->\n)?```java\n(.*?)\n?```\n", Pattern.DOTALL);

    private static final Pattern TABLE =
            Pattern.compile("<!-- table: ([a-z0-9_]+) -->\n(?:\\|.*\n)*");

    /**
     * Reads the README and the guides.
     *
     * @param project the folder of the clone
     * @return the pages
     * @throws IOException naming the file, if one cannot be read
     */
    public static List<Page> read(Path project) throws IOException {
        List<Path> files = new ArrayList<>(List.of(project.resolve("README.md")));
        Path guides = project.resolve("docs");
        if (Files.isDirectory(guides)) {
            try (Stream<Path> list = Files.list(guides)) {
                list.filter(file -> file.toString().endsWith(".md")).sorted().forEach(files::add);
            }
        }
        List<Page> pages = new ArrayList<>();
        for (Path file : files) {
            pages.add(new Page(file, Files.readString(file)));
        }
        return pages;
    }

    /**
     * The names of the pieces of code in it.
     *
     * @return in order
     */
    public List<String> snippets() {
        return BLOCK.matcher(text)
                .results()
                .map(block -> block.group(1))
                .filter(name -> name != null)
                .toList();
    }

    /**
     * The page as it should be.
     *
     * @param snippets the pieces of the sources as they are now
     * @param tables the results as they are now
     * @return a copy with these pieces and tables
     * @throws IllegalArgumentException naming the page, if a block of Java does not say which piece
     *     it is, the sources have none of this name, or there is no such table
     */
    public Page with(Snippets snippets, ResultTables tables) {
        return new Page(file, withTables(withCode(text, snippets), tables));
    }

    private String withCode(String page, Snippets snippets) {
        StringBuilder updated = new StringBuilder();
        Matcher block = BLOCK.matcher(page);
        while (block.find()) {
            String name = block.group(1);
            if (name == null) {
                throw new IllegalArgumentException(
                        "%s: expected <!-- snippet: NAME --> above the Java that begins \"%s\""
                                .formatted(file, block.group(2).lines().findFirst().orElse("")));
            }
            String piece = snippets.texts().get(name);
            if (piece == null) {
                throw new IllegalArgumentException(
                        "%s: expected a snippet of the sources, got %s".formatted(file, name));
            }
            block.appendReplacement(
                    updated,
                    Matcher.quoteReplacement(
                            "<!-- snippet: %s -->\n```java\n%s\n```\n".formatted(name, piece)));
        }
        return block.appendTail(updated).toString();
    }

    private String withTables(String page, ResultTables tables) {
        return TABLE.matcher(page)
                .replaceAll(
                        place -> {
                            String name = place.group(1);
                            String table = tables.texts().get(name);
                            if (table == null) {
                                throw new IllegalArgumentException(
                                        "%s: expected a table of docs/results, got %s"
                                                .formatted(file, name));
                            }
                            return Matcher.quoteReplacement(
                                    "<!-- table: %s -->\n%s".formatted(name, table));
                        });
    }
}
