/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.egnn.examples.CommandRun;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {

    @TempDir private Path out;

    @Test
    void theModelIsBetterThanTheStraightLineAndThereIsAPicture() throws Exception {
        CommandRun run = CommandRun.of("demo", "--json", "--out", out.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonObject result = run.json();
        assertThat(result.keySet())
                .containsExactly("model", "samples", "mse", "linear_mse", "picture", "seconds");
        assertThat(result.get("mse").getAsDouble())
                .isLessThan(result.get("linear_mse").getAsDouble() / 5);
        assertThat(ImageIO.read(Path.of(result.get("picture").getAsString()).toFile()).getWidth())
                .isEqualTo(1380);
    }

    @Test
    void theTableHasARowForEverySystem() {
        CommandRun run = CommandRun.of("demo", "--out", out.toString());

        assertThat(run.out().lines().filter(line -> line.matches(" +\\d( +\\d\\.\\d{5}){2}")))
                .hasSize(6);
        assertThat(run.out()).contains("length units^2");
    }
}
