package dev.pullcord.redis;

import dev.pullcord.review.CarePolicy;
import dev.pullcord.review.EscalationPolicy;
import dev.pullcord.review.Ground;
import dev.pullcord.review.PolicyPack;
import java.time.Duration;

/** The shipped policy with little of anything, so that budgets run out and levels are used up within a shift. */
final class TightPolicy {
    /** The most that a shift's looks may weigh. */
    static final int BUDGET = 60;

    static final PolicyPack PACK = tight();

    private TightPolicy() {}

    private static PolicyPack tight() {
        PolicyPack shipped = Ground.PACK;
        CarePolicy care = shipped.care();
        return new PolicyPack(
                shipped.version(),
                shipped.risk(),
                shipped.triage(),
                shipped.tree(),
                new EscalationPolicy(
                        shipped.escalation().levels(), 2, shipped.escalation().page()),
                new CarePolicy(
                        care.weights(), 2, 2, BUDGET, 900, 5_000, 9_000, Duration.ofHours(2), Duration.ofHours(8)),
                shipped.quality(),
                shipped.reporters(),
                shipped.plans(),
                shipped.retention(),
                shipped.looks());
    }
}
