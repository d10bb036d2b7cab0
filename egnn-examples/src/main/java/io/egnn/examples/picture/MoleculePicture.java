/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.picture;

import io.egnn.datasets.molecule.Molecule;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Molecules as balls and sticks, each seen from where it spreads most. */
public final class MoleculePicture {

    private static final int SIZE = 240;
    private static final int TITLE = 28;

    /** Pixels for an angstrom, at most. */
    private static final double LARGEST_SCALE = 45;

    /** Atoms closer than the sum of their radii times this are joined. */
    private static final double BOND = 1.25;

    private static final Color STICK = Panels.GREY;
    private static final Atom OTHER = new Atom(new Color(0xb07cc6), 1.1);

    /** Radii are those of covalent bonds, in angstrom. */
    private static final Map<Integer, Atom> ATOMS =
            Map.of(
                    1, new Atom(new Color(0xf4f6f8), 0.31),
                    6, new Atom(new Color(0x4a5058), 0.76),
                    7, new Atom(Panels.BLUE, 0.71),
                    8, new Atom(Panels.RED, 0.66),
                    9, new Atom(Panels.GREEN, 0.57));

    private record Atom(Color color, double radius) {}

    private MoleculePicture() {}

    /**
     * Draws molecules side by side, with their names.
     *
     * @param molecules at least one
     * @return the image
     */
    public static BufferedImage of(List<Molecule> molecules) {
        BufferedImage image =
                new BufferedImage(
                        SIZE * molecules.size(), SIZE + TITLE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        for (int m = 0; m < molecules.size(); m++) {
            draw(graphics, molecules.get(m), SIZE * m);
        }
        graphics.dispose();
        return image;
    }

    private static void draw(Graphics2D graphics, Molecule molecule, int left) {
        double[][] x = molecule.positions();
        int[] numbers = molecule.atomicNumbers();
        Projection view = new Projection(Arrays.asList(x));
        double reach =
                Arrays.stream(x)
                        .mapToDouble(p -> Math.max(Math.abs(view.x(p)), Math.abs(view.y(p))))
                        .max()
                        .orElse(0);
        double scale = Math.min(LARGEST_SCALE, (SIZE / 2.0 - 20) / Math.max(reach, 1e-9));
        double[][] places =
                Arrays.stream(x)
                        .map(
                                p ->
                                        new double[] {
                                            left + SIZE / 2.0 + scale * view.x(p),
                                            SIZE / 2.0 - scale * view.y(p)
                                        })
                        .toArray(double[][]::new);
        graphics.setColor(STICK);
        graphics.setStroke(new BasicStroke(5, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < i; j++) {
                if (distance(x[i], x[j])
                        < BOND * (atom(numbers[i]).radius + atom(numbers[j]).radius)) {
                    graphics.draw(
                            new Line2D.Double(
                                    places[i][0], places[i][1], places[j][0], places[j][1]));
                }
            }
        }
        graphics.setStroke(new BasicStroke(1));
        List<Integer> lightFirst =
                IntStream.range(0, x.length)
                        .boxed()
                        .sorted(Comparator.comparing(i -> numbers[i]))
                        .toList();
        for (int i : lightFirst) {
            double radius = scale * (0.12 + 0.3 * atom(numbers[i]).radius);
            Ellipse2D ball =
                    new Ellipse2D.Double(
                            places[i][0] - radius, places[i][1] - radius, 2 * radius, 2 * radius);
            graphics.setColor(atom(numbers[i]).color);
            graphics.fill(ball);
            graphics.setColor(STICK);
            graphics.draw(ball);
        }
        graphics.setColor(Color.BLACK);
        int width = graphics.getFontMetrics().stringWidth(molecule.name());
        graphics.drawString(molecule.name(), left + (SIZE - width) / 2, SIZE + TITLE / 2);
    }

    private static Atom atom(int number) {
        return ATOMS.getOrDefault(number, OTHER);
    }

    private static double distance(double[] a, double[] b) {
        return Math.sqrt(
                IntStream.range(0, a.length).mapToDouble(d -> (a[d] - b[d]) * (a[d] - b[d])).sum());
    }
}
