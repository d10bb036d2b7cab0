/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.egnn.examples.benchmark.Variant.Side;
import io.egnn.graph.GraphBatch;
import io.egnn.graph.SizeBuckets;
import io.egnn.nn.EgnnConfig;
import io.egnn.nn.EgnnConfig.Outputs;
import io.egnn.nn.kernel.CoordinateUpdate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * 960 molecules of QM9's sizes in the network of section 5.3, with random atoms in random places.
 *
 * <p>The reference takes them in random batches of 96, padded to the largest molecule; this library
 * in batches of similar size, bounded by their edges.
 */
final class MoleculeWorkload implements Workload {

    private static final int HIDDEN_FEATURES = 128;
    private static final int LAYERS = 7;

    static final int MOLECULES = 960;
    static final int REFERENCE_BATCH = 96;

    /**
     * The most edges of a padded batch of ours: the fastest of 10,000, 20,000, 30,000, 45,000 and
     * 60,000. A tensor of messages has 128 times as many floats, 10 MB.
     */
    static final int MAX_EDGES = 20_000;

    /** How many of 15,839 molecules drawn from QM9 have 4, 5, 6, .. atoms. */
    private static final int[] SIZES = {
        1, 2, 0, 3, 9, 17, 61, 112, 282, 481, 819, 1233, 1666, 2077, 2034, 2252, 1560, 1580, 492,
        751, 111, 236, 9, 47, 0, 4
    };

    private static final int SMALLEST = 4;
    private static final int SPECIES = 5;

    /** Powers of the charge per species, as in the reference. */
    private static final int POWERS = 3;

    /** Side of the cube that holds one atom, in angstrom. */
    private static final double SPACING = 2;

    private final List<Molecule> molecules;

    /** Draws the molecules. */
    MoleculeWorkload() {
        RandomGenerator random = Draws.generator(0);
        molecules = IntStream.range(0, MOLECULES).mapToObj(i -> Molecule.draw(random)).toList();
    }

    @Override
    public String key() {
        return "molecules";
    }

    @Override
    public int hiddenFeatures() {
        return HIDDEN_FEATURES;
    }

    @Override
    public int layers() {
        return LAYERS;
    }

    @Override
    public EgnnConfig config() {
        return EgnnConfig.builder()
                .setFeatures(SPECIES * POWERS, HIDDEN_FEATURES)
                .optLayers(LAYERS)
                .optInferredEdges(true)
                .optCoordinateUpdate(CoordinateUpdate.NONE)
                .optOutputs(Outputs.GRAPH)
                .optOutputFeatures(1)
                .build();
    }

    @Override
    public List<GraphBatch> batches(Side side, NDManager manager) {
        return (side == Side.LIBRARY ? buckets(MAX_EDGES) : randomBatches())
                .stream().map(indices -> batch(indices, manager)).toList();
    }

    @Override
    public int samples() {
        return MOLECULES;
    }

    @Override
    public int batchSamples() {
        return REFERENCE_BATCH;
    }

    @Override
    public long edges() {
        return molecules.stream().mapToLong(m -> (long) m.atoms() * (m.atoms() - 1)).sum();
    }

    @Override
    public long nodes() {
        return molecules.stream().mapToLong(Molecule::atoms).sum();
    }

    /** The sizes of all molecules. */
    int[] sizes() {
        return molecules.stream().mapToInt(Molecule::atoms).toArray();
    }

    /** Batches of similar size. */
    List<List<Long>> buckets(int maxEdges) {
        return new SizeBuckets(sizes(), maxEdges, MOLECULES).batches(0, 0);
    }

    /** The molecules were drawn independently, so their own order is as random as any. */
    private static List<List<Long>> randomBatches() {
        List<List<Long>> batches = new ArrayList<>();
        for (long first = 0; first < MOLECULES; first += REFERENCE_BATCH) {
            batches.add(
                    IntStream.range((int) first, (int) first + REFERENCE_BATCH)
                            .asLongStream()
                            .boxed()
                            .toList());
        }
        return batches;
    }

    private GraphBatch batch(List<Long> indices, NDManager manager) {
        List<Molecule> members = indices.stream().map(i -> molecules.get(i.intValue())).toList();
        int nodes = members.stream().mapToInt(Molecule::atoms).max().orElseThrow();
        int width = SPECIES * POWERS;
        float[] h = new float[members.size() * nodes * width];
        float[] x = new float[members.size() * nodes * 3];
        float[] mask = new float[members.size() * nodes];
        for (int b = 0; b < members.size(); b++) {
            Molecule molecule = members.get(b);
            System.arraycopy(molecule.features, 0, h, b * nodes * width, molecule.features.length);
            System.arraycopy(molecule.positions, 0, x, b * nodes * 3, molecule.positions.length);
            Arrays.fill(mask, b * nodes, b * nodes + molecule.atoms(), 1);
        }
        return GraphBatch.of(
                        manager.create(h, new Shape(members.size(), nodes, width)),
                        manager.create(x, new Shape(members.size(), nodes, 3)))
                .withNodeMask(manager.create(mask, new Shape(members.size(), nodes)));
    }

    private static final class Molecule {
        private final int atoms;
        private final float[] features;
        private final float[] positions;

        private Molecule(int atoms) {
            this.atoms = atoms;
            features = new float[atoms * SPECIES * POWERS];
            positions = new float[atoms * 3];
        }

        int atoms() {
            return atoms;
        }

        static Molecule draw(RandomGenerator random) {
            Molecule molecule = new Molecule(size(random));
            for (int atom = 0; atom < molecule.atoms; atom++) {
                int species = random.nextInt(SPECIES);
                for (int power = 0; power < POWERS; power++) {
                    molecule.features[(atom * SPECIES + species) * POWERS + power] =
                            (float) Math.pow((species + 1.0) / SPECIES, power);
                }
            }
            float side = (float) (SPACING * Math.cbrt(molecule.atoms));
            for (int i = 0; i < molecule.positions.length; i++) {
                molecule.positions[i] = side * random.nextFloat();
            }
            return molecule;
        }

        private static int size(RandomGenerator random) {
            int rank = random.nextInt(Arrays.stream(SIZES).sum());
            int size = 0;
            while (rank >= SIZES[size]) {
                rank -= SIZES[size++];
            }
            return SMALLEST + size;
        }
    }
}
