package dev.pullcord.review;

import static dev.pullcord.review.Ground.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pullcord.intake.Platform;
import dev.pullcord.review.Exposures.Budget;
import dev.pullcord.review.Exposures.Kept;
import dev.pullcord.review.Exposures.Look;
import dev.pullcord.review.Exposures.Room;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every keeper of exposure does. */
public abstract class ExposuresContract {
    private static final Instant T0 = Events.T0;
    private static final Platform TANDEM = Ground.tandem(4);
    private static final Moderator ANN = Ground.moderator("ann");

    protected abstract Exposures exposures();

    private static Budget budget(double shift, double week) {
        return new Budget(T0.minus(Duration.ofHours(8)), T0.minus(Duration.ofDays(7)), shift, week);
    }

    private Room take(String token, double weight, Instant at, Budget budget) {
        return now(exposures().take(TANDEM, ANN, token, new Look("case-" + token, weight, at), budget));
    }

    private Kept kept() {
        return now(exposures().find(TANDEM, ANN, T0));
    }

    @Test
    void looksAreCountedUntilTheyFitNoMore() {
        assertThat(take("a", 3, T0, budget(6, 100))).isEqualTo(Room.TAKEN);
        assertThat(take("b", 3, T0.plusSeconds(1), budget(6, 100))).isEqualTo(Room.TAKEN);
        assertThat(take("c", 0.5, T0, budget(6, 100))).isEqualTo(Room.USED);
        assertThat(kept().looks()).containsExactly(new Look("case-a", 3, T0), new Look("case-b", 3, T0.plusSeconds(1)));
    }

    @Test
    void whatWasBeforeTheShiftCountsForTheWeekOnly() {
        assertThat(take("a", 3, T0.minus(Duration.ofHours(9)), budget(4, 6))).isEqualTo(Room.TAKEN);
        assertThat(take("b", 3, T0, budget(4, 6))).isEqualTo(Room.TAKEN);
        assertThat(take("c", 1, T0, budget(4, 6))).as("the week's").isEqualTo(Room.USED);
    }

    @Test
    void aLookIsCountedOnceHoweverOftenItIsAskedFor() {
        assertThat(take("a", 3, T0, budget(3, 3))).isEqualTo(Room.TAKEN);
        assertThat(take("a", 3, T0, budget(3, 3))).isEqualTo(Room.KNOWN);
        assertThat(kept().looks()).hasSize(1);

        now(exposures().putBack(TANDEM, ANN, "a", new Look("case-a", 3, T0)));
        assertThat(take("b", 3, T0, budget(3, 3))).isEqualTo(Room.TAKEN);
    }

    @Test
    void ofManyAtOnceNoMoreAreCountedThanFit() {
        List<CompletableFuture<Room>> all = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            all.add(exposures()
                    .take(TANDEM, ANN, "t" + i, new Look("c" + i, 2, T0), budget(10, 100))
                    .toCompletableFuture());
        }

        assertThat(all.stream().map(Ground::now).filter(Room.TAKEN::equals)).hasSize(5);
        assertThat(kept().looks()).hasSize(5);
    }

    @Test
    void whoStoppedIsGivenNothingUntilHeGoesOn() {
        now(exposures().stop(TANDEM, ANN, T0));

        assertThat(take("a", 1, T0, budget(10, 10))).isEqualTo(Room.STOPPED);
        assertThat(kept().stoppedAt()).contains(T0);
        now(exposures().resume(TANDEM, ANN));
        assertThat(take("a", 1, T0, budget(10, 10))).isEqualTo(Room.TAKEN);
        assertThat(kept().stoppedAt()).isEmpty();
    }

    @Test
    void minutesAreCountedToTheHour() {
        Instant hour = Instant.parse("2026-03-01T12:00:00Z");
        spend("a", 1.5, hour.plusSeconds(60));
        spend("b", 2, hour.plusSeconds(3599));
        spend("c", 4, hour.plusSeconds(3600));

        Kept kept = now(exposures().find(TANDEM, ANN, hour.plusSeconds(3600)));
        assertThat(kept.minutes()).containsEntry(hour, 3.5).containsEntry(hour.plusSeconds(3600), 4.0);
    }

    @Test
    void noMomentOfAClaimIsCountedTwiceHoweverManySayItAtOnce() {
        List<CompletableFuture<Double>> all = IntStream.rangeClosed(1, 12)
                .mapToObj(i -> exposures()
                        .spend(TANDEM, ANN, "a", 3, T0, T0.plusSeconds(10L * (i % 6)))
                        .toCompletableFuture())
                .toList();

        assertThat(all.stream().mapToDouble(Ground::now).sum()).isCloseTo(50 / 60.0 * 3, within(1e-4));
        assertThat(kept().minutes().values().stream().mapToDouble(m -> m).sum()).isCloseTo(50 / 60.0 * 3, within(1e-4));
        assertThat(now(exposures().spend(TANDEM, ANN, "another", 3, T0, T0.plusSeconds(10))))
                .as("of another claim")
                .isCloseTo(0.5, within(1e-4));
    }

    private void spend(String token, double minutes, Instant to) {
        now(exposures().spend(TANDEM, ANN, token, minutes, to.minusSeconds(60), to));
    }

    @Test
    void workBeginsAnewAfterAPause() {
        take("a", 1, T0, budget(10, 10));
        take("b", 1, T0.plusSeconds(600), budget(10, 10));
        assertThat(now(exposures().find(TANDEM, ANN, T0.plusSeconds(700))).workingSince())
                .contains(T0);

        Instant later = T0.plusSeconds(600).plus(Duration.ofMinutes(16));
        assertThat(now(exposures().find(TANDEM, ANN, later)).workingSince())
                .as("he paused")
                .isEmpty();
        assertThat(now(exposures().find(TANDEM, ANN, later)).activeAt()).contains(T0.plusSeconds(600));
        take("c", 1, later, budget(10, 10));
        assertThat(now(exposures().find(TANDEM, ANN, later)).workingSince()).contains(later);
    }
}
