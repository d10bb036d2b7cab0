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

    private static final int TEST_SYSTEMS = 1000;

    @Mixin private FineTuneOptions options = new FineTuneOptions();
    @Mixin private DeviceOption device = new DeviceOption();
    @Mixin private Output output = new Output();

    /** One row of the result; errors in squared length units. */
    record Row(
            int samples,
            int seed,
            int steps,
            double pretrained,
            double fineTuned,
            double fromScratch) {

        static Row of(int samples, int seed, FineTuneNBody.Errors errors) {
            return new Row(
                    samples,
                    seed,
                    errors.steps(),
                    errors.pretrained(),
                    errors.fineTuned(),
                    errors.fromScratch());
        }
    }

    /** What is printed with {@code --json}. */
    record Result(int testSamples, List<Row> rows) {}

    @Override
    public Integer call() throws IOException, ModelException, TranslateException {
        Device where = device.get();
        int steps = options.steps(FineTuneNBody.STEPS);
        NBodyTrajectories test = FineTuneNBody.testSystems(options.testSize(TEST_SYSTEMS));
        List<Row> rows =
                options.run(
                        options.samples(List.of(100, 300)),
                        steps,
                        one ->
                                Row.of(
                                        one.samples(),
                                        one.seed(),
                                        new FineTuneNBody(one.samples(), steps, one.seed(), where)
                                                .run(test, one.progress())));
        output.result(new Result(test.size(), rows), table(rows, test.size()));
        return 0;
    }

    private static String table(List<Row> rows, int testSamples) {
        StringBuilder text =
                new StringBuilder(
                        """
                        Mean squared error on %d systems of ten particles, in length units^2:

                          samples  seed  steps  pretrained  fine-tuned  from scratch
                        """
                                .formatted(testSamples));
        for (Row row : rows) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "  %7d  %4d  %5d  %10.4f  %10.4f  %12.4f%n",
                            row.samples(),
                            row.seed(),
                            row.steps(),
                            row.pretrained(),
                            row.fineTuned(),
                            row.fromScratch()));
        }
        return text.toString();
    }
}
