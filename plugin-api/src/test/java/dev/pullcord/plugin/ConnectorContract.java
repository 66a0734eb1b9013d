package dev.pullcord.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Connector} must do, whatever it speaks to. Write a test class that extends this one, give it a
 * stand-in of your platform, and all of these run. It needs JUnit 5 and AssertJ.
 */
public abstract class ConnectorContract extends InboundContract {
    /** How long a connector may take beyond a deadline, and for what does not go to the platform. */
    protected static final Duration GRACE = Duration.ofSeconds(2);

    private static final Duration SHORT = Duration.ofMillis(700);
    private static final Duration LONG = Duration.ofSeconds(20);

    /** What mood the stand-in is in. */
    public enum Mood {
        /** does what it is asked and says so */
        WELL,
        /** answers each call with an error of its own and does nothing */
        FAILING,
        /** takes each call and never answers */
        SILENT,
        /** does what it is asked, then the connection breaks before the answer */
        BREAKING,
        /** answers that whom it is about is not there */
        EMPTY,
        /** cannot be connected to */
        DEAD
    }

    /** A stand-in of the platform. Fresh for each test. */
    public interface Stage extends AutoCloseable {
        /** The settings by which the connector reaches it. */
        Map<String, String> config();

        /** From now on it behaves like this. */
        void mood(Mood mood);

        /** How often the action took effect. */
        int effects(String actionId);

        /** What must never come out of the connector: keys, tokens, passwords. */
        Set<String> secrets();

        @Override
        void close();
    }

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private Stage stage;
    private Connector connector;

    /** The factory, made as its users would. */
    protected abstract ConnectorFactory factory();

    protected abstract Stage stage();

    protected abstract Json json();

    /** An action that the connector offers and that has effect on a stand-in that is well. */
    protected abstract ActionRequest request(String actionId, Instant deadline);

    @BeforeEach
    final void open() {
        stage = stage();
        stage.mood(Mood.WELL);
        connector = factory().create(context(stage.config()));
    }

    @AfterEach
    final void close() {
        connector.close();
        stage.close();
        executor.shutdownNow();
    }

    @Test
    void isFoundByItsNameAndWasMadeForThisSpi() {
        assertThat(factory().name()).matches("[a-z][a-z0-9-]{0,39}");
        assertThat(factory().spiVersion()).isEqualTo(ConnectorFactory.SPI_VERSION);
        assertThat(ServiceLoader.load(ConnectorFactory.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .map(ConnectorFactory::name))
                .as("named in META-INF/services")
                .contains(factory().name());
    }

    @Test
    void aMissingSettingIsRefusedByItsKey() {
        List<String> refused = new ArrayList<>();
        for (String key : stage.config().keySet()) {
            Map<String, String> config = new HashMap<>(stage.config());
            config.remove(key);
            try {
                factory().create(context(config)).close();
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).matches("(?s)[A-Za-z][A-Za-z0-9._-]*: .+");
                assertNoSecret(e.getMessage());
                refused.add(key);
            }
        }
        assertThat(refused).as("without any settings there is nothing to reach").isNotEmpty();
    }

    @Test
    void saysWhatItOffersAndKeepsToIt() {
        Set<Capability> first = connector.capabilities();

        assertThat(first).isNotEmpty().isEqualTo(connector.capabilities());
        assertThat(first).extracting(Capability::action).doesNotHaveDuplicates();
    }

    @Test
    void doesWhatItIsAsked() {
        ActionResult result = act("a1", LONG);

        assertThat(result.status()).isIn(ActionResult.Status.DONE, ActionResult.Status.ALREADY_DONE);
        assertThat(result.confirmedBy()).isNotEqualTo(ActionResult.Confirmation.NONE);
        assertThat(result.took()).isLessThan(LONG);
        assertThat(stage.effects("a1")).isEqualTo(1);
    }

    @Test
    void askedTwiceItActsOnce() {
        act("a1", LONG);

        ActionResult again = act("a1", LONG);

        assertThat(again.status()) // who was removed is gone, where the platform's wire has no id to know the action by
                .isIn(ActionResult.Status.DONE, ActionResult.Status.ALREADY_DONE, ActionResult.Status.TARGET_GONE);
        assertThat(stage.effects("a1")).isEqualTo(1);
    }

    @Test
    void whatBreaksAfterActingIsUnknownAndActsOnceWhenAskedAgain() {
        stage.mood(Mood.BREAKING);
        assertThat(act("a1", LONG).status()).isEqualTo(ActionResult.Status.UNKNOWN);

        stage.mood(Mood.WELL);
        act("a1", LONG);

        assertThat(stage.effects("a1")).isEqualTo(1);
    }

