package dev.pullcord;

import dev.pullcord.enforcement.OutboxMeasures;
import dev.pullcord.evidence.Custody;
import dev.pullcord.evidence.Erasing;
import dev.pullcord.evidence.HoldDesk;
import dev.pullcord.evidence.Keeping;
import dev.pullcord.evidence.Retention;
import dev.pullcord.evidence.SubjectAccess;
import dev.pullcord.insight.Insights;
import dev.pullcord.insight.QualityReport;
import dev.pullcord.intake.Partition;
import dev.pullcord.redis.RedisStore;
import dev.pullcord.review.ActivePolicies;
import dev.pullcord.review.Approvals;
import dev.pullcord.review.Assigned;
import dev.pullcord.review.Attribution;
import dev.pullcord.review.BulkDesk;
import dev.pullcord.review.ClaimGuard;
import dev.pullcord.review.Desk;
import dev.pullcord.review.Hearing;
import dev.pullcord.review.Impartiality;
import dev.pullcord.review.MisuseDesk;
import dev.pullcord.review.MisuseGround;
import dev.pullcord.review.Reception;
import dev.pullcord.review.SecondLooks;
import dev.pullcord.review.SecondReviews;
import dev.pullcord.review.Stakes;
import dev.pullcord.review.Superseding;
import dev.pullcord.review.TakeUp;
import dev.pullcord.web.WebServer;
import dev.pullcord.wire.PublicStatements;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** What becomes of cases besides being decided, put together. */
final class CaseLife {
    private CaseLife() {}

    /**
     * All of it, on this store.
     *
     * @param guard says what may be whose
     * @param config how long a claim lives and a call may take
     * @param decided is told where a decision was just written
     * @param background where figures are worked out
     */
    static WebServer.Life of(
            Desk desk,
            ClaimGuard guard,
            RedisStore store,
            ActivePolicies policies,
            Config config,
            Consumer<Partition> decided,
            Executor background,
            Clock clock) {
        Duration lease = config.claims().lease();
        Impartiality impartiality = new Stakes(store.people(), store.queue(), store.rosters());
        TakeUp takeUp = new TakeUp(store.queue(), lease, clock);
        Superseding superseding = superseding(store, policies, decided, clock);
        return new WebServer.Life(
                new Assigned(desk, store.queue(), store.assignments(), takeUp, store.people(), clock),
                new Attribution(store.queue(), store.attributions(), takeUp, clock).counting(desk),
                superseding,
                new SecondLooks(store.supersessions(), clock),
                new Hearing(
                        store.queue(), store.log(), store.appeals(), superseding, impartiality, store.people(), clock),
                store.appeals(),
                store.strikes(),
                new Reception(store.log(), store.platforms(), store.appeals(), store.queue(), policies),
                new WebServer.Quality(
                        new SecondReviews(store.reviews(), store.queue(), guard, policies, new SecureRandom(), clock),
                        store.reviews(),
                        new QualityReport(store.reviews(), policies, clock)),
                new BulkDesk(
                        desk,
                        store.queue(),
                        approvals(store, policies, decided, clock),
                        superseding,
                        store.supersessions(),
                        store.people(),
                        store.bulks(),
                        store.audit(),
                        policies,
                        lease,
                        clock),
                new MisuseDesk(
                        store.misuses(),
                        new MisuseGround(store.queue(), store.casework(), store.people()),
                        new OutboxMeasures(store.outbox()),
                        policies,
                        decided,
                        clock),
                store.notices(),
                store.onCalls(),
                Filed.of(store, policies, config.dispatch(), config.filings(), clock),
                new Insights(store.courses(), background, clock),
                new Keeping(
                        new HoldDesk(store.holds(), new SecureRandom(), clock),
                        new Retention(store.records(), policies, clock),
                        new Erasing(store.erasures(), store.records(), store.holds(), store.queue(), policies, clock),
                        new SubjectAccess(
                                store.queue(), store.strikes(), store.log(), store.casework()::load, policies, clock),
                        new Custody(
                                store.queue(),
                                store.releases(),
                                store.releases(),
                                config.evidence().authority(),
                                clock)),
                new WebServer.Exports(
                        store.restrictions(),
                        PublicStatements.load(config.data().resolve("dsa.yaml"))));
    }

    private static Superseding superseding(
            RedisStore store, ActivePolicies policies, Consumer<Partition> decided, Clock clock) {
        return new Superseding(
                store.queue(),
                store.supersessions(),
                new OutboxMeasures(store.outbox()),
                store.rosters(),
                new Stakes(store.people(), store.queue(), store.rosters()),
                policies,
                decided,
                clock);
    }

    /** Who answers what waits for a second person. */
    static Approvals approvals(RedisStore store, ActivePolicies policies, Consumer<Partition> decided, Clock clock) {
        return new Approvals(
                store.queue(),
                new Stakes(store.people(), store.queue(), store.rosters()),
                superseding(store, policies, decided, clock),
                decided,
                clock);
    }
}
