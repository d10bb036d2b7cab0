/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.finetune;

import ai.djl.Device;
import ai.djl.ModelException;
import ai.djl.translate.TranslateException;
import io.egnn.datasets.nbody.NBodyTrajectories;
import io.egnn.examples.command.DeviceOption;
import io.egnn.examples.command.Output;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code egnn finetune nbody}. */
@Command(
        name = "nbody",
        description = {
            "Adapt the pretrained model to systems of ten particles with few samples:",
            "unless told otherwise, 100 and 300 in 200 steps."
        },
        footer = {"", "Example: egnn finetune nbody --samples 100,300 --seeds 3"})
public final class FineTuneNBodyCommand implements Callable<Integer> {

    @Mixin private FineTuneOptions options = new FineTuneOptions();
    @Mixin private DeviceOption device = new DeviceOption();
    @Mixin private Output output = new Output();

    /** One row of the result; errors in squared length units. */
    record Row(int samples, int seed, double pretrained, double fineTuned, double fromScratch) {

        static Row of(int samples, int seed, FineTuneNBody.Errors errors) {
            return new Row(
                    samples, seed, errors.pretrained(), errors.fineTuned(), errors.fromScratch());
        }
    }

    /** What is printed with {@code --json}. */
    record Result(int steps, int testSamples, List<Row> rows) {}

    @Override
    public Integer call() throws IOException, ModelException, TranslateException {
        Device where = device.get();
        int steps = options.steps(FineTuneNBody.STEPS);
        NBodyTrajectories test = FineTuneNBody.testSystems(options.testSize());
        List<Row> rows =
                options.run(
                        List.of(100, 300),
                        (size, seed) ->
                                Row.of(
                                        size,
                                        seed,
                                        new FineTuneNBody(size, steps, seed, where).run(test)));
        output.result(new Result(steps, test.size(), rows), table(rows, steps, test.size()));
        return 0;
    }

    private static String table(List<Row> rows, int steps, int testSamples) {
        StringBuilder text =
                new StringBuilder(
                        """
                        Mean squared error on %d systems of ten particles, in length units^2, after %d steps:

                          samples  seed  pretrained  fine-tuned  from scratch
                        """
                                .formatted(testSamples, steps));
        for (Row row : rows) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "  %7d  %4d  %10.4f  %10.4f  %12.4f%n",
                            row.samples(),
                            row.seed(),
                            row.pretrained(),
                            row.fineTuned(),
                            row.fromScratch()));
        }
        return text.toString();
    }
}
