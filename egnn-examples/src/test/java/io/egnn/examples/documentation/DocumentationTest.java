/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.egnn.examples.Main;
import io.egnn.examples.notebook.Notebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What README, guides and notebooks show is what the sources and the command line have. */
class DocumentationTest {

    private static final Path PROJECT = Path.of("..");

    /** At the beginning of a line or of code within one, perhaps behind a variable. */
    private static final Pattern COMMAND =
            Pattern.compile(
                    "(?:^|`)(?:[A-Z_]+=\\S+ )?\\./egnn((?: [^`#>|\n]*)?)", Pattern.MULTILINE);

    /** One test, in the modules that have it. */
    private static final List<String> SUREFIRE =
            List.of("-Dtest=EgclTest", "-Dsurefire.failIfNoSpecifiedTests=false");

    private static final Pattern MAVEN =
            Pattern.compile("(?:^|`)\\./mvnw((?: [^`#\n]*)?)", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

    private static final ResultTables NO_RESULTS = new ResultTables(Map.of());

    @TempDir private Path folder;

    static List<Page> pages() throws IOException {
        return Page.read(PROJECT);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void codeAndTablesAreThoseOfSourcesAndResults(Page page) throws IOException {
        assertThat(page.with(Snippets.read(PROJECT), ResultTables.read(PROJECT)).text())
                .as("%s: ./egnn snippets puts code and tables into the pages", page.file())
                .isEqualTo(page.text());
    }

    @Test
    void everyPieceOfTheSourcesIsOnAPage() throws IOException {
        List<String> used = pages().stream().flatMap(page -> page.snippets().stream()).toList();

        assertThat(used)
                .containsExactlyInAnyOrderElementsOf(Snippets.read(PROJECT).texts().keySet());
    }

    static Stream<String> commands() throws IOException {
        List<String> texts = new ArrayList<>();
        pages().forEach(page -> texts.add(page.text()));
        try (Stream<Path> files = Files.list(Path.of("notebooks"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".ipynb")).sorted().toList()) {
                Notebook.read(file).cells().forEach(cell -> texts.add(cell.source()));
            }
        }
        return texts.stream()
                .flatMap(text -> COMMAND.matcher(text).results().map(match -> match.group(1)))
                .map(String::strip)
                .distinct();
    }

    @ParameterizedTest(name = "./egnn {0}")
    @MethodSource("commands")
    void everyCommandIsUnderstood(String words) {
        String[] args = words.isEmpty() ? new String[0] : words.split(" +", -1);

        assertThatCode(() -> Main.commandLine().parseArgs(args)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void mavenKnowsWhatItIsAskedFor(Page page) throws IOException {
        String pom = Files.readString(PROJECT.resolve("pom.xml"));
        List<String> words =
                MAVEN.matcher(page.text())
                        .results()
                        .flatMap(match -> Arrays.stream(match.group(1).strip().split(" +", -1)))
                        .filter(word -> !word.isEmpty())
                        .toList();

        assertThat(words)
                .allSatisfy(
                        word -> {
                            if (word.startsWith("-P")) {
                                assertThat(pom).contains("<id>" + word.substring(2) + "</id>");
                            } else if (SUREFIRE.contains(word)) {
                                assertThat(
                                                PROJECT.resolve(
                                                        "egnn-core/src/test/java/io/egnn/nn/EgclTest.java"))
                                        .exists();
                            } else if (word.startsWith("-D")) {
                                assertThat(pom).contains("!" + word.substring(2));
                            } else {
                                assertThat(word)
                                        .isIn(
                                                "verify",
                                                "package",
                                                "install",
                                                "spotless:apply",
                                                "-B");
                            }
                        });
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkToAFileLeadsToOne(Page page) {
        assertThat(LINK.matcher(page.text()).results().map(link -> link.group(1)))
                .allSatisfy(
                        link -> assertThat(page.file().resolveSibling(link).normalize()).exists());
    }

    @Test
    void aChangedSourceIsNoticed() throws IOException {
        Path module = Files.createDirectories(folder.resolve("module/src"));
        Files.writeString(
                module.resolve("A.java"),
                "  // snippet:begin a\n    int x = f();\n      int y;\n  // snippet:end\n");
        Page page =
                new Page(
                        folder.resolve("README.md"),
                        "Text\n<!-- snippet: a -->\n```java\nint x = g();\n```\nmore\n");

        Page updated = page.with(Snippets.read(folder), NO_RESULTS);

        assertThat(updated.text())
                .isEqualTo(
                        "Text\n<!-- snippet: a -->\n```java\nint x = f();\n  int y;\n```\nmore\n");
        assertThat(updated.snippets()).containsExactly("a");
    }

    @Test
    void codeFromNowhereIsAnError() {
        Snippets none = new Snippets(Map.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Page(folder, "```java\nint x;\n```\n").with(none, NO_RESULTS))
                .withMessageContaining("above the Java that begins \"int x;\"");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new Page(folder, "<!-- snippet: b -->\n```java\nint x;\n```\n")
                                        .with(none, NO_RESULTS))
                .withMessageContaining("got b");
    }

    @Test
    void aChangedResultIsNoticed() throws IOException {
        Path results = Files.createDirectories(folder.resolve("docs/results"));
        Files.writeString(
                results.resolve("table9.md"), "# Nine\n\n| a |\n|---|\n| $2 |\n\n| b |\n");
        Snippets none = new Snippets(Map.of());
        Page page = new Page(folder, "Text\n<!-- table: table9 -->\n| a |\n|---|\n| 1 |\n\nmore\n");

        assertThat(page.with(none, ResultTables.read(folder)).text())
                .isEqualTo("Text\n<!-- table: table9 -->\n| a |\n|---|\n| $2 |\n\nmore\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> page.with(none, NO_RESULTS))
                .withMessageContaining("expected a table of docs/results, got table9");
    }

    @ParameterizedTest
    @MethodSource("brokenSources")
    void aPieceWithoutBeginOrEndIsAnError(String source, String message) throws IOException {
        Path module = Files.createDirectories(folder.resolve("module/src"));
        Files.writeString(module.resolve("A.java"), source);

        assertThatThrownBy(() -> Snippets.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }

    static Stream<Arguments> brokenSources() {
        return Stream.of(
                arguments("// snippet:begin a\n", "the piece a does not end"),
                arguments("// snippet:end\n", "line 1: the end of no piece"),
                arguments(
                        "// snippet:begin a\n// snippet:begin b\n",
                        "line 2: expected a new piece"));
    }
}
