package dev.pullcord.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.evidence.HoldDesk.Reply;
import dev.pullcord.evidence.LegalHold.Target;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.CaseId;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Role;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every place that keeps holds does, as the desk uses it. */
public abstract class HoldsContract {
    private static final Instant T0 = Sample.T0;
    private static final Instant END = T0.plus(Duration.ofDays(90));
    private static final LegalHold.Order ORDER =
            new LegalHold.Order("Court of Leeds", Optional.of("L-17"), "18 USC 2703(f)", "they asked for it");
    private static final Moderator LENA = lead("lena");
    private static final Moderator LEO = lead("leo");

    protected abstract Holds holds();

    protected abstract Platform platform();

    /** The id of a case that there is. */
    protected abstract String aCase();

    @Test
    void aHoldHoldsUntilItRunsOut() {
        LegalHold hold = placed(Target.account("mallory"));

        assertThat(on(Target.account("mallory"), END.minusMillis(1))).containsExactly(hold.id());
        assertThat(on(Target.account("mallory"), END)).isEmpty();
        assertThat(on(Target.account("alice"), T0)).isEmpty();
        assertThat(Ground.now(holds().find(platform(), hold.id()))).contains(hold);
        assertThat(hold.state(END)).isEqualTo(LegalHold.State.EXPIRED);
        assertThat(hold.expiresSoon(T0)).isFalse();
        assertThat(hold.expiresSoon(END.minus(Duration.ofDays(13)))).isTrue();
    }

    @Test
    void aCaseIsHeldOnlyIfThereIsOne() {
        Target target = Target.ofCase(aCase());
        LegalHold hold = placed(target);
        String none = CaseId.create(new Partition(platform().id(), 0), new SecureRandom());

        assertThat(on(target, T0)).containsExactly(hold.id());
        assertThat(place(Target.ofCase(none))).isInstanceOf(Reply.UnknownCase.class);
        assertThat(place(Target.ofCase("nonsense"))).isInstanceOf(Reply.UnknownCase.class);
    }

    @Test
    void itTakesTwoToEndOneEarly() {
        LegalHold hold = placed(Target.account("mallory"));
        HoldDesk desk = desk(T0);
        assertThat(Ground.now(desk.answer(platform(), LEO, hold.id(), true, "yes")))
                .isInstanceOf(Reply.NotNow.class);

        LegalHold releasing = stands(desk.release(platform(), LENA, hold.id(), "over"));
        assertThat(on(hold.target(), T0)).containsExactly(hold.id());
        assertThat(stands(desk.release(platform(), LENA, hold.id(), "over"))).isEqualTo(releasing);
        assertThat(Ground.now(desk.answer(platform(), LENA, hold.id(), true, "yes")))
                .isInstanceOf(Reply.Own.class);
        assertThat(on(hold.target(), T0)).containsExactly(hold.id());

        LegalHold refused = stands(desk.answer(platform(), LEO, hold.id(), false, "not yet"));
        assertThat(refused.state(T0)).isEqualTo(LegalHold.State.ACTIVE);
        stands(desk.release(platform(), LEO, hold.id(), "now it is"));
        LegalHold released = stands(desk.answer(platform(), LENA, hold.id(), true, "yes"));

        assertThat(released.state(T0)).isEqualTo(LegalHold.State.RELEASED);
        assertThat(on(hold.target(), T0)).isEmpty();
        assertThat(Ground.now(desk.release(platform(), LEO, hold.id(), "again")))
                .isInstanceOf(Reply.NotNow.class);
    }

    @Test
    void oneOfManySecondPersonsEndsIt() {
        LegalHold hold = placed(Target.account("mallory"));
        stands(desk(T0).release(platform(), LENA, hold.id(), "over"));

        List<CompletableFuture<Reply>> all = IntStream.range(0, 8)
                .mapToObj(n -> desk(T0).answer(platform(), lead("second" + n), hold.id(), n % 2 == 0, "so I say")
                        .toCompletableFuture())
                .toList();

        assertThat(all.stream().map(CompletableFuture::join).filter(Reply.Stands.class::isInstance))
                .hasSize(1);
    }

    @Test
    void itIsProlongedAndNeverMadeShorter() {
        LegalHold hold = placed(Target.account("mallory"));

        assertThat(Ground.now(desk(T0).extend(platform(), LENA, hold.id(), END, "less")))
                .isInstanceOf(Reply.Invalid.class);
        stands(desk(T0).extend(platform(), LENA, hold.id(), END.plusSeconds(1), "more"));

        assertThat(on(hold.target(), END)).containsExactly(hold.id());
        assertThat(Ground.now(desk(END.plusSeconds(1)).extend(platform(), LENA, hold.id(), END.plusSeconds(9), "late")))
                .isInstanceOf(Reply.NotNow.class);
    }

    @Test
    void anEndThatCannotBeIsRefused() {
        Target target = Target.account("mallory");
        for (Instant end :
                List.of(T0, T0.minusSeconds(1), T0.plus(HoldDesk.LONGEST).plusMillis(1))) {
            assertThat(Ground.now(desk(T0).place(platform(), LENA, target, ORDER, end)))
                    .isInstanceOf(Reply.Invalid.class);
        }
        assertThat(Ground.now(desk(T0).release(platform(), LENA, "h000-cccccccccccccccccccc", "x")))
                .isInstanceOf(Reply.Unknown.class);
        assertThat(Ground.now(desk(T0).release(platform(), LENA, "nonsense", "x")))
                .isInstanceOf(Reply.Unknown.class);
        assertThat(Ground.now(holds().all(platform(), 9))).isEmpty();
    }

    private LegalHold placed(Target target) {
        return ((Reply.Stands) place(target)).hold();
    }

    private Reply place(Target target) {
        return Ground.now(desk(T0).place(platform(), LENA, target, ORDER, END));
    }

    private static LegalHold stands(java.util.concurrent.CompletionStage<Reply> reply) {
        return ((Reply.Stands) Ground.now(reply)).hold();
    }

    private List<String> on(Target target, Instant now) {
        return Ground.now(holds().on(platform(), target, now));
    }

    private HoldDesk desk(Instant now) {
        return new HoldDesk(holds(), new SecureRandom(), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Moderator lead(String id) {
        return new Moderator(id, "tandem", id, Role.LEAD);
    }
}
