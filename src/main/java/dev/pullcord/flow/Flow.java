package dev.pullcord.flow;

import dev.pullcord.Meters;
import dev.pullcord.enforcement.Enforcer;
import dev.pullcord.evidence.Paperwork;
import dev.pullcord.intake.Partition;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * All that moves by itself on this node: on each of its partitions the log is folded, claims lapse, and actions are sent.
 */
public final class Flow {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration RESCORE_EVERY = Duration.ofMillis(100);
    private static final Duration CONCLUSIONS_EVERY = Duration.ofMillis(500);
    private static final Duration CARRYING_EVERY = Duration.ofMillis(500);
    private static final Duration LAPSES_EVERY = Duration.ofMillis(500);
    private static final Duration ENDINGS_EVERY = Duration.ofSeconds(1);
    private static final Duration FILINGS_EVERY = Duration.ofSeconds(1);
    private static final Duration ESCALATIONS_EVERY = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final PartitionOwner owner;
    private final String deployment;

    private Flow(Vertx vertx, PartitionOwner owner, String deployment) {
        this.vertx = vertx;
        this.owner = owner;
        this.deployment = deployment;
    }

    /**
     * How it moves.
     *
     * @param node this process, unlike any other on the same Redis
     * @param lease how long a silent node keeps its partitions from the others
     * @param batch how many events are folded at a time
     */
    public record Pace(String node, Duration lease, int batch) {}

    /**
     * How actions leave.
     *
     * @param connectors to the platforms
     * @param enforcer what a try's answer means
     * @param settings how many at once
     * @param paperwork what goes to authorities
     */
    public record Sending(Connectors connectors, Enforcer enforcer, DispatchSettings settings, Paperwork paperwork) {}

    /** Begins. Completes when it has begun; partitions are taken from then on. */
    public static Future<Flow> start(
            Vertx vertx, Stores stores, PolicyWatch policies, Sending sending, Pace pace, Clock clock, Meters meters) {
        PartitionOwner[] self = new PartitionOwner[1];
        PartitionOwner.Work work = (platform, partition, context) -> List.of(
                new Fold(
                                platform,
                                partition,
                                stores,
                                () -> policies.fold(platform.id()),
                                () -> policies.shadow(platform.id()),
                                pace.batch(),
                                clock,
                                meters,
                                context)
                        .loop(LOOK_AGAIN),
                new Rescore(platform, partition, stores, () -> policies.fold(platform.id()), clock, meters, context)
                        .loop(RESCORE_EVERY),
                new Conclusions(
                                platform,
                                partition,
                                stores,
                                () -> policies.of(platform.id()).tree(),
                                sending.paperwork().drafter()::byDecision,
                                clock,
                                context)
                        .loop(CONCLUSIONS_EVERY),
                new Carrying(platform, partition, stores.attributions(), clock, context).loop(CARRYING_EVERY),
                new Endings(
                                platform,
                                partition,
                                stores.lasting(),
                                stores.outbox(),
                                stores.queue(),
                                () -> self[0].nudgeDispatch(partition),
                                clock)
                        .loop(context, ENDINGS_EVERY),
                new Submissions(platform, partition, sending.paperwork(), clock).loop(context, FILINGS_EVERY),
                new Lapses(partition, stores.queue(), stores.handovers(), clock, meters).loop(context, LAPSES_EVERY),
                new Escalations(
                                partition,
                                stores.overdue(),
                                stores.people(),
                                policies,
                                version -> policies.escalation(partition.platform(), version),
                                clock,
                                meters)
                        .loop(context, ESCALATIONS_EVERY),
                new Dispatch(
                        partition,
                        () -> self[0].platform(partition.platform()),
                        stores.outbox(),
                        sending.connectors(),
                        sending.enforcer(),
                        sending.settings(),
                        meters,
                        clock,
                        vertx));
        self[0] = new PartitionOwner(stores, pace.node(), work, sending.connectors()::seen, pace.lease(), meters);
        return vertx.deployVerticle(self[0]).map(id -> new Flow(vertx, self[0], id));
    }

    /** An event was accepted on this partition; does nothing if another node works it. Any thread. */
    public void accepted(Partition partition) {
        owner.nudgeFold(partition);
    }

    /** A decision was written on this partition; does nothing if another node works it. Any thread. */
    public void decided(Partition partition) {
        owner.nudgeDispatch(partition);
    }

    /** Finishes what is under way and gives every partition back. */
    public Future<Void> stop() {
        return vertx.undeploy(deployment);
    }
}
