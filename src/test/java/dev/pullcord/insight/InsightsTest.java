package dev.pullcord.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Platform;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** One walk for all who ask, none that is old, and none that is broken for longer than it has to be. */
class InsightsTest {
    private static final Platform ACME =
            new Platform("acme", 16, "c2VjcmV0", "generic", Optional.empty(), Optional.empty());

    private final List<CompletableFuture<CaseCourses.Read>> walks = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-26T12:30:00Z");
    private final Insights insights = new Insights(
            (platform, from, most) -> {
                walks.add(new CompletableFuture<>());
                return walks.get(walks.size() - 1);
            },
            Runnable::run,
            new Clock() {
                @Override
                public Instant instant() {
                    return now;
                }

                @Override
                public ZoneOffset getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(java.time.ZoneId zone) {
                    throw new UnsupportedOperationException();
                }
            });

    private CompletionStage<Figures> ask(Window window) {
        return insights.figures(ACME, window);
    }

    private static Figures now(CompletionStage<Figures> stage) {
        return stage.toCompletableFuture().getNow(null);
    }

    private void end(int walk) {
        walks.get(walk).complete(new CaseCourses.Read(List.of(), now));
    }

    @Test
    void whoAsksWhileOneIsUnderWayWaitsForThatOne() {
        CompletionStage<Figures> one = ask(Window.DAY);
        now = now.plus(Insights.FRESH).plusSeconds(60);
        CompletionStage<Figures> other = ask(Window.DAY);

        assertThat(walks).hasSize(1);
        end(0);
        assertThat(now(one)).isNotNull().isSameAs(now(other));
    }

    @Test
    void aWalkIsMadeAnewOnceItIsOldAndForEachWindow() {
        ask(Window.DAY);
        end(0);
        now = now.plus(Insights.FRESH).minusMillis(1);
        ask(Window.DAY);
        assertThat(walks).hasSize(1);

        ask(Window.WEEK);
        now = now.plusMillis(1);
        ask(Window.DAY);
        assertThat(walks).hasSize(3);
    }

    @Test
    void whatFailedIsTriedAgainAtOnce() {
        CompletionStage<Figures> broken = ask(Window.DAY);
        walks.get(0).completeExceptionally(new IllegalStateException("away"));
        assertThat(broken).isCompletedExceptionally();

        CompletionStage<Figures> next = ask(Window.DAY);
        end(1);
        assertThat(now(next).opened()).isZero();
    }
}
