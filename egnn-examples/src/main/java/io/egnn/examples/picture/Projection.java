/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.picture;

import java.util.List;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;

/**
 * A view of points in space from where they spread most: orthogonal, so that no length looks longer
 * than it is.
 */
public final class Projection {

    private final double[] center;
    private final double[] right;
    private final double[] up;

    /**
     * Looks at some points.
     *
     * @param points at least one, of two coordinates or more
     */
    public Projection(List<double[]> points) {
        int n = points.get(0).length;
        center = new double[n];
        for (double[] point : points) {
            for (int d = 0; d < n; d++) {
                center[d] += point[d] / points.size();
            }
        }
        RealMatrix covariance = new Array2DRowRealMatrix(n, n);
        for (double[] point : points) {
            for (int a = 0; a < n; a++) {
                for (int b = 0; b < n; b++) {
                    covariance.addToEntry(a, b, (point[a] - center[a]) * (point[b] - center[b]));
                }
            }
        }
        // Eigenvectors come in the order of decreasing spread.
        EigenDecompositionSymmetric axes = new EigenDecompositionSymmetric(covariance);
        right = axes.getEigenvector(0).toArray();
        up = axes.getEigenvector(1).toArray();
    }

    /**
     * The distance to the right of the centre.
     *
     * @param point a point of as many coordinates
     * @return in the unit of the points
     */
    public double x(double[] point) {
        return along(right, point);
    }

    /**
     * The distance above the centre.
     *
     * @param point a point of as many coordinates
     * @return in the unit of the points
     */
    public double y(double[] point) {
        return along(up, point);
    }

    private double along(double[] axis, double[] point) {
        double sum = 0;
        for (int d = 0; d < axis.length; d++) {
            sum += axis[d] * (point[d] - center[d]);
        }
        return sum;
    }
}
