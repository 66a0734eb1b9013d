package dev.pullcord.insight;

import dev.pullcord.intake.Platform;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.ActivePolicies;
import dev.pullcord.review.QualityPolicy;
import dev.pullcord.review.Review;
import dev.pullcord.review.Reviews;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** How far the desk agrees with itself, and with what leads hold right. Of the desk as a whole, never of a person. Thread-safe. */
public final class QualityReport {
    private static final int MOST = 5000; // reviews of one window

    private final Reviews reviews;
    private final ActivePolicies active;
    private final Clock clock;

    public QualityReport(Reviews reviews, ActivePolicies active, Clock clock) {
        this.reviews = reviews;
        this.active = active;
        this.clock = clock;
    }

    /**
     * How it stands.
     *
     * @param from of the window
     * @param to of the window
     * @param decided decisions beside blind reviews
     * @param gold leads' answers beside reviews
     * @param byReason the first by what was reported; {@code none} where behaviour alone opened the case
     * @param left out of all this, since who answered had opened the case itself
     * @param waiting reviews that nobody has answered yet
     * @param drifted whether AC1 is below what policy wants, over enough pairs, or something is in {@code apart}
     * @param apart answers in which alone they agree less than policy wants, over enough pairs with that answer
     */
    public record Standing(
            Instant from,
            Instant to,
            Agreement decided,
            Agreement gold,
            Map<String, Agreement> byReason,
            int left,
            long waiting,
            boolean drifted,
            List<String> apart) {}

    /** How it stands now, over the policy's window. */
    public CompletionStage<Standing> standing(Platform platform) {
        QualityPolicy policy = active.of(platform.id()).quality();
        Instant to = clock.instant();
        Instant from = to.minus(policy.window());
        return reviews.answered(platform, from, to, MOST)
                .thenCombine(reviews.count(platform), (all, waiting) -> of(policy, all, waiting, from, to));
    }

    private static Standing of(QualityPolicy policy, List<Review> all, long waiting, Instant from, Instant to) {
        List<Agreement.Pair> decided = new ArrayList<>();
        List<Agreement.Pair> gold = new ArrayList<>();
        Map<String, List<Agreement.Pair>> byReason = new TreeMap<>();
        int left = 0;
        for (Review review : all) {
            if (review.agreed().isEmpty()) {
                left++;
                continue;
            }
            Agreement.Pair pair = new Agreement.Pair(
                    review.first().category(), review.answer().orElseThrow().category());
            if (review.gold()) {
                gold.add(pair);
            } else {
                decided.add(pair);
                byReason.computeIfAbsent(review.reason().map(Reason::code).orElse("none"), r -> new ArrayList<>())
                        .add(pair);
            }
        }
        Map<String, Agreement> reasons = new TreeMap<>();
        byReason.forEach((reason, pairs) -> reasons.put(reason, Agreement.of(pairs)));
        Agreement together = Agreement.of(decided);
        List<String> apart = apart(together, policy);
        return new Standing(
                from,
                to,
                together,
                Agreement.of(gold),
                reasons,
                left,
                waiting,
                !apart.isEmpty() || drifted(together, policy),
                apart);
    }

    static boolean drifted(Agreement together, QualityPolicy policy) {
        return together.pairs() >= policy.least() && together.ac1().orElse(1) < policy.driftBelow();
    }

    /** A rare answer that is disputed each time hardly lowers what they agree in altogether. */
    static List<String> apart(Agreement together, QualityPolicy policy) {
        return together.answers().entrySet().stream()
                .filter(answer -> answer.getValue().pairs() >= policy.least()
                        && answer.getValue().agreed() < policy.driftBelow())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What the two looks differed in, the newest first: for people to talk about. */
    public CompletionStage<List<Review>> disagreements(Platform platform, int max) {
        Instant to = clock.instant();
        return reviews.answered(
                        platform, to.minus(active.of(platform.id()).quality().window()), to, MOST)
                .thenApply(all -> all.stream()
                        .filter(review -> review.agreed().filter(same -> !same).isPresent())
                        .limit(max)
                        .toList());
    }
}
