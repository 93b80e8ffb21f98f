package dev.parallax.comparison.generate;

import java.util.Arrays;

/** How often each of many is drawn: the first most often, the last least often. */
interface Popularity {
    /** The number of one of them, from 0. */
    int draw(SeededRandom random);

    /** Of so many: by Zipf's law with that exponent; or if it is null, so that the first 5 % make up more than a third. */
    static Popularity of(int many, Double exponent) {
        return exponent == null ? random -> random.skewedBelow(many) : zipf(many, exponent);
    }

    /** The k-th in proportion to 1 / k^exponent. */
    private static Popularity zipf(int many, double exponent) {
        double[] upTo = new double[many];
        double sum = 0;
        for (int i = 0; i < many; i++) {
            // The same on every machine, which Math.pow need not be.
            sum += StrictMath.pow(i + 1.0, -exponent);
            upTo[i] = sum;
        }
        double whole = sum;
        return random -> {
            int at = Arrays.binarySearch(upTo, random.share() * whole);
            // What is drawn belongs to the first whose sum is greater.
            return Math.min(at >= 0 ? at + 1 : -at - 1, many - 1);
        };
    }
}
