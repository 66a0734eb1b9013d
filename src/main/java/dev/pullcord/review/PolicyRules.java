package dev.pullcord.review;

import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Reason;
import dev.pullcord.plugin.Target;
import dev.pullcord.risk.BrokenRule;
import dev.pullcord.risk.Contribution;
import dev.pullcord.risk.Family;
import dev.pullcord.risk.Risk;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What no policy may do, found by trying it: conditions are free text, so the lanes are asked for every reason and every
 * combination of what can be said of a case, at a low and a high risk. That is some thousand questions, once, when a policy
 * is read.
 */
final class PolicyRules {
    private static final double[] RISKS = {0, 0.5, 1};
    private static final int[] REPORTS = {1, 100};

    private static final int ALL = 32; // combinations of what can be said of a case
    private static final List<Contribution> OBSERVED = Stream.of(
                    Family.PAYMENT, Family.MEETING, Family.CONTACT, Family.ACCOUNT)
            .map(family -> new Contribution("any", family, 2, 2, 1, Instant.EPOCH, "", ""))
            .toList();

    private static final Risk NOTHING_KNOWN = new Risk(0, 0, 0.5, List.of());

    private PolicyRules() {}

    /** Nobody shuts somebody out for good alone, whatever a policy says. */
    static void check(PolicyTree tree) {
        ActionOrder forGood =
                new ActionOrder("any", ActionType.SUSPEND_ACCOUNT, Target.account("any"), Optional.empty());
        if (!tree.takesTwo(forGood, NOTHING_KNOWN)) {
            throw new BrokenRule(
                    "two-people",
                    "tree.twoPeople",
                    "a suspension without an end takes two people: suspend_account when permanent");
        }
    }

    /** More to fear never means more time: to each case there is none that is graver in one thing and due later. */
    static void check(TriagePolicy policy) {
        Triage triage = new Triage(policy, "tried");
        List<Optional<Reason>> reasons = new ArrayList<>(List.of(Optional.empty()));
        Arrays.stream(Reason.values()).map(Optional::of).forEach(reasons::add);
        for (Optional<Reason> reason : reasons) {
            for (int reports : REPORTS) {
                check(triage, policy, reason, reports);
            }
        }
    }

    private static void check(Triage triage, TriagePolicy policy, Optional<Reason> reason, int reports) {
        Placement[][] placed = new Placement[RISKS.length][ALL];
        for (int r = 0; r < RISKS.length; r++) {
            for (int bits = 0; bits < ALL; bits++) {
                placed[r][bits] = triage.place(
                        facts(reason, bits), risk(RISKS[r], has(bits, 16)), Instant.EPOCH, has(bits, 8), reports);
                for (int one = 1; one < ALL; one *= 2) {
                    if (has(bits, one)) {
                        refuseLater(policy, reason, placed[r][bits - one], placed[r][bits], word(one));
                    }
                }
                if (r > 0) {
                    refuseLater(policy, reason, placed[r - 1][bits], placed[r][bits], "a higher risk");
                }
            }
        }
    }

    private static void refuseLater(
            TriagePolicy policy, Optional<Reason> reason, Placement without, Placement with, String what) {
        if (with.deadline().isAfter(without.deadline())) {
            TriagePolicy.Lane lane = policy.lanes().get(with.precedence());
            throw new BrokenRule(
                    "clocks-lengthen",
                    "triage.lanes[" + with.precedence() + "]",
                    String.format(
                            Locale.ROOT,
                            "%s gives a case%s more time, %s in lane '%s' where it would have %s in lane '%s'",
                            what,
                            reason.map(r -> " of " + r.code()).orElse(" without a reason"),
                            Duration.between(Instant.EPOCH, with.deadline()),
                            lane.name(),
                            Duration.between(Instant.EPOCH, without.deadline()),
                            without.lane()));
        }
    }

    private static Risk risk(double probability, boolean observed) {
        return new Risk(0, 0, probability, observed ? OBSERVED : List.of());
    }

    private static CaseFacts facts(Optional<Reason> reason, int bits) {
        return new CaseFacts(reason, has(bits, 1), has(bits, 2), has(bits, 4), false);
    }

    private static boolean has(int bits, int one) {
        return (bits & one) != 0;
    }

    private static String word(int one) {
        return switch (one) {
            case 1 -> "a panic";
            case 2 -> "immediate danger";
            case 4 -> "a minor";
            case 8 -> "a meeting that goes on";
            default -> "what was observed";
        };
    }
}
