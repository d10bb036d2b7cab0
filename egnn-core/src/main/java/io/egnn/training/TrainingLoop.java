/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import ai.djl.Device;
import ai.djl.TrainingDivergedException;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.listener.TrainingListener;
import ai.djl.translate.TranslateException;
import io.egnn.nn.kernel.GradientMode;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The moving parts of a {@link TrainingRun}. */
final class TrainingLoop implements Resumable, AutoCloseable {

    private final TrainingRun run;
    private final TrainingOptions options;
    private final MeteredLoss loss;
    private final FusedAdam optimizer;
    private final Trainer trainer;
    private final @Nullable ExponentialMovingAverage average;
    private final BestWeights best;
    private final EarlyStopping patience;
    private final EpochLog log;
    private final Backtracking backtracking;

    /** Whether the file is of this run: it may have been there before. */
    private boolean hasCheckpoint;

    private final Map<String, Resumable> parts = new LinkedHashMap<>();
    private int epoch;

    TrainingLoop(TrainingRun run) {
        this.run = run;
        options = run.options;
        Block block = run.model.getBlock();
        if (block == null || !block.isInitialized()) {
            throw new IllegalStateException(
                    "give the model a block, and initialize or load it, before the training");
        }
        if (block.getParameters().values().stream().noneMatch(Parameter::requiresGradient)) {
            throw new IllegalStateException(
                    "all parameters of the block are frozen: there is nothing to train");
        }
        loss = new MeteredLoss(run.loss);
        optimizer = new FusedAdam(block, options.optimizer(), options.learningRate());
        trainer =
                new TapeTrainer(
                        run.model,
                        new DefaultTrainingConfig(loss)
                                .optOptimizer(optimizer)
                                .optDevices(new Device[] {run.model.getNDManager().getDevice()})
                                .addTrainingListeners(
                                        run.listeners.toArray(TrainingListener[]::new)));
        trainer.initialize(block.getInputShapes());
        average =
                options.averageDecay() > 0
                        ? new ExponentialMovingAverage(block, options.averageDecay())
                        : null;
        best = new BestWeights(block);
        patience = new EarlyStopping(best, Math.max(1, options.patience()));
        log = new EpochLog(run.log);
        Resumable parameters = new BlockParameters(block);
        parts.put("run", this);
        parts.put("parameters", parameters);
        parts.put("optimizer", optimizer);
        List<Resumable> goingBack = new ArrayList<>(List.of(parameters, optimizer.means()));
        if (average != null) {
            parts.put("average", average);
            goingBack.add(average);
        }
        backtracking = new Backtracking(options.jumpFactor(), goingBack);
        parts.put("best", best);
        parts.put("backtracking", backtracking);
        parts.put("log", log);
    }

    TrainingOutcome run() throws IOException, TranslateException {
        if (average != null) {
            average.start();
        }
        if (run.resume && run.checkpoint != null && Files.exists(run.checkpoint)) {
            Checkpoint.load(run.checkpoint, parts);
            hasCheckpoint = true;
        }
        log.open();
        RunProgress progress = new RunProgress(run.progress, run.samples, options.epochs(), epoch);
        while (epoch < options.epochs() && !isStopped()) {
            log.append(trainAndEvaluate(progress));
            trainer.notifyListeners(listener -> listener.onEpoch(trainer));
            boolean last = epoch == options.epochs() || isStopped();
            if (run.checkpoint != null && (last || epoch % run.checkpointEvery == 0)) {
                Checkpoint.save(run.checkpoint, parts);
                hasCheckpoint = true;
            }
        }
        progress.end();
        return keep();
    }

    @Override
    public void save(DataOutputStream out) throws IOException {
        out.writeUTF(run.description);
        out.writeInt(epoch);
    }

    @Override
    public void load(DataInputStream in) throws IOException {
        String found = in.readUTF();
        if (!found.equals(run.description)) {
            throw new IOException(
                    "it was written by a run with other settings, "
                            + SettingsDifference.describe(found, run.description));
        }
        epoch = in.readInt();
    }

    @Override
    public void close() {
        trainer.close();
        optimizer.close();
        best.close();
        if (average != null) {
            average.close();
        }
    }

