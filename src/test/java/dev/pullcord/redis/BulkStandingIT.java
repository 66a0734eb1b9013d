package dev.pullcord.redis;

import static dev.pullcord.review.Events.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.InMemoryRosters;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.review.Approvals;
import dev.pullcord.review.Bulk;
import dev.pullcord.review.Bulk.Became;
import dev.pullcord.review.BulkDesk;
import dev.pullcord.review.Case;
import dev.pullcord.review.Desk;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Impartiality;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.Role;
import dev.pullcord.review.Superseding;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a bulk's cases came to after it had done its own. */
class BulkStandingIT {
    private static final Moderator SENIA = new Moderator("senia", "tandem", "Senia", Role.SENIOR);
    private static final Moderator LEA = new Moderator("lea", "tandem", "Lea", Role.LEAD);

    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private final Clock clock = Clock.fixed(T0, ZoneOffset.UTC);
    private final RedisStore store = RedisGround.store(redis.link(), RedisGround.prefix(), clock);
    private final Ground ground = RedisGround.on(store, 4);
    private final Superseding superseding = Supersedings.on(store, Ground.PACK, clock);
    private final BulkDesk bulk = new BulkDesk(
            new Desk(ground.queue(), new InMemoryRosters(), Ground.PACK, Duration.ofSeconds(60), d -> {}, clock),
            ground.queue(),
            new Approvals(ground.queue(), Impartiality.EVERYBODYS, superseding, d -> {}, clock),
            superseding,
            store.supersessions(),
            store.people(),
            store.bulks(),
            store.audit(),
            p -> Ground.PACK,
            Duration.ofSeconds(60),
            clock);

    /** Suspends for so long; for good where nothing is said, which takes two. */
    private Bulk begun(Moderator by, String prefix, int many, Optional<Duration> suspension) {
        now(store.people().add(by));
        List<String> cases = IntStream.range(0, many)
                .mapToObj(i -> ground.flagged("e-" + prefix + i, prefix + i, T0).id())
                .toList();
        Desk.Request request = new Desk.Request(
                Outcome.VIOLATION,
                Optional.of("harassment"),
                "the same people, the same words",
                List.of(new Desk.Wish(ActionType.SUSPEND_ACCOUNT, Optional.empty(), suspension)),
                false,
                Optional.empty(),
                Optional.empty());
        return ((BulkDesk.Reply.Stands) now(bulk.begin(ground.platform(), by, cases, request, "one ring"))).bulk();
    }

    private Case caseOf(Bulk bulk, int item) {
        return ground.find(bulk.items().get(item).caseId());
    }

    private Bulk standing(Bulk of) {
        return now(bulk.standing(ground.platform(), of.id())).orElseThrow();
    }

    private static List<Became> became(Bulk bulk) {
        return bulk.items().stream().map(Bulk.Item::became).toList();
    }

    @Test
    void whatASecondPersonAnsweredIsSaidOfEachCase() {
        Bulk waits = begun(SENIA, "waits-", 3, Optional.empty());
        Case agreed = caseOf(waits, 0);
        Case refused = caseOf(waits, 1);
        now(ground.queue()
                .approve(ground.platform(), agreed, LEA, agreed.proposal().orElseThrow(), "yes", T0));
        now(ground.queue()
                .refuse(ground.platform(), refused, LEA, refused.proposal().orElseThrow(), "no", T0));

        Bulk since = standing(waits);

        assertThat(became(since)).containsExactly(Became.DECIDED, Became.NOT_DONE, Became.PROPOSED);
        assertThat(since.items().get(0).decisionId()).contains(agreed.id() + ".d1");
        assertThat(since.items().get(1).detail()).contains("not-agreed");
        assertThat(became(now(bulk.find(ground.platform(), waits.id())).orElseThrow()))
                .as("nothing is written by looking")
                .containsOnly(Became.PROPOSED);
    }

    @Test
    void whatWasTakenBackInItsCaseIsSaidToo() {
        Bulk done = begun(LEA, "done-", 2, Optional.of(Duration.ofDays(7)));
        now(superseding.undo(
                ground.platform(), LEA, done.items().get(0).decisionId().orElseThrow(), "a slip", Optional.empty()));

        assertThat(became(standing(done))).containsExactly(Became.UNDONE, Became.DECIDED);
    }

    private static <T> T now(CompletionStage<T> stage) {
        return Ground.now(stage);
    }
}
