package dev.pullcord;

import dev.pullcord.insight.QualityReport;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Platforms;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks now and then whether the desks still agree with themselves. Safe on any thread. */
final class QualityWatch {
    private static final Logger LOG = LoggerFactory.getLogger(QualityWatch.class);

    private final Platforms platforms;
    private final QualityReport report;
    private final Meters meters;
    private volatile List<String> drifted = List.of();

    QualityWatch(Platforms platforms, QualityReport report, Meters meters) {
        this.platforms = platforms;
        this.report = report;
        this.meters = meters;
    }

    /** Looks now. Blocks. */
    void look() {
        List<String> apart = new ArrayList<>();
        for (Platform platform : Registrar.await(platforms.all())) {
            QualityReport.Standing standing = Registrar.await(report.standing(platform));
            meters.of(platform.id()).quality(standing.decided().kappa().orElse(Double.NaN), standing.drifted());
            if (standing.drifted()) {
                double its = standing.decided().ac1().orElse(Double.NaN);
                apart.add(String.format(Locale.ROOT, "%s %.2f", platform.id(), its)
                        + standing.apart().stream().map(" "::concat).collect(Collectors.joining()));
            }
        }
        if (!apart.isEmpty() && drifted.isEmpty()) {
            LOG.warn(
                    "two looks at the same cases agree less than policy wants (AC1, and answers that are disputed): {}",
                    apart);
        }
        drifted = List.copyOf(apart);
    }

    /** In words: {@code fine}, or the platforms whose two looks drifted apart. */
    String state() {
        return drifted.isEmpty() ? "fine" : "drifted: " + String.join(", ", drifted);
    }
}