    private EpochRecord trainAndEvaluate(RunProgress progress)
            throws IOException, TranslateException {
        long begin = System.nanoTime();
        trainer.getManager().getEngine().setRandomSeed((int) DrawSeed.of(options.seed(), epoch));
        float rate = Float.NaN;
        WeightedMean trained = WeightedMean.EMPTY;
        try (NDManager manager = trainer.getManager().newSubManager()) {
            for (Batch batch : run.training.epoch(manager, epoch)) {
                try (batch) {
                    stopIfInterrupted();
                    rate = optimizer.learningRate();
                    trained = trained.plus(trainOn(batch));
                    progress.update(epoch, batch, trained.value(), best);
                }
            }
        }
        if (trained.count() == 0) {
            throw new IllegalStateException("epoch " + (epoch + 1) + " has no training samples");
        }
        epoch++;
        double validated =
                run.validation != null && isValidated() ? evaluate(run.validation) : Double.NaN;
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new EpochRecord(
                epoch, optimizer.updates(), rate, trained.value(), validated, seconds);
    }

    private void stopIfInterrupted() throws InterruptedIOException {
        if (Thread.interrupted()) {
            throw new InterruptedIOException(
                    "interrupted in epoch "
                            + (epoch + 1)
                            + (hasCheckpoint
                                    ? "; resumed, it goes on from " + run.checkpoint
                                    : ""));
        }
    }

    private WeightedMean trainOn(Batch batch) throws IOException {
        EasyTrain.trainBatch(trainer, batch);
        WeightedMean mean = loss.last(batch.getSize());
        if (!Double.isFinite(mean.value())) {
            throw new TrainingDivergedException(
                    "epoch "
                            + (epoch + 1)
                            + ", update "
                            + (optimizer.updates() + 1)
                            + ": the training loss is "
                            + mean.value());
        }
        // trainer.step() would do the same after copying every gradient.
        optimizer.step();
        if (average != null) {
            average.update();
        }
        backtracking.follow(mean.value());
        return mean;
    }

    @SuppressWarnings("try") // the guard works by being open
    private double evaluate(BatchSource validation) throws IOException, TranslateException {
        if (average != null) {
            average.swap();
        }
        try (GradientMode guard = GradientMode.off();
                NDManager manager = trainer.getManager().newSubManager()) {
            WeightedMean mean = WeightedMean.EMPTY;
            for (Batch batch : validation.epoch(manager, 0)) {
                try (batch) {
                    Batch here = batch.split(trainer.getDevices(), false)[0];
                    mean = mean.plus(run.metric.evaluate(here, trainer.evaluate(here.getData())));
                }
            }
            if (!Double.isFinite(mean.value())) {
                throw new TrainingDivergedException(
                        "epoch "
                                + epoch
                                + ": the validation metric over "
                                + mean.count()
                                + " samples is "
                                + mean.value());
            }
            best.offer(epoch, mean.value());
            return mean.value();
        } finally {
            if (average != null) {
                average.swap();
            }
        }
    }

    private boolean isStopped() {
        return run.validation != null && (isAtTarget() || isOutOfPatience());
    }

    private boolean isValidated() {
        return epoch % options.evaluateEvery() == 0 || epoch == options.epochs();
    }

    /** Only a validation may find it: epochs since the last one could still be better. */
    private boolean isOutOfPatience() {
        return options.patience() > 0 && isValidated() && patience.isDue(epoch);
    }

    /** Whether the last two validations reached the target. */
    private boolean isAtTarget() {
        if (Double.isNaN(options.target())) {
            return false;
        }
        double[] metrics =
                log.records().stream()
                        .mapToDouble(EpochRecord::validation)
                        .filter(Double::isFinite)
                        .toArray();
        int last = metrics.length - 1;
        return last > 0 && Math.max(metrics[last], metrics[last - 1]) <= options.target();
    }

    private TrainingOutcome keep() {
        if (best.isPresent()) {
            best.restore();
        } else if (average != null) {
            average.swap();
        }
        return new TrainingOutcome(
                best.isPresent() ? best.epoch() : epoch,
                best.isPresent() ? best.metric() : Double.NaN,
                optimizer.updates(),
                epoch < options.epochs(),
                log.records());
    }
}
