/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.demo;

import ai.djl.ModelException;
import ai.djl.inference.Predictor;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.training.dataset.Dataset.Usage;
import ai.djl.translate.TranslateException;
import io.egnn.datasets.nbody.NBodyGenerator;
import io.egnn.datasets.nbody.NBodyTrajectories;
import io.egnn.datasets.nbody.ParticleSimulator;
import io.egnn.datasets.nbody.ParticleSystem;
import io.egnn.examples.command.DeviceOption;
import io.egnn.examples.command.Output;
import io.egnn.examples.graphs.GraphDemo;
import io.egnn.examples.nbody.NBodyModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code egnn demo}. */
@Command(
        name = "demo",
        description =
                "Load pretrained models, predict where charged particles will be, embed a graph, draw both.",
        footer = {"", "Example: egnn demo"})
public final class DemoCommand implements Callable<Integer> {

    private static final int SYSTEMS = 6;

    /** Not the seed of any data that a model was trained on. */
    private static final long SEED = 2026;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "takes the pictures (default: ${DEFAULT-VALUE})")
    private Path out = Path.of("out");

    @Mixin private DeviceOption device = new DeviceOption();
    @Mixin private Output output = new Output();

    /**
     * What is printed with {@code --json}; errors in squared length units.
     *
     * @param model the model of the zoo
     * @param samples the number of systems
     * @param mse mean squared error of the model
     * @param linearMse the same of x + v t, with the true time t
     * @param picture the file
     * @param seconds wall time
     */
    record Result(
            String model,
            int samples,
            double mse,
            double linearMse,
            String picture,
            double seconds) {}

    @Override
    public Integer call() throws IOException, ModelException, TranslateException {
        long begin = System.nanoTime();
        List<Forecast> forecasts = forecasts();
        Path picture = out.resolve("demo.png");
        TrajectoryPicture.write(picture, forecasts);
        Result result =
                new Result(
                        NBodyModels.PRETRAINED,
                        forecasts.size(),
                        mean(forecasts.stream().map(Forecast::mse).toList()),
                        mean(forecasts.stream().map(Forecast::lineMse).toList()),
                        picture.toString(),
                        (System.nanoTime() - begin) / 1e9);
        String text = table(forecasts, result);
        if (GraphDemo.isShipped()) {
            text += "\n" + GraphDemo.write(out.resolve("demo_graph.png"), device.get());
        }
        output.result(result, text);
        return 0;
    }

    private List<Forecast> forecasts() throws IOException, ModelException, TranslateException {
        NBodyGenerator generator =
                NBodyGenerator.builder().optSeed(SEED).optSamples(0, 0, SYSTEMS).build();
        NBodyTrajectories systems = generator.generate(Usage.TEST, null);
        ParticleSimulator simulator = new ParticleSimulator(generator.clamp());
        List<Forecast> forecasts = new ArrayList<>();
        try (ZooModel<ParticleSystem, ParticleSystem> model =
                        NBodyModels.load(NBodyModels.PRETRAINED, device.get());
                Predictor<ParticleSystem, ParticleSystem> predictor = model.newPredictor()) {
            for (int s = 0; s < systems.size(); s++) {
                forecasts.add(Forecast.of(predictor, simulator, systems.system(s)));
            }
        }
        return forecasts;
    }

    private static String table(List<Forecast> forecasts, Result result) {
        StringBuilder text =
                new StringBuilder(
                        """
                        %s from the model zoo: where five charged particles will be 1 time unit (1,000 steps) later
                        Mean squared error in length units^2:

                          system   straight line       EGNN
                        """
                                .formatted(result.model()));
        for (int k = 0; k < forecasts.size(); k++) {
            text.append(
                    row(String.valueOf(k + 1), forecasts.get(k).lineMse(), forecasts.get(k).mse()));
        }
        text.append(row("mean", result.linearMse(), result.mse()));
        text.append(
                String.format(
                        Locale.ROOT,
                        "%nPicture: %s  (%.1f s)",
                        result.picture(),
                        result.seconds()));
        return text.toString();
    }

    private static String row(String name, double line, double mse) {
        return String.format(Locale.ROOT, "  %6s   %13.5f   %8.5f%n", name, line, mse);
    }

    private static double mean(List<Double> errors) {
        return errors.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
