package dev.pullcord.simulation;

import java.util.List;

/** How good the order was each time somebody took a case from it. */
final class HeadQuality {
    private static final int K = 5;

    private final Truth truth;
    private double precision;
    private int precisions;
    private double average;
    private int averages;

    HeadQuality(Truth truth) {
        this.truth = truth;
    }

    void look(List<DeskCase> order) {
        if (order.size() >= K) {
            precisions++;
            precision += (double) order.stream()
                            .limit(K)
                            .filter(c -> truth.harmful(c.subject()))
                            .count()
                    / K;
        }
        double hits = 0;
        double sum = 0;
        for (int i = 0; i < order.size(); i++) {
            if (truth.harmful(order.get(i).subject())) {
                hits++;
                sum += hits / (i + 1);
            }
        }
        if (hits > 0 && hits < order.size()) {
            averages++;
            average += sum / hits;
        }
    }

    /** Of the first five, the share that are real; NaN when there never were five. */
    double precision() {
        return precision / precisions;
    }

    /** Mean average precision; NaN when real and other cases never waited together. */
    double average() {
        return average / averages;
    }
}
