package dev.pullcord.review;

import dev.pullcord.intake.Report;
import dev.pullcord.intake.Rosters;
import dev.pullcord.intake.Urgency;
import dev.pullcord.plugin.Reason;
import dev.pullcord.risk.Risk;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Which queue a case belongs in, and by when somebody must have looked at it. Deadlines and not scores order a queue:
 * a deadline comes nearer by itself, so nothing in it starves, and "due in 43 s" is something a person can act on
 * (earliest deadline first: Liu and Layland, 1973). Pure.
 */
public final class Triage {
    private final TriagePolicy policy;
    private final String version;

    /**
     * @param policy lanes and clocks
     * @param version the policy's, told with every urgency
     */
    public Triage(TriagePolicy policy, String version) {
        this.policy = policy;
        this.version = version;
    }

    /**
     * Where a case of these facts stands, on the first tier. Higher risk and a meeting that goes on bring the deadline
     * nearer, never below the lane's minimum.
     *
     * @param receivedAt when what is to be judged was received: the clock starts there
     * @param live whether its meeting goes on
     * @param reports how many reports it has, with this one
     */
    public Placement place(CaseFacts facts, Risk risk, Instant receivedAt, boolean live, int reports) {
        List<TriagePolicy.Lane> lanes = policy.lanes();
        Asked asked = new Asked(facts, risk, live, reports);
        int precedence = 0;
        while (!lanes.get(precedence).when().holds(asked)) {
            precedence++; // ends: the last lane takes all
        }
        TriagePolicy.Lane lane = lanes.get(precedence);
        double left = 1 - Math.min(1, Math.max(0, risk.probability())) * (1 - policy.riskFactor());
        if (live) {
            left *= policy.liveFactor();
        }
        Duration clock = Duration.ofMillis(Math.round(lane.clock().toMillis() * left));
        Duration due = clock.compareTo(lane.minimum()) < 0 ? lane.minimum() : clock;
        return new Placement(lane.queue(), lane.name(), precedence, 1, receivedAt.plus(due));
    }

    /** The same, but due no sooner than its lane gives anybody at least: a clock that was set meanwhile is no deadline missed. */
    Placement notBefore(Placement placement, Instant now) {
        Instant soonest = now.plus(policy.lanes().get(placement.precedence()).minimum());
        return placement.deadline().isBefore(soonest)
                ? new Placement(
                        placement.queue(),
                        placement.lane(),
                        placement.precedence(),
                        placement.tier(),
                        placement.needs(),
                        soonest)
                : placement;
    }

    /**
     * Whether this reported case is one of those that are looked at soon though nothing speaks for it. Nobody can tell
     * beforehand, for receipts cannot be guessed; folded again it is the same.
     *
     * @param receipt its first report's
     */
    public boolean draws(String receipt, Risk risk) {
        CRC32 number = new CRC32();
        number.update(receipt.getBytes(StandardCharsets.UTF_8));
        return risk.probability() < policy.sample().below()
                && number.getValue() < policy.sample().share() * (1L << 32);
    }

    /** Where a case stands that was drawn. */
    public Placement drawn(Placement placement, Instant receivedAt) {
        Instant soon = receivedAt.plus(policy.sample().clock());
        return soon.isBefore(placement.deadline())
                ? new Placement(
                        placement.queue(),
                        placement.lane(),
                        placement.precedence(),
                        placement.tier(),
                        placement.needs(),
                        soon)
                : placement;
    }

    /**
     * How urgent a panic is before anything is added up. Its meeting is taken to go on unless it is known to have ended.
     *
     * @param roster the meeting's, if it is known
     */
    public Urgency forPanic(Report panic, Optional<Rosters.Roster> roster, Instant now) {
        boolean live = roster.map(Rosters.Roster::live).orElse(true);
        Placement at = place(CaseFacts.of(panic), Risk.NONE, now, live, 1);
        return new Urgency(at.queue(), at.lane(), at.precedence(), at.deadline(), version);
    }

    /** The graver of the two, where there is one. */
    public Optional<Reason> graver(Optional<Reason> one, Optional<Reason> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return policy.gravity().indexOf(one.get()) <= policy.gravity().indexOf(other.get()) ? one : other;
    }

    /** A placement by another policy, with its lane's precedence in this one; behind all where this has no such lane. */
    Placement renumbered(Placement other) {
        List<TriagePolicy.Lane> lanes = policy.lanes();
        int precedence = 0;
        while (precedence < lanes.size() && !lanes.get(precedence).name().equals(other.lane())) {
            precedence++;
        }
        return new Placement(other.queue(), other.lane(), precedence, other.tier(), other.needs(), other.deadline());
    }

    public String version() {
        return version;
    }
}
