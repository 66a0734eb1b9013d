package dev.pullcord;

import dev.pullcord.insight.Inverse;
import org.apache.commons.math3.exception.MathIllegalArgumentException;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;

/** {@link Inverse} by Commons Math. */
public final class CholeskyInverse implements Inverse {
    @Override
    public double[][] of(double[][] matrix) {
        if (matrix.length == 0) {
            return matrix;
        }
        try {
            return new CholeskyDecomposition(new Array2DRowRealMatrix(matrix))
                    .getSolver()
                    .getInverse()
                    .getData();
        } catch (MathIllegalArgumentException e) {
            throw new IllegalStateException("the matrix has no inverse: " + e.getMessage(), e);
        }
    }
}
