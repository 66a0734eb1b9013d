package dev.pullcord.simulation;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Ranks by {@link DawidSkene}: a report says that its subject does harm, everybody who was there and did not report says that
 * he does not, and what moderators decide is the word of one more worker.
 */
final class WordsOfAll extends Ranker.Scoring {
    private static final int ROUNDS = 10;
    private static final String DESK = "the desk";

    private final List<DawidSkene.Label> labels = new ArrayList<>();
    private Map<String, Double> posterior = Map.of();
    private int known;

    WordsOfAll() {
        super("dawid-skene");
    }

    @Override
    public boolean sees(LoggedEvent event, boolean live) {
        if (event.event().body() instanceof Report report && event.caseId().isEmpty()) {
            String item = event.subject().toString();
            labels.add(new DawidSkene.Label(item, reporter(event), true));
            report.exposed().stream()
                    .filter(who -> !who.equals(reporter(event)))
                    .filter(who -> !who.equals(event.subject().id()))
                    .forEach(who -> labels.add(new DawidSkene.Label(item, who, false)));
        }
        return false;
    }

    @Override
    public void decided(DeskCase decided, Handling handling, int by, Instant at) {
        labels.add(new DawidSkene.Label(decided.subject().toString(), DESK, handling.violation()));
    }

    @Override
    double score(DeskCase waiting, Instant now) {
        if (known != labels.size()) {
            known = labels.size();
            posterior = DawidSkene.posterior(labels, ROUNDS);
        }
        return posterior.getOrDefault(waiting.subject().toString(), 0.0);
    }
}
