/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.Dataset;
import ai.djl.training.listener.EarlyStoppingListener.EarlyStoppedException;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pieces inside DJL's own loop. */
class EasyTrainFitTest {

    @TempDir Path folder;

    @Test
    void optimizerAverageClippingAndBestWeightsWorkInDjlsLoop()
            throws IOException, TranslateException {
        try (Model model = SmallNet.model(1);
                NDManager data = NDManager.newBaseManager();
                ExponentialMovingAverage average =
                        new ExponentialMovingAverage(model.getBlock(), 0.9);
                BestWeights best = new BestWeights(model.getBlock());
                FusedAdam adam =
                        new FusedAdam(
                                model.getBlock(), AdamOptions.adamW(0.01), Tracker.fixed(0.02f))) {
            List<TrainingListener> listeners =
                    new ArrayList<>(List.of(TrainingListener.Defaults.basic()));
            listeners.add(new GradientClipping(1));
            listeners.add(average);
            listeners.add(best);
            Losses losses = new Losses();
            listeners.add(losses);
            try (Trainer trainer =
                    SmallNet.trainer(model, adam, listeners.toArray(TrainingListener[]::new))) {
                EasyTrain.fit(trainer, 30, dataset(data, 2, 200), dataset(data, 3, 50));
            }
            assertThat(adam.updates()).isEqualTo(30 * 10);
            double smallest = losses.values.stream().mapToDouble(v -> v).min().orElseThrow();
            assertThat(best.metric()).isEqualTo(smallest).isLessThan(losses.values.get(0) / 3);
            assertThat(losses.values.indexOf((float) best.metric()) + 1).isEqualTo(best.epoch());

            double[] last = SmallNet.values(model.getBlock());
            average.swap();
            assertThat(SmallNet.values(model.getBlock())).isNotEqualTo(last);
        }
    }

    @Test
    void earlyStoppingEndsDjlsLoop() {
        try (Model model = SmallNet.model(4);
                NDManager data = NDManager.newBaseManager();
                BestWeights best = new BestWeights(model.getBlock());
                // An absurd learning rate: the first epoch stays the best.
                FusedAdam adam =
                        new FusedAdam(model.getBlock(), AdamOptions.adam(), Tracker.fixed(10f))) {
            List<TrainingListener> listeners =
                    new ArrayList<>(List.of(TrainingListener.Defaults.basic()));
            listeners.add(best);
            listeners.add(new EarlyStopping(best, 2));
            try (Trainer trainer =
                    SmallNet.trainer(model, adam, listeners.toArray(TrainingListener[]::new))) {
                assertThatThrownBy(
                                () ->
                                        EasyTrain.fit(
                                                trainer,
                                                100,
                                                dataset(data, 5, 200),
                                                dataset(data, 6, 50)))
                        .isInstanceOfSatisfying(
                                EarlyStoppedException.class,
                                e -> assertThat(e.getStopEpoch()).isEqualTo(best.epoch() + 2));
            }
        }
    }

    @Test
    void whatTheListenersCountGoesOnAfterACheckpoint() throws IOException, TranslateException {
        Path file = folder.resolve("state.ckpt");
        int[] stopped = {0, 0};
        for (int half = 0; half < 2; half++) {
            try (Model model = SmallNet.model(4);
                    NDManager data = NDManager.newBaseManager();
                    BestWeights best = new BestWeights(model.getBlock());
                    FusedAdam adam =
                            new FusedAdam(
                                    model.getBlock(), AdamOptions.adam(), Tracker.fixed(10f))) {
                if (half > 0) {
                    Checkpoint.load(file, Map.of("best", best));
                }
                List<TrainingListener> listeners =
                        new ArrayList<>(List.of(TrainingListener.Defaults.basic()));
                listeners.add(best);
                listeners.add(new EarlyStopping(best, half > 0 ? 4 : 3));
                try (Trainer trainer =
                        SmallNet.trainer(model, adam, listeners.toArray(TrainingListener[]::new))) {
                    EasyTrain.fit(trainer, 100, dataset(data, 5, 200), dataset(data, 6, 50));
                } catch (EarlyStoppedException e) {
                    stopped[half] = e.getStopEpoch() - best.epoch();
                }
                Checkpoint.save(file, Map.of("best", best));
            }
        }
        assertThat(stopped).containsExactly(3, 4);
    }

    @Test
    void frozenLayersOfALoadedModelStayBitIdentical() throws IOException, TranslateException {
        try (Model model = SmallNet.model(7);
                NDManager data = NDManager.newBaseManager();
                FusedAdam adam =
                        new FusedAdam(
                                model.getBlock(), AdamOptions.adamW(0.1), Tracker.fixed(0.02f));
                Trainer trainer = SmallNet.trainer(model, adam)) {
            Parameter frozen = model.getBlock().getParameters().valueAt(0);
            Parameter trained = model.getBlock().getParameters().valueAt(2);
            frozen.freeze(true);
            double[] before = SmallNet.doubles(frozen.getArray());
            double[] other = SmallNet.doubles(trained.getArray());
            EasyTrain.fit(trainer, 2, dataset(data, 8, 100), null);
            assertThat(SmallNet.doubles(frozen.getArray())).containsExactly(before);
            assertThat(SmallNet.doubles(trained.getArray())).isNotEqualTo(other);
        }
    }

    static Dataset dataset(NDManager manager, long seed, int size) {
        manager.getEngine().setRandomSeed((int) seed); // the shuffling of the data set
        try (Batch batch =
                SmallNet.batch(manager.newSubManager(), seed, size, DataType.FLOAT32, 0)) {
            NDArray data = batch.getData().head();
            NDArray labels = batch.getLabels().head();
            data.attach(manager);
            labels.attach(manager);
            return new ArrayDataset.Builder()
                    .setData(data)
                    .optLabels(labels)
                    .setSampling(20, true)
                    .build();
        }
    }

    private static final class Losses extends ai.djl.training.listener.TrainingListenerAdapter {
        private final List<Float> values = new ArrayList<>();

        @Override
        public void onEpoch(Trainer trainer) {
            values.add(trainer.getTrainingResult().getValidateLoss());
        }
    }
}
