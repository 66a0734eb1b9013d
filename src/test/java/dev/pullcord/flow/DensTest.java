package dev.pullcord.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pullcord.intake.InMemoryLinks;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.RecordingLog;
import dev.pullcord.intake.Sightings;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.Ground;
import dev.pullcord.risk.Story;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who was there first is told in his own log, once, and nobody through a crowd. */
class DensTest {
    private static final Platform TANDEM = Ground.tandem(4);
    private static final Clock CLOCK = Clock.fixed(Story.START.plus(Duration.ofHours(1)), ZoneOffset.UTC);

    private final Vertx vertx = Vertx.vertx();
    private final RecordingLog log = new RecordingLog();
    private final List<Throwable> unread = new ArrayList<>();
    private boolean away;
    private final InMemoryLinks links = new InMemoryLinks() {
        @Override
        public synchronized CompletionStage<Set<Trait>> traits(Platform platform, String account, Instant now) {
            return away
                    ? CompletableFuture.failedFuture(new IOException("away"))
                    : super.traits(platform, account, now);
        }
    };
    private final Dens dens = new Dens(TANDEM, log, links, unread::add, CLOCK, vertx.getOrCreateContext());

    @AfterEach
    void end() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static Story story(String account) {
        return new Story(Subject.account(account));
    }

    /** As the fold does: linked first, then told. */
    private void batch(LoggedEvent... events) throws Exception {
        done(links.saw(TANDEM, Sightings.of(List.of(events)), CLOCK.instant()));
        done(dens.tell(List.of(events)).toCompletionStage());
    }

    private static void done(CompletionStage<?> stage) throws Exception {
        stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static LoggedEvent publishes(String account) {
        return story(account).attended("m", "", Duration.ofMinutes(9), Map.of("published", true));
    }

    private static LoggedEvent inNeed(String account) {
        return story(account).flag("r", Reason.SEXUAL_EXPLOITATION);
    }

    private void comes(String account) throws Exception {
        batch(publishes(account), inNeed(account), story(account).device("d"));
    }

    private List<String> told() {
        return log.events.stream()
                .map(told -> {
                    Observation seen = (Observation) told.event().body();
                    assertThat(told.subject()).isEqualTo(Subject.account(seen.account()));
                    assertThat(seen.kind()).isEqualTo(Observation.Kind.ORIGIN_SHARED);
                    return seen.account() + " " + seen.attributes().get("shared") + " "
                            + seen.attributes().get("others");
                })
                .sorted()
                .toList();
    }

    @Test
    void whoWasThereFirstIsToldOfThoseWhoComeLater() throws Exception {
        batch(story("first").device("d"));
        comes("one");
        assertThat(told()).isEmpty(); // one other is no den

        comes("two");
        assertThat(told()).containsExactly("first device 2");

        comes("three");
        assertThat(told()).containsExactly("first device 2", "first device 3", "one device 2", "two device 2");
    }

    @Test
    void soItIsWhenTheyShowThemselvesOnlyLater() throws Exception {
        for (String account : List.of("first", "one", "two")) {
            batch(story(account).network("home", "n"), story(account).device("d"));
        }
        batch(publishes("one"), publishes("two"), inNeed("one"));
        assertThat(told()).isEmpty();

        batch(inNeed("two"));
        assertThat(told()).containsExactly("first device 2", "first network 2");
    }

    @Test
    void theSameBatchAgainTellsNothingNew() throws Exception {
        batch(story("first").device("d"));
        comes("one");
        comes("two");
        comes("two");
        batch(story("two").device("d"));

        assertThat(told()).containsExactly("first device 2");
    }

    @Test
    void nobodyIsToldThroughACrowd() throws Exception {
        for (int i = 0; i < 65; i++) {
            batch(story("guest" + i).device("d"));
        }
        comes("one");
        comes("two");

        assertThat(told()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsCountedAndWhatCannotBeWrittenFails() throws Exception {
        batch(story("first").device("d"));
        comes("one");
        away = true;
        comes("two");
        assertThat(told()).isEmpty();
        assertThat(unread).isNotEmpty();

        away = false;
        log.state = RecordingLog.State.FAILING;
        assertThatThrownBy(() -> comes("two")).hasMessageContaining("away");
        log.state = RecordingLog.State.WORKING;
        comes("two");
        assertThat(told()).containsExactly("first device 2");
    }
}
