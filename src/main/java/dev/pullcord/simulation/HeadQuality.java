package dev.pullcord.simulation;

import dev.pullcord.intake.Subject;
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

    /** @param order whom the waiting cases are about, the next one first */
    void look(List<Subject> order) {
        if (order.size() >= K) {
            precisions++;
            precision += (double) order.stream().limit(K).filter(truth::harmful).count() / K;
        }
        double hits = 0;
        double sum = 0;
        for (int i = 0; i < order.size(); i++) {
            if (truth.harmful(order.get(i))) {
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
