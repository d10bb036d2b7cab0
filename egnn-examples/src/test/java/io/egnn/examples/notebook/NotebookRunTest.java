/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.egnn.examples.notebook.Notebook.Cell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Running a notebook, with a script in the place of Jupyter. */
@DisabledOnOs(OS.WINDOWS)
class NotebookRunTest {

    private static final Notebook NOTEBOOK =
            new Notebook(
                    new JsonObject(),
                    List.of(
                            new Cell("markdown", "# A page", new JsonArray()),
                            new Cell("code", "int a = 1;", new JsonArray()),
                            new Cell(
                                    "code",
                                    "int b = a / 0;\nSystem.out.println(b);",
                                    new JsonArray())));

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void writeNotebook() throws IOException {
        file = folder.resolve("page.ipynb");
        NOTEBOOK.write(file);
    }

    private NotebookRun run(String script) throws IOException {
        Path jupyter = folder.resolve("jupyter");
        Files.writeString(jupyter, "#!/bin/sh\n" + script);
        assertThat(jupyter.toFile().setExecutable(true)).isTrue();
        return new NotebookRun(new Jupyter(jupyter.toString(), Map.of()), folder.resolve("out"));
    }

    @Test
    void theResultIsReadFromTheFolder() throws IOException {
        Notebook result = run("cp " + file + " " + folder + "/out/page.ipynb").run(file);

        assertThat(result).isEqualTo(NOTEBOOK);
    }

    @Test
    void theFirstCellThatThrowsIsToldInOneLine() throws IOException {
        NotebookRun run =
                run(
                        """
                        cat >&2 <<'END'
                        Traceback (most recent call last):
                        nbclient.exceptions.CellExecutionError: An error occurred while executing the following cell:
                        ------------------
                        int b = a / 0;
                        System.out.println(b);
                        ------------------

                        \033[1m\033[31mjava.lang.ArithmeticException: / by zero\033[0m
                        at .(#2:1)
                        END
                        exit 1
                        """);

        assertThatThrownBy(() -> run.run(file))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "page.ipynb, cell 3 (int b = a / 0;): java.lang.ArithmeticException: / by zero; at .(#2:1)");
    }

    @Test
    void aKernelThatDiesAtItsStartIsStartedAgain() throws IOException {
        Path again = folder.resolve("again");
        String script =
                """
                if [ -e %s ]; then cp %s %s/out/page.ipynb; exit 0; fi
                touch %s
                echo 'RuntimeError: Kernel died before replying to kernel_info' >&2
                exit 1
                """
                        .formatted(again, file, folder, again);

        assertThat(run(script).run(file)).isEqualTo(NOTEBOOK);
        Files.delete(again);
        NotebookRun never =
                run("touch " + again + "; echo 'Kernel died before replying' >&2; exit 1");
        assertThatThrownBy(() -> never.run(file))
                .hasMessage("page.ipynb: Kernel died before replying");
    }

    @Test
    void aDeafKernelIsNotWaitedFor() throws IOException {
        Path again = folder.resolve("again");
        String script =
                """
                if [ -e %s ]; then cp %s %s/out/page.ipynb; exit 0; fi
                touch %s
                echo 'NullPointerException: because "this.handlers" is null' >&2
                exec sleep 600
                """
                        .formatted(again, file, folder, again);

        assertThat(run(script).run(file)).isEqualTo(NOTEBOOK);
    }

    @Test
    void aMissingJupyterIsToldWithWhatToDo() {
        Jupyter none = new Jupyter(folder.resolve("none").toString(), Map.of());

        assertThatThrownBy(() -> none.require("nbconvert"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("apt-get install jupyter-notebook jupyter-nbconvert")
                .hasMessageNotContaining("\n");
    }
}