    @Test
    void aPlatformThatFailsOrIsDeadIsTriedAgain() {
        for (Mood mood : List.of(Mood.FAILING, Mood.DEAD)) {
            stage.mood(mood);
            ActionResult result = act("a1", LONG);
            assertThat(result.status()).as("%s", mood).isIn(ActionResult.Status.FAILED, ActionResult.Status.UNKNOWN);
            assertThat(result.retryable()).as("%s", mood).isTrue();
            assertThat(result.confirmedBy()).as("%s", mood).isEqualTo(ActionResult.Confirmation.NONE);
        }
    }

    @Test
    void whoIsNotThereIsSaidToBeGone() {
        stage.mood(Mood.EMPTY);

        ActionResult result = act("a1", LONG);

        assertThat(result.status()).isIn(ActionResult.Status.TARGET_GONE, ActionResult.Status.ALREADY_DONE);
        assertThat(stage.effects("a1")).isZero();
    }

    @Test
    void silenceIsUnknownByTheDeadlineAndBlocksNobody() {
        stage.mood(Mood.SILENT);
        Instant begun = clock.instant();

        CompletionStage<ActionResult> pending = connector.act(request("a1", begun.plus(SHORT)));

        assertThat(Duration.between(begun, clock.instant()))
                .as("returns at once")
                .isLessThan(SHORT.dividedBy(2));
        assertThat(join(pending).status()).isEqualTo(ActionResult.Status.UNKNOWN);
        assertThat(Duration.between(begun, clock.instant())).isLessThan(SHORT.plus(GRACE));
    }

    @Test
    void nothingIsDoneAfterTheDeadline() {
        ActionResult result = act("a1", Duration.ofSeconds(-1));

        assertThat(result.status()).isEqualTo(ActionResult.Status.FAILED);
        assertThat(result.retryable()).isTrue();
        assertThat(stage.effects("a1")).isZero();
    }

    @Test
    void manyAtOnceAllArrive() {
        List<CompletableFuture<ActionResult>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(connector.act(request("a" + i, clock.instant().plus(LONG))).toCompletableFuture());
        }

        all.forEach(ConnectorContract::join);

        for (int i = 0; i < 20; i++) {
            assertThat(stage.effects("a" + i)).isEqualTo(1);
        }
    }

    @Test
    void noSecretComesOut() {
        assertNoSecret(connector.toString());
        for (Mood mood : Mood.values()) {
            stage.mood(mood);
            assertNoSecret(act("a1", SHORT).toString());
            if (mood != Mood.SILENT) { // of nothing nothing can be told, and it would be waited for as long as a check
                // may
                assertNoSecret(health().toString());
            }
        }
    }

    @Test
    void itsHealthIsThePlatforms() {
        assertThat(health().state()).isNotEqualTo(Health.State.DOWN);
    }

    @Test
    void aSnapshotOfAMeetingNobodyKnowsClaimsNobodyIsThere() {
        Optional<MeetingSnapshot> snapshot = join(connector.snapshot("no-such-meeting"));

        snapshot.ifPresent(s -> assertThat(s.present()).isEmpty());
    }

    @Test
    void closedTwiceItStaysClosed() {
        join(connector.close());
        join(connector.close());

        ActionResult result = act("a1", LONG);

        assertThat(result.status()).isEqualTo(ActionResult.Status.FAILED);
        assertThat(result.retryable()).isTrue();
        assertThat(stage.effects("a1")).isZero();
    }

    @Override
    final Connector connector() {
        return connector;
    }

    private ActionResult act(String actionId, Duration within) {
        ActionResult result =
                join(connector.act(request(actionId, clock.instant().plus(within))));
        assertThat(result).as("never completes with null").isNotNull();
        return result;
    }

    private Health health() {
        return join(connector.check());
    }

    @Override
    final void assertNoSecret(String text) {
        assertThat(stage.secrets()).allSatisfy(secret -> assertThat(text).doesNotContain(secret));
    }

    private ConnectorContext context(Map<String, String> config) {
        return new TestContext(Map.copyOf(config), json(), clock, executor);
    }

    private record TestContext(Map<String, String> config, Json json, Clock clock, ExecutorService executor)
            implements ConnectorContext {
        @Override
        public String platform() {
            return "tandem";
        }
    }

    private static <T> T join(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(LONG.plus(GRACE).toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("a stage must complete in time, and never exceptionally", e);
        }
    }
}
