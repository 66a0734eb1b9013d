package dev.pullcord;

import dev.pullcord.insight.QualityReport;
import dev.pullcord.redis.RedisStore;
import dev.pullcord.review.ActivePolicies;
import dev.pullcord.review.Care;
import dev.pullcord.review.PeopleDesk;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a node looks at now and then, beside its work. Ends with Vert.x. */
final class Lookouts {
    private static final Logger LOG = LoggerFactory.getLogger(Lookouts.class);
    private static final Duration QUALITY_EVERY = Duration.ofMinutes(5);
    private static final Duration LOAD_EVERY = Duration.ofSeconds(10);
    private static final Duration AUDIT_EVERY = Duration.ofSeconds(10); // whether a walk is due
    private static final Duration UNSAID_EVERY = Duration.ofMinutes(1);
    private static final Duration KEYS_EVERY = Duration.ofSeconds(10); // whether the master key was turned
    private static final Duration BETWEEN_PAGES = Duration.ofMillis(200);
    private static final Duration SOON = Duration.ofSeconds(5); // by then a new installation has its platform

    private final HeadKeeper heads;
    private final Anchoring anchoring;
    private final QualityWatch quality;
    private final LoadWatch load;
    private final AuditWatch audit;
    private final PeopleDesk people;
    private final Optional<KeyTurning> keys;

    Lookouts(Config config, Foundation foundation, ActivePolicies policies, Care care, Meters meters, Clock clock) {
        RedisStore store = foundation.store();
        this.keys = foundation.turning(clock);
        this.heads = new HeadKeeper(config.data(), store.platforms(), store.audit(), clock);
        this.anchoring = new Anchoring(config.audit(), store.platforms(), store.audit(), clock);
        this.quality = new QualityWatch(store.platforms(), new QualityReport(store.reviews(), policies, clock), meters);
        this.load = new LoadWatch(store.platforms(), store.people(), care, meters);
        this.people = new PeopleDesk(store.people(), store.audit(), clock);
        this.audit = new AuditWatch(
                config.data(), config.audit().verifyEvery(), store.platforms(), store.audit(), meters, clock);
    }

    void start(Vertx vertx) {
        heads.start(vertx);
        anchoring.start(vertx);
        every(vertx, QUALITY_EVERY, "how far the desks agree", quality::look);
        every(vertx, LOAD_EVERY, "how much of their budgets people used", load::look);
        every(vertx, UNSAID_EVERY, "what is to be said of changed people", () -> Registrar.await(people.sayAll()));
        keys.ifPresent(turning -> turn(vertx, turning, SOON));
        walk();
        vertx.setPeriodic(AUDIT_EVERY.toMillis(), tick -> walk());
    }

    /** Soon, and from then on. */
    private static void every(Vertx vertx, Duration pause, String what, Runnable look) {
        vertx.setTimer(SOON.toMillis(), tick -> beat(vertx, what, look));
        vertx.setPeriodic(pause.toMillis(), tick -> beat(vertx, what, look));
    }

    /** Page by page while there are some to be brought under a new master; else looks now and then whether there is a new one. */
    private static void turn(Vertx vertx, KeyTurning turning, Duration pause) {
        vertx.setTimer(
                pause.toMillis(),
                tick -> vertx.executeBlocking(turning::step).onComplete(step -> {
                    if (step.failed()) {
                        LOG.warn("{}", step.cause().toString());
                    }
                    turn(vertx, turning, step.succeeded() && step.result() ? BETWEEN_PAGES : KEYS_EVERY);
                }));
    }

    private static void beat(Vertx vertx, String what, Runnable look) {
        Future<Void> looked = vertx.executeBlocking(() -> {
            look.run();
            return null;
        });
        looked.onFailure(e -> LOG.warn("{} cannot be read: {}", what, e.toString()));
    }

    private void walk() {
        try {
            audit.look().exceptionally(e -> {
                LOG.warn("the audit chains cannot be walked: {}", e.toString());
                return null;
            });
        } catch (RuntimeException e) {
            LOG.warn("the audit chains cannot be walked: {}", e.toString());
        }
    }

    /** Keeps where the audit chains end. Blocks. */
    void keepHeads() {
        heads.keep();
    }

    Anchoring anchoring() {
        return anchoring;
    }

    QualityWatch quality() {
        return quality;
    }
}
