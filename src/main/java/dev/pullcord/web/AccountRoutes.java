package dev.pullcord.web;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.AuditEntry;
import dev.pullcord.audit.AuditLog;
import dev.pullcord.audit.ChainId;
import dev.pullcord.enforcement.Outbox;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.ActivePolicies;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseFold;
import dev.pullcord.review.Casework;
import dev.pullcord.review.Courses;
import dev.pullcord.review.Decision;
import dev.pullcord.review.PolicyPack;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.review.Strike;
import dev.pullcord.review.Strikes;
import dev.pullcord.review.SubjectFile;
import dev.pullcord.risk.Risk;
import dev.pullcord.wire.AccountView;
import dev.pullcord.wire.LinksView;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Accounts: what is known of them, and whom they share something with. */
final class AccountRoutes {
    private final Casework files;
    private final ReviewQueue queue;
    private final Outbox outbox;
    private final Strikes strikes;
    private final ActivePolicies active;
    private final LinkReader links;
    private final AuditLog audit;
    private final Clock clock;

    AccountRoutes(
            Casework files,
            ReviewQueue queue,
            Outbox outbox,
            Strikes strikes,
            ActivePolicies active,
            LinkReader links,
            AuditLog audit,
            Clock clock) {
        this.files = files;
        this.queue = queue;
        this.outbox = outbox;
        this.strikes = strikes;
        this.active = active;
        this.links = links;
        this.audit = audit;
        this.clock = clock;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of("getAccount", Answer.by(this::show), "listLinks", Answer.by(this::list));
    }

    private Future<Answer> show(RoutingContext ctx) {
        Platform platform = ClaimRoutes.moderator(ctx).platform();
        String account = ctx.pathParam("id");
        Subject subject = Subject.account(account);
        int limit = CaseRoutes.limit(ctx);
        Optional<String> cursor = CaseRoutes.cursor(ctx, "[0-9]{1,16}\\.c[0-9a-z-]{1,40}");
        Instant now = clock.instant();
        ReviewQueue.Filter its = new ReviewQueue.Filter(
                Optional.empty(), Optional.empty(), Optional.of(account), Optional.empty(), Optional.empty());
        return looks(ctx, "account_viewed").compose(remembered -> {
            Future<List<SubjectFile>> file = Answer.of(ctx, files.load(subject.partition(platform), List.of(subject)));
            Future<Outbox.Standing> standing = Answer.of(ctx, outbox.standing(platform, account, now));
            Future<ReviewQueue.Page> cases = Answer.of(ctx, queue.search(platform, its, cursor, limit));
            Future<List<Courses.Turn>> course = Answer.of(ctx, files.course(subject.partition(platform), subject));
            Future<List<Strike>> counted = Answer.of(ctx, strikes.of(platform, account));
            return Future.all(file, standing, cases, counted, course)
                    .compose(read -> decisions(ctx, platform, cases.result().items()))
                    .map(decisions -> answer(
                            platform,
                            account,
                            new AccountView.Whole(
                                    file.result().get(0),
                                    standing.result().suspended(),
                                    standing.result().until(),
                                    cases.result(),
                                    decisions,
                                    counted.result(),
                                    course.result())));
        });
    }

    private Answer answer(Platform platform, String account, AccountView.Whole whole) {
        if (whole.nothing()) {
            throw new ProblemException(Problem.of(
                    404,
                    "not-found",
                    "No such account",
                    "Nothing is known of an account by this id on this platform."));
        }
        PolicyPack pack = active.of(platform.id());
        Risk risk = CaseFold.of(pack).assess(whole.file(), clock.instant());
        return Answer.of(200, AccountView.json(account, risk, pack.version(), whole, clock.instant()));
    }

    private Future<Map<String, Decision>> decisions(RoutingContext ctx, Platform platform, List<Case> cases) {
        Map<String, Decision> last = new HashMap<>();
        List<Future<Void>> reads = new ArrayList<>();
        for (Case one : cases) {
            if (one.decisionCount() > 0) {
                reads.add(Answer.of(ctx, queue.decisions(platform, one.id())).map(all -> {
                    all.stream().reduce((earlier, later) -> later).ifPresent(d -> last.put(one.id(), d));
                    return null;
                }));
            }
        }
        return reads.isEmpty()
                ? Future.succeededFuture(last)
                : Future.all(reads).map(all -> last);
    }

    private Future<Answer> list(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        String account = ctx.pathParam("id");
        int skip = CaseRoutes.cursor(ctx, "[0-9]{1,6}").map(Integer::parseInt).orElse(0);
        return looks(ctx, "links_viewed")
                .compose(remembered -> links.shown(ctx, caller.platform(), account, skip, CaseRoutes.limit(ctx)))
                .map(shown -> Answer.of(
                        200,
                        LinksView.json(shown)
                                .put(
                                        "next",
                                        shown.more() == 0
                                                ? null
                                                : Integer.toString(skip
                                                        + shown.neighbours().size()))));
    }

    /** Who looked at whom is remembered before he sees anything. */
    private Future<AuditEntry> looks(RoutingContext ctx, String verb) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        String account = ctx.pathParam("id");
        Partition partition = Subject.account(account).partition(caller.platform());
        AuditDraft looked = new AuditDraft(
                clock.instant(),
                caller.moderator().id(),
                caller.moderator().role().word(),
                verb,
                Optional.empty(),
                new TreeMap<>(Map.of("account", account)));
        return Answer.of(
                ctx, audit.append(new ChainId(partition.platform(), partition.number(), ChainId.Hand.DESK), looked));
    }
}
