package dev.pullcord;

import dev.pullcord.insight.QualityReport;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Platforms;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks now and then whether the desks still agree with themselves. Safe on any thread. */
final class QualityWatch {
    private static final Logger LOG = LoggerFactory.getLogger(QualityWatch.class);
    private static final Duration EVERY = Duration.ofMinutes(5);

    private final Platforms platforms;
    private final QualityReport report;
    private volatile double kappa = Double.NaN; // the lowest of all platforms
    private volatile List<String> drifted = List.of();

    QualityWatch(Platforms platforms, QualityReport report) {
        this.platforms = platforms;
        this.report = report;
    }

    /** Begins to look. */
    void start(Vertx vertx) {
        vertx.setPeriodic(EVERY.toMillis(), tick -> {
            Future<Void> looked = vertx.executeBlocking(() -> {
                look();
                return null;
            });
            looked.onFailure(e -> LOG.warn("how far the desks agree cannot be read: {}", e.toString()));
        });
    }

    /** Looks now. Blocks. */
    void look() {
        double lowest = Double.NaN;
        List<String> apart = new ArrayList<>();
        for (Platform platform : Registrar.await(platforms.all())) {
            QualityReport.Standing standing = Registrar.await(report.standing(platform));
            double its = standing.decided().kappa().orElse(Double.NaN);
            lowest = Double.isNaN(lowest) || its < lowest ? its : lowest;
            if (standing.drifted()) {
                apart.add(String.format(Locale.ROOT, "%s %.2f", platform.id(), its));
            }
        }
        if (!apart.isEmpty() && drifted.isEmpty()) {
            LOG.warn("two looks at the same cases agree less than policy wants (kappa): {}", apart);
        }
        kappa = lowest;
        drifted = List.copyOf(apart);
    }

    double kappa() {
        return kappa;
    }

    int driftedCount() {
        return drifted.size();
    }

    /** In words: {@code fine}, or the platforms whose two looks drifted apart. */
    String state() {
        return drifted.isEmpty() ? "fine" : "drifted: " + String.join(", ", drifted);
    }
}
