package dev.pullcord.flow;

import dev.pullcord.Meters;
import dev.pullcord.enforcement.Enforcer;
import dev.pullcord.evidence.Archiving;
import dev.pullcord.evidence.Erasing;
import dev.pullcord.evidence.Paperwork;
import dev.pullcord.evidence.Recipient;
import dev.pullcord.evidence.Retention;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.SecondLooks;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All that moves by itself on this node: on each of its partitions the log is folded, claims lapse, and actions are sent.
 */
public final class Flow {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration RESCORE_EVERY = Duration.ofMillis(100);
    private static final Duration CONCLUSIONS_EVERY = Duration.ofMillis(500);
    private static final Duration CARRYING_EVERY = Duration.ofMillis(500);
    private static final Duration LAPSES_EVERY = Duration.ofMillis(500);
    private static final Duration DRAWS_EVERY = Duration.ofSeconds(5);
    private static final Duration PUBLICATIONS_EVERY = Duration.ofSeconds(10);
    private static final Duration WATCHES_EVERY = Duration.ofMillis(500);
    private static final Duration ENDINGS_EVERY = Duration.ofSeconds(1);
    private static final Duration NOTICES_EVERY = Duration.ofMillis(500);
    private static final Duration FILINGS_EVERY = Duration.ofSeconds(1);
    private static final Duration FORGETTING_EVERY = Duration.ofSeconds(10);
    private static final Duration ESCALATIONS_EVERY = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final PartitionOwner owner;
    private final String deployment;
    private final List<Loop> counts;

    private Flow(Vertx vertx, PartitionOwner owner, String deployment, List<Loop> counts) {
        this.counts = counts;
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
     * @param putAway how long after they were closed cases go to the archive, if there is one
     */
    public record Pace(String node, Duration lease, int batch, Optional<Duration> putAway) {}

    /**
     * How actions leave.
     *
     * @param connectors to the platforms
     * @param enforcer what a try's answer means
     * @param settings how many at once
     * @param channels to who is told of missed deadlines
     * @param telling what a try to tell them means
     * @param paperwork what goes to authorities
     */
    public record Sending(
            Connectors connectors,
            Enforcer enforcer,
            DispatchSettings settings,
            Channels channels,
            Enforcer telling,
            Paperwork paperwork) {}

    /** Begins. Completes when it has begun; partitions are taken from then on. */
    public static Future<Flow> start(
            Vertx vertx, Stores stores, PolicyWatch policies, Sending sending, Pace pace, Clock clock, Meters meters) {
        PartitionOwner[] self = new PartitionOwner[1];
        PartitionOwner.Work work = (platform, partition, context) -> {
            Paging paging = new Paging(
                    partition,
                    () -> self[0].platform(partition.platform()),
                    new Paging.Ports(stores.notices(), stores.onCalls(), stores.people(), stores.queue()),
                    sending.channels(),
                    sending.telling(),
                    clock,
                    meters,
                    context,
                    NOTICES_EVERY);
            return List.of(
                    new Fold(
                                    platform,
                                    partition,
                                    stores,
                                    () -> policies.fold(platform.id()),
                                    () -> policies.shadow(platform.id()),
                                    watching(platform, partition, stores, policies, self, clock),
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
                    new Draws(platform, partition, stores, policies, clock).loop(context, DRAWS_EVERY),
                    new Publications(platform, partition, stores, policies, clock).loop(context, PUBLICATIONS_EVERY),
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
                    watching(platform, partition, stores, policies, self, clock).loop(context, WATCHES_EVERY),
                    new Submissions(platform, partition, sending.paperwork(), clock).loop(context, FILINGS_EVERY),
                    new Forgetting(
                                    platform,
                                    partition,
                                    new Retention(stores.records(), policies, clock),
                                    new Erasing(
                                            stores.erasures(),
                                            stores.records(),
                                            stores.holds(),
                                            stores.queue(),
                                            policies,
                                            clock),
                                    meters)
                            .loop(context, FORGETTING_EVERY),
                    new Aging(
                                    platform,
                                    partition,
                                    pace.putAway()
                                            .map(after -> new Archiving(
                                                    stores.records(), policies, stores.rescoring(), after, clock)))
                            .loop(context, FORGETTING_EVERY),
                    new Lapses(partition, stores.queue(), stores.handovers(), clock, meters)
                            .loop(context, LAPSES_EVERY),
                    new Escalations(
                                    partition,
                                    stores.overdue(),
                                    stores.people(),
                                    policies,
                                    version -> policies.escalation(partition.platform(), version),
                                    stores.onCalls(),
                                    sending.channels(),
                                    paging::nudge,
                                    clock,
                                    meters)
                            .loop(context, ESCALATIONS_EVERY),
                    paging,
                    new Dispatch(
                            partition,
                            () -> self[0].platform(partition.platform()),
                            stores.outbox(),
                            sending.connectors(),
                            sending.enforcer(),
                            sending.settings(),
                            new Guards(
                                    stores.outbox(),
                                    stores.watches(),
                                    () -> policies.of(partition.platform()).plans(),
                                    clock),
                            () -> policies.of(partition.platform()).plans(),
                            meters,
                            clock,
                            vertx));
        };
        self[0] = new PartitionOwner(stores, pace.node(), work, sending.connectors()::seen, pace.lease(), meters);
        Context context = vertx.getOrCreateContext();
        Loop counts = new Counts(
                        stores,
                        policies,
                        new SecondLooks(stores.supersessions(), clock),
                        sending.enforcer(),
                        clock,
                        meters)
                .loop(context);
        Paperwork paperwork = sending.paperwork();
        Loop filings = new FilingCounts(
                        stores.platforms(),
                        paperwork.filings(),
                        paperwork.recipients().all().stream().map(Recipient::id).toList(),
                        clock,
                        meters)
                .loop(context);
        return vertx.deployVerticle(self[0]).map(id -> {
            counts.start();
            filings.start();
            return new Flow(vertx, self[0], id, List.of(counts, filings));
        });
    }

    private static Watching watching(
            Platform platform,
            Partition partition,
            Stores stores,
            PolicyWatch policies,
            PartitionOwner[] self,
            Clock clock) {
        return new Watching(
                platform,
                partition,
                stores.watches(),
                stores.outbox(),
                stores.queue(),
                stores.rosters(),
                () -> policies.of(platform.id()).plans(),
                where -> self[0].nudgeDispatch(where),
                clock);
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
        return Future.join(counts.stream().map(Loop::stop).toList()).compose(stopped -> vertx.undeploy(deployment));
    }
}
