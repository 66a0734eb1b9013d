package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Report;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.Case;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Moderator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One person of a {@link DeskShift}: what is for him and what he was given, counted apart from the service. */
final class AtWork {
    final Moderator who;
    Optional<Case> holds = Optional.empty();
    Instant doneAt = Instant.EPOCH;

    private final Set<Reason> optOuts;
    private final String knows;
    private final List<Map.Entry<Instant, Double>> looks = new ArrayList<>();
    private final Set<String> tokens = new HashSet<>();

    AtWork(Moderator who, Set<Reason> optOuts, String knows) {
        this.who = who;
        this.optOuts = optOuts;
        this.knows = knows;
    }

    /** Of all its reports: whoever has the case reads them. */
    static Set<Reason> reasons(Ground ground, Case c) {
        return Ground.now(ground.queue().reports(ground.platform(), c.id(), 0, 1000)).stream()
                .flatMap(event -> event.event().body() instanceof Report report
                        ? report.reason().stream()
                        : Stream.<Reason>empty())
                .collect(Collectors.toSet());
    }

    /** How much he was given to look at since then. */
    double had(Instant since) {
        return looks.stream()
                .filter(look -> !look.getKey().isBefore(since))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** What he held is no longer his, and that is for one reason only. */
    void gone(Set<Reason> reasons) {
        holds = Optional.empty();
        assertThat(reasons).as("kept by who may keep it").containsAnyElementsOf(optOuts);
    }

    /** He is given a case: it must be one for him, and within his budget of eight hours. */
    void given(Case c, Set<Reason> reasons, Instant now, double weight, double budget) {
        assertThat(c.claim()).hasValueSatisfying(claim -> {
            assertThat(claim.holder()).isEqualTo(who.id());
            assertThat(tokens.add(claim.token())).as("given once").isTrue();
        });
        optOuts.forEach(reason -> assertThat(reasons).as("opted out").doesNotContain(reason));
        assertThat(c.account()).as("somebody he knows").isNotEqualTo(Optional.of(knows));
        looks.add(Map.entry(now, weight));
        assertThat(had(now.minus(Duration.ofHours(8))))
                .as("budget of " + who.id())
                .isLessThanOrEqualTo(budget);
    }
}
