package dev.pullcord.simulation;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.plugin.Reason;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The rankers the field uses, in their plainest form. */
final class Baselines {
    private Baselines() {}

    /** First come, first served: what ROOST Coop ships. */
    static final class Fifo extends Ranker.Scoring {
        Fifo() {
            super("fifo");
        }

        @Override
        double score(DeskCase waiting, Instant now) {
            return 0; // the tie is broken by when a case was opened
        }
    }

    /** The most reports first: ROOST Coop's open proposal. */
    static final class Count extends Ranker.Scoring {
        Count() {
            super("count");
        }

        @Override
        double score(DeskCase waiting, Instant now) {
            return waiting.reports().size();
        }
    }

    /** How often each reporter was right, as his decided reports tell. */
    static class Records {
        private final Map<String, int[]> agreed = new HashMap<>();

        void decided(DeskCase decided, boolean violation) {
            decided.reports().stream().map(Ranker.Scoring::reporter).distinct().forEach(who -> {
                agreed.computeIfAbsent(who, w -> new int[2])[violation ? 0 : 1]++;
            });
        }

        int agreed(String who) {
            return agreed.getOrDefault(who, new int[2])[0];
        }

        int disagreed(String who) {
            return agreed.getOrDefault(who, new int[2])[1];
        }
    }

    /** The sum over reports of how likely each reporter is right: the mean of a Beta posterior, prior (1, 2). */
    static final class Beta extends Ranker.Scoring {
        private final Records records = new Records();

        Beta() {
            super("beta");
        }

        @Override
        public void decided(DeskCase decided, Handling handling, int by, Instant at) {
            records.decided(decided, handling.violation());
        }

        @Override
        double score(DeskCase waiting, Instant now) {
            return waiting.reports().stream()
                    .map(Ranker.Scoring::reporter)
                    .mapToDouble(
                            who -> (1.0 + records.agreed(who)) / (3.0 + records.agreed(who) + records.disagreed(who)))
                    .sum();
        }
    }

    /**
     * Discourse's reviewable score: each flag {@code max(0, 1 + trust + accuracy + type)}, added up. Trust levels are those
     * that people come to by being there: everybody has 1 but accounts the world made up on the spot, which have 0. A reason
     * about minors or life counts as its "notify moderators" type of 5.
     */
    static final class Discourse extends Ranker.Scoring {
        private final Records records = new Records();

        Discourse() {
            super("discourse");
        }

        @Override
        public void decided(DeskCase decided, Handling handling, int by, Instant at) {
            records.decided(decided, handling.violation());
        }

        @Override
        double score(DeskCase waiting, Instant now) {
            return waiting.reports().stream().mapToDouble(this::flag).sum();
        }

        private double flag(LoggedEvent report) {
            String who = Ranker.Scoring.reporter(report);
            int trust = who.matches("acc-[0-9]{4}") ? 1 : 0;
            boolean grave = ((dev.pullcord.intake.Report) report.event().body())
                    .reason()
                    .map(Reason::group)
                    .filter(g -> g == Reason.Group.MINORS || g == Reason.Group.LIFE)
                    .isPresent();
            return flag(trust, accuracy(records.agreed(who), records.disagreed(who)), grave ? 5 : 0, 0);
        }

        /** @param takeAction 5 when a person of the staff asked for it to be acted on */
        static double flag(int trust, double accuracy, int type, int takeAction) {
            return Math.max(0, 1 + trust + accuracy + type + takeAction);
        }

        /** What it gives or takes for having been right a times and wrong d times; two decimals. */
        static double accuracy(int a, int d) {
            int t = a + d;
            if (t <= 5) {
                return 0;
            }
            double p = (double) a / t;
            double x = 0.7;
            double m = p >= x ? (p - x) / (1 - x) : -(x - p) / x;
            return Math.round(5 * m * (Math.log(t) / Math.log(4)) * 100) / 100.0;
        }
    }
}
